import { audienceId } from '../../domain/reminders/audience.ts'
import { type Telling, toldSince } from '../../domain/reminders/messages-to-send.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { ReminderFacts } from '../../domain/reminders/reminder-facts.ts'
import { type Ahead, remindersAhead } from '../../domain/reminders/reminders-ahead.ts'
import type { KeptCalendars } from '../ports/record/kept-calendars.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { type AudiencePorts, audienceFactsOf } from './audience-facts.ts'
import { type FactPorts, gatherFacts } from './gather-facts.ts'

export type AheadPorts = FactPorts &
  AudiencePorts & {
    rules: Pick<Rules, 'policyFor' | 'entities'>
    keptCalendars: Pick<KeptCalendars, 'read'>
    reminded: Pick<Reminded, 'of'>
  }

/** Whom it is for: a person, and a channel where that is asked for, too. `entities`: of which they may know. */
export type AheadAsked = { personId: string; channel: string | null; entities: readonly string[] }

/** What they will be told in the next 30 days if nothing changes, by calendars as they were last looked at: Zuora is not asked. */
export async function aheadFor(asked: AheadAsked, ports: AheadPorts): Promise<Ahead[]> {
  const entities = ports.rules.entities.filter(({ key }) => asked.entities.includes(key))
  const facts = await Promise.all(entities.map((entity) => factsOf(entity, asked, ports)))
  const known = facts.filter((one) => one !== null)
  const audiences = audiencesOf(asked).map((audience) => listening(audience, asked.entities, ports))
  const listeners = await Promise.all(audiences)
  return remindersAhead(
    known,
    listeners.filter((one) => one !== null),
  )
}

export function audiencesOf({ personId, channel }: Pick<AheadAsked, 'personId' | 'channel'>): Audience[] {
  const person: Audience = { kind: 'person', id: personId }
  return channel === null ? [person] : [{ kind: 'channel', channel }, person]
}

/** Null where nobody is reminded, or nobody has looked yet. */
async function factsOf(entity: Entity, { channel }: AheadAsked, ports: AheadPorts): Promise<ReminderFacts | null> {
  const rules = ports.reminderRules(entity.key)
  const kept = await ports.keptCalendars.read(entity.key)
  if (!rules || !kept) return null
  const calendar = kept.periods.map(({ period }) => period)
  // Who is in which group matters to channels alone, and takes Slack long to say.
  const asked = channel === null ? { ...rules, nobodyToSpare: false } : rules
  return gatherFacts({ entity, rules: asked, calendar, kept }, ports)
}

async function listening(
  audience: Audience,
  entities: readonly string[],
  ports: AheadPorts,
): Promise<Pick<Telling, 'facts' | 'told' | 'snoozes'> | null> {
  const facts = await audienceFactsOf(audience, entities, ports)
  if (!facts) return null
  const since = toldSince(ports.now().toISOString())
  return { facts, ...(await ports.reminded.of(audienceId(audience), since)) }
}
