import type { Screen } from '../../shapes.ts'

/** Slack keeps no ephemeral message: a page that is loaded anew has lost all that were sent before. */
export const sinceLoaded = (screen: Screen, loadedAfter: string): Screen => ({
  ...screen,
  ephemerals: screen.ephemerals.filter(({ ts }) => ts > loadedAfter),
})
