import type { AudienceFacts } from '../../domain/reminders/messages-to-send.ts'
import { isQuietDay } from '../../domain/reminders/quiet.ts'
import type { Audience } from '../../domain/reminders/reminder.ts'
import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'
import type { People } from '../ports/people/people.ts'
import type { Entity, Rules } from '../ports/rules.ts'

/** What of an entity says when it is quiet. */
type Clock = Pick<Entity, 'key' | 'channel' | 'timeZone' | 'isDayOff'>

export type AudiencePorts = {
  people: Pick<People, 'timeZone'>
  rules: Pick<Rules, 'entities'>
  reminderRules: (entity: string) => ReminderRules | null
}

/**
 * When an audience may be told something: a channel by the clock of its entity, the first where there are several, whichever
 * of them it is about; a person by their own. `of`: the entities that a person is told of. Undefined where nobody is reminded
 * of any of them.
 */
export async function audienceFactsOf(
  audience: Audience,
  of: readonly string[],
  { people, rules, reminderRules }: Omit<AudiencePorts, 'rules'> & { rules: { entities: readonly Clock[] } },
): Promise<AudienceFacts | undefined> {
  const isTold = (one: Clock) => (audience.kind === 'channel' ? one.channel === audience.channel : of.includes(one.key))
  const entities = rules.entities.filter(isTold)
  const quiet = new Map(entities.map((entity) => [entity.key, quietDaysOf(entity, reminderRules(entity.key))]))
  const [first] = entities
  const rulesOfFirst = first && reminderRules(first.key)
  if (!first || !rulesOfFirst) return undefined
  const isPerson = audience.kind === 'person'
  return {
    audience,
    timeZone: (isPerson ? await people.timeZone(audience.id) : null) ?? first.timeZone,
    at: rulesOfFirst.at,
    isQuiet: (entity, date) => quiet.get(entity)?.(date) ?? false,
    quietHours: isPerson ? rulesOfFirst.quietHours : null,
  }
}

function quietDaysOf(entity: Clock, rules: ReminderRules | null): (date: string) => boolean {
  return rules ? isQuietDay(rules, entity) : () => false
}
