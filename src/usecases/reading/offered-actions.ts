import type { Action } from '../../domain/policy/policy.ts'
import type { OfferedAction } from '../../domain/reading/possible-actions.ts'
import { type MayNotAsk, whyNotAsk } from '../people/may-ask.ts'
import type { PeriodFound, ReadingPorts } from './find-calendar.ts'

type Asking = Pick<PeriodFound, 'person' | 'entity'>

/** Of these actions, those that this person may ask for. */
export async function allowedTo(
  { person, entity }: Asking,
  possible: readonly OfferedAction[],
  ports: ReadingPorts,
): Promise<OfferedAction[]> {
  const refused = await Promise.all(possible.map((action) => whyNotOffer(action, { person, entity }, ports)))
  return possible.filter((_, index) => refused[index] === undefined)
}

/** The person was looked up already; Slack is asked once. */
export function whyNotOffer(
  action: Action,
  { person, entity }: Asking,
  { rules, people }: ReadingPorts,
): Promise<MayNotAsk | undefined> {
  const known = { ...people, person: async () => person }
  return whyNotAsk({ action, personId: person.id, entity }, { rules, people: known })
}
