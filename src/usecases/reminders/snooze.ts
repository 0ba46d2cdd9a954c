import { type Principal, requestersAndApprovers } from '../../domain/policy/policy.ts'
import { actorsOf } from '../../domain/reading/readers.ts'
import { audienceId } from '../../domain/reminders/audience.ts'
import { dueDateOf } from '../../domain/reminders/due-date.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import { type SnoozeChoice, snoozeUntil } from '../../domain/reminders/snooze-until.ts'
import { readSubject, type Subject } from '../../domain/reminders/subject.ts'
import type { SubjectNamed } from '../../domain/reminders/subject-name.ts'
import type { Snooze } from '../../domain/reminders/told.ts'
import { findAuthority } from '../people/authority.ts'
import type { People } from '../ports/people/people.ts'
import type { KeptCalendars } from '../ports/record/kept-calendars.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { SnoozeTold } from '../ports/telling/snooze-announcer.ts'
import { type AudiencePorts, audienceFactsOf } from './audience-facts.ts'
import { type SubjectPorts, subjectOf } from './subject-of.ts'
import { type TellSnoozePorts, tellSnooze } from './tell-snooze.ts'

export type SnoozePorts = AudiencePorts &
  SubjectPorts &
  TellSnoozePorts & {
    people: People
    rules: Pick<Rules, 'policyFor' | 'entities'>
    keptCalendars: Pick<KeptCalendars, 'read'>
    reminded: Pick<Reminded, 'snooze'>
    now: () => Date
  }

/** `messageId`: of the click. `audience`: whose snooze it is, where that is not the conversation in which it was pressed. */
export type SnoozeAsked = {
  subject: string
  until: SnoozeChoice | 'none'
  personId: string
  channel: string
  messageId: string
  audience?: string | undefined
}

export type SnoozeAnswer =
  /** `expiresAt` (ISO): of an approval that is said once more before that; null otherwise. */
  | { kind: 'snoozed'; about: SubjectNamed; snooze: Snooze; audience: Audience; expiresAt: string | null }
  | { kind: 'snooze-ended'; about: SubjectNamed; audience: Audience }
  /** Before the snooze would end: nothing is snoozed. */
  | { kind: 'expires-before'; about: SubjectNamed; expiresAt: string }
  | {
      kind: 'refused'
      because: 'not-named' | 'not-a-full-member' | 'no-due-date' | 'no-such-subject'
      /** Who may. */
      allowed: readonly Principal[]
    }

/** Nothing is said of a subject for a while: to a channel, for all who read it, or to oneself. Done again, it is the same. */
export async function snooze(asked: SnoozeAsked, ports: SnoozePorts): Promise<SnoozeAnswer> {
  const subject = readSubject(asked.subject)
  const entity = ports.rules.entities.find(({ key }) => key === subject?.entity)
  const audience = audienceOf(asked)
  const facts = entity && (await audienceFactsOf(audience, [entity.key], ports))
  if (!subject || !entity || !facts) return { kind: 'refused', because: 'no-such-subject', allowed: [] }
  const refused = await whyNotFor(audience, asked.personId, { entity, ports })
  if (refused) return refused
  const kept = await ports.keptCalendars.read(entity.key)
  const { about, expiresAt } = await subjectOf(subject, kept, ports)
  const now = ports.now().toISOString()
  if (asked.until === 'none') {
    const ended = await endNow(asked, audience, now, ports)
    if (ended) await tellChannel({ about, snooze: ended, isEnded: true }, { audience, asked, ports })
    return { kind: 'snooze-ended', about, audience }
  }
  const period = kept?.periods.find((one) => one.period.id === periodIdOf(subject))?.period
  const rules = ports.reminderRules(entity.key)
  const dueDate = period && rules ? dueDateOf(period, rules, entity) : null
  const isQuiet = (date: string) => facts.isQuiet(entity.key, date)
  const until = snoozeUntil(asked.until, { ...facts, now, dueDate, isQuiet })
  if (until === 'no-due-date') return { kind: 'refused', because: until, allowed: [] }
  const made: Snooze = { subject: asked.subject, until, by: asked.personId, at: now }
  if (expiresAt !== null && expiresAt <= until) return { kind: 'expires-before', about, expiresAt }
  await ports.reminded.snooze(audienceId(audience), made)
  await tellChannel({ about, snooze: made, isEnded: false }, { audience, asked, ports })
  const isSaidAgain = rules?.approvals.beforeExpirySeconds != null
  return { kind: 'snoozed', about, snooze: made, audience, expiresAt: isSaidAgain ? expiresAt : null }
}

/** What one does for oneself is nobody else's. */
async function tellChannel(
  told: SnoozeTold,
  { audience, asked: { messageId }, ports }: { audience: Audience; asked: SnoozeAsked; ports: SnoozePorts },
): Promise<void> {
  if (audience.kind === 'channel') await tellSnooze(told, { channel: audience.channel, messageId }, ports)
}

/** Anything but a channel is a person's own conversation with the bot, and nobody snoozes for somebody else. */
function audienceOf({ audience, channel, personId }: SnoozeAsked): Audience {
  const id = audience ?? channel
  return /^[CG]/.test(id) ? { kind: 'channel', channel: id } : { kind: 'person', id: personId }
}

/**
 * In a channel it holds for all: so only for whom the policy lets do something there. Auditors change nothing. Where nothing
 * of the entity is said, there is nothing to snooze, and the name of a subject is nobody's who has no part in it.
 */
async function whyNotFor(
  audience: Audience,
  personId: string,
  { entity, ports: { people, rules } }: { entity: Entity; ports: SnoozePorts },
): Promise<Extract<SnoozeAnswer, { kind: 'refused' }> | undefined> {
  const { policy } = rules.policyFor(entity.key)
  const refused = { kind: 'refused', allowed: requestersAndApprovers(policy) } as const
  const isElsewhere = audience.kind === 'channel' && audience.channel !== entity.channel
  if (isElsewhere) return { ...refused, because: 'no-such-subject' }
  const [person, authority] = await Promise.all([
    people.person(personId),
    findAuthority(personId, actorsOf(policy), people),
  ])
  if (person.isFullMember && authority) return undefined
  if (audience.kind === 'person') return { ...refused, because: 'no-such-subject' }
  return { ...refused, because: person.isFullMember ? 'not-named' : 'not-a-full-member' }
}

/** One that ends now: what it held back is said again. */
async function endNow(
  { subject, personId }: SnoozeAsked,
  audience: Audience,
  now: string,
  { reminded }: SnoozePorts,
): Promise<Snooze | null> {
  const { snoozes } = await reminded.of(audienceId(audience), now)
  const isInForce = snoozes.some((one) => one.subject === subject && now < one.until)
  if (!isInForce) return null
  const ended: Snooze = { subject, until: now, by: personId, at: now }
  await reminded.snooze(audienceId(audience), ended)
  return ended
}

function periodIdOf({ kind, id }: Subject): string | null {
  return kind === 'period' || kind === 'trial-balance' ? id : null
}
