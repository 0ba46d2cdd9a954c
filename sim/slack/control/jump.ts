import { z } from 'zod'
import type { ChannelNews, JumpReport } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { everyChannel } from '../workspace/workspace.ts'

const wanted = z.strictObject({ to: z.iso.datetime({ offset: true }) })

const refused = (because: string): JumpReport => ({ kind: 'refused', because })
const noClock = refused(
  'Time is real here: with a real Slack or Zuora, or without the rest of the program, nobody can move it.',
)

/** Moves the clock, where there is one that can be moved, and says what was posted and changed since. */
export const jump = async (standIn: StandIn, given: unknown): Promise<JumpReport> => {
  const { to } = wanted.parse(given)
  const { clock } = standIn.options
  if (!clock) return noClock
  const before = standIn.nextTs()
  const jumped = await clock.jumpTo(new Date(to))
  if (jumped.kind === 'refused') return jumped
  standIn.feed.changed()
  return { kind: 'jumped', now: standIn.now().toISOString(), news: newsSince(standIn, before) }
}

const newsSince = (standIn: StandIn, before: string): ChannelNews[] =>
  everyChannel.flatMap((channel) => {
    const messages = standIn.store.messages.list(channel)
    const posted = messages.filter(({ ts }) => ts > before).length
    const changed = messages.filter(
      ({ ts, edited }) => ts <= before && edited !== undefined && edited.ts > before,
    ).length
    return posted + changed > 0 ? [{ channel, posted, changed }] : []
  })
