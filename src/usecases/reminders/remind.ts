import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { audienceId } from '../../domain/reminders/audience.ts'
import { messagesToSend, toldSince } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import { sayableFrom } from '../../domain/reminders/sending/urgent-from.ts'
import { waitsForCalendars } from '../../domain/reminders/sending/wait-for-calendars.ts'
import { announceNotices, type NoticePorts } from '../announcements/announce-notices.ts'
import { type AudiencePorts, audienceFactsOf } from './audience-facts.ts'
import { type LookAtEntitiesPorts, type Looked, lookAtEntities } from './look-at-entities.ts'
import { type MessageDue, type SendPorts, sendReminder } from './send-reminder.ts'

export type RemindPorts = LookAtEntitiesPorts & AudiencePorts & SendPorts & NoticePorts

/** Nothing is begun after this, so that what was begun ends before the function is ended: 240 s after its start. */
const longestSeconds = 180

/**
 * Looks at every entity and says what is due to be said. Urgent messages first: where the time does not suffice, the others
 * are for the next run, which finds what was sent claimed.
 */
export async function remind(ports: RemindPorts): Promise<void> {
  const startedAt = ports.now().toISOString()
  const { looked, failures: notLooked } = await lookAtEntities(ports)
  const failures = [...notLooked]
  for (const { entity, kept, requests } of looked) {
    await announceNotices({ entity: entity.key, kept, requests }, ports).catch((error: unknown) => failures.push(error))
  }
  const due: MessageDue[] = []
  for (const audience of audiencesOf(looked, startedAt)) {
    due.push(...((await unlessItFails(() => messagesDue(audience, looked, ports), { ports, failures })) ?? []))
  }
  const inOrder = due.toSorted((a, b) => Number(b.message.isUrgent) - Number(a.message.isUrgent))
  let left = 0
  for (const [index, message] of inOrder.entries()) {
    if (secondsBetween(startedAt, ports.now().toISOString()) > longestSeconds) {
      left = inOrder.length - index
      ports.log('reminders-left-to-next-run', { left })
      break
    }
    await unlessItFails(() => sendReminder(message, ports), { ports, failures })
  }
  ports.log('reminded', { due: inOrder.length, left })
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} reminders or looks failed.`)
}

/** Each once. Whoever can be told nothing yet is not looked up: hundreds may be asked, and each takes Slack's time. */
function audiencesOf(looked: readonly Looked[], now: string): Audience[] {
  const sayable = looked.flatMap(({ reminders }) => reminders.filter((one) => sayableFrom(one) <= now))
  const audiences = sayable.map(({ audience }) => audience)
  return [...new Map(audiences.map((audience) => [audienceId(audience), audience])).values()]
}

async function messagesDue(audience: Audience, looked: readonly Looked[], ports: RemindPorts): Promise<MessageDue[]> {
  const id = audienceId(audience)
  const own = (one: Looked) => one.reminders.filter((reminder) => audienceId(reminder.audience) === id)
  const inChannel = ({ entity }: Looked) => audience.kind === 'channel' && entity.channel === audience.channel
  const of = looked.filter((one) => inChannel(one) || own(one).length > 0)
  const keys = of.map(({ entity }) => entity.key)
  const facts = await audienceFactsOf(audience, keys, ports)
  if (!facts) return []
  const now = ports.now().toISOString()
  const { told, snoozes } = await ports.reminded.of(id, toldSince(now))
  const without = of.filter((one) => inChannel(one) && isAway(one, ports)).map(({ entity }) => entity.key)
  return messagesToSend({ reminders: of.flatMap(own), told, snoozes, facts, now })
    .filter((message) => without.length === 0 || !waitsForCalendars(message, facts, now))
    .map((message) => ({ audience, message, without: message.isUrgent ? [] : without }))
}

function isAway({ entity, kept }: Looked, { reminderRules }: RemindPorts): boolean {
  return kept === null && reminderRules(entity.key) !== null
}

type Around = { ports: RemindPorts; failures: unknown[] }

/** What Slack cannot take now is not this function's failure; the others are told all the same. */
async function unlessItFails<T>(act: () => Promise<T>, { ports, failures }: Around): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Slack')) ports.log('reminder-not-sent', { error: error.name })
    else failures.push(error)
    return undefined
  }
}
