import type { Announcee, Notice } from '../../domain/announcements/notice.ts'
import { noticesAhead } from '../../domain/announcements/notices-for.ts'
import { secondsAfter } from '../../domain/calendar/calendar-date.ts'
import type { Person } from '../../domain/person.ts'
import { audienceId } from '../../domain/reminders/audience.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { Ahead } from '../../domain/reminders/reminders-ahead.ts'
import { readSubject } from '../../domain/reminders/subject.ts'
import type { SubjectNamed } from '../../domain/reminders/subject-name.ts'
import type { Snooze } from '../../domain/reminders/told.ts'
import type { NoticePorts } from '../announcements/announce-notices.ts'
import { whyNotRead } from '../people/may-read.ts'
import type { People } from '../ports/people/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findReader, type NotShown, type Reading } from '../reading/find-calendar.ts'
import { type AheadPorts, aheadFor, audiencesOf } from './ahead-for.ts'
import { openRequestsOf } from './gather-facts.ts'
import { type SubjectPorts, subjectOf } from './subject-of.ts'

export type ShowRemindersPorts = AheadPorts &
  SubjectPorts &
  Pick<NoticePorts, 'announceTo'> & { people: People; rules: Rules }

export type SnoozeInForce = { audience: Audience; snooze: Snooze; about: SubjectNamed }

/** A notice and whom it goes to. */
export type NoticeAhead = { notice: Notice; to: readonly Announcee[] }

export type RemindersAnswer =
  | NotShown
  /** The configuration has none. */
  | { kind: 'no-reminders'; entity: Entity }
  | {
      kind: 'reminders'
      channel: string
      /** The keys of those whose channel it is, and that who asks may read. */
      entities: readonly string[]
      /** To the channel and to who asks. */
      ahead: readonly Ahead[]
      /** Of both, as they hold now. */
      snoozes: readonly SnoozeInForce[]
      /** Of planned closes, to those who are told beside the channel. */
      notices: readonly NoticeAhead[]
      /** ISO */
      now: string
    }

/** What a channel and who asks will be reminded of, and what is snoozed. */
export async function showReminders(reading: Reading, ports: ShowRemindersPorts): Promise<RemindersAnswer> {
  const reader = await findReaderHere(reading, ports)
  if (reader.kind !== 'found') return reader
  const { entity, person } = reader
  const { channel } = entity
  const entities = await readableIn(channel, person, ports)
  if (!entities.some(({ key }) => ports.reminderRules(key))) return { kind: 'no-reminders', entity }
  const asked = { personId: person.id, channel, entities: entities.map(({ key }) => key) }
  const [ahead, snoozes, notices] = await Promise.all([
    aheadFor(asked, ports),
    snoozesFor(asked, ports),
    noticesOf(entities, ports),
  ])
  return {
    kind: 'reminders',
    channel,
    entities: asked.entities,
    ahead,
    snoozes,
    notices,
    now: ports.now().toISOString(),
  }
}

/** Where the channel is that of several entities, its messages are of all of them: it need not be said which. */
async function findReaderHere(reading: Reading, ports: ShowRemindersPorts) {
  const here = ports.rules.entities.filter(({ channel }) => channel === reading.channel)
  if (reading.entity !== null || here.length === 0) return findReader(reading, ports)
  const person = await ports.people.person(reading.personId)
  const [first] = await readableIn(reading.channel, person, ports)
  return findReader({ ...reading, entity: (first ?? here[0])?.key ?? null }, ports)
}

async function readableIn(channel: string, person: Person, ports: ShowRemindersPorts): Promise<Entity[]> {
  const there = ports.rules.entities.filter((one) => one.channel === channel)
  const mayRead = await Promise.all(there.map((one) => whyNotRead(person, one, ports)))
  return there.filter((_, index) => mayRead[index] === undefined)
}

const daysAhead = 30

async function noticesOf(entities: readonly Entity[], ports: ShowRemindersPorts): Promise<NoticeAhead[]> {
  const now = ports.now().toISOString()
  const until = secondsAfter(now, daysAhead * 86_400)
  const found = entities.map(async (entity) => {
    const to = ports.announceTo(entity.key)
    const requests = to.length === 0 ? [] : await openRequestsOf(entity, ports)
    return noticesAhead({ entity: entity.key, requests }, { now, until }).map((notice) => ({ notice, to }))
  })
  return (await Promise.all(found)).flat()
}

async function snoozesFor(
  { entities, ...asked }: Parameters<typeof aheadFor>[0],
  ports: ShowRemindersPorts,
): Promise<SnoozeInForce[]> {
  const { reminded, keptCalendars, now } = ports
  const at = now().toISOString()
  const kept = new Map(await Promise.all(entities.map(async (key) => [key, await keptCalendars.read(key)] as const)))
  const found = audiencesOf(asked).map(async (audience) => {
    const { snoozes } = await reminded.of(audienceId(audience), at)
    return snoozes.filter(({ until }) => at < until).map((snooze) => ({ audience, snooze }))
  })
  const named = (await Promise.all(found)).flat().map(async (one) => {
    const subject = readSubject(one.snooze.subject)
    if (!subject || !entities.includes(subject.entity)) return []
    const { about } = await subjectOf(subject, kept.get(subject.entity) ?? null, ports)
    return [{ ...one, about }]
  })
  return (await Promise.all(named)).flat()
}
