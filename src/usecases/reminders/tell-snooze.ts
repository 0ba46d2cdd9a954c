import { toldSince } from '../../domain/reminders/messages-to-send.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { SnoozeAnnouncer, SnoozeTold } from '../ports/telling/snooze-announcer.ts'
import { sayOnce } from './say-once.ts'

export type TellSnoozePorts = {
  reminded: Pick<Reminded, 'of' | 'claim' | 'release' | 'notePosted'>
  snoozeAnnouncer: SnoozeAnnouncer
  now: () => Date
}

/**
 * Whoever reads a channel sees below the last message that said it that it is not said any more, or again: at most once for
 * each click, and not at all where no such message stands.
 */
export async function tellSnooze(
  told: SnoozeTold,
  { channel, messageId }: { channel: string; messageId: string },
  { reminded, snoozeAnnouncer, now }: TellSnoozePorts,
): Promise<void> {
  const at = now().toISOString()
  const { told: messages } = await reminded.of(channel, toldSince(at))
  const isOf = ({ subject }: { subject: string }) => subject === told.snooze.subject
  const below = messages.findLast(({ message, reminders }) => message !== null && reminders.some(isOf))?.message
  const claim = { key: `snooze ${messageId}`, at, reminders: [] }
  if (!below) return
  await sayOnce(channel, claim, { reminded, post: () => snoozeAnnouncer.tellSnooze(below, told) })
}
