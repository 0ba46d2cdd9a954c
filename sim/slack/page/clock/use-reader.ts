import { useContext } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'
import type { Reader } from '../state/moments.ts'

/** The person who reads, at the moment that the stand-in's clock shows. */
export const useReader = (): Reader => {
  const { person, workspace } = useContext(SeenContext)
  return { timeZone: person.tz, now: new Date(Date.now() + (workspace.clock?.msAhead ?? 0)) }
}
