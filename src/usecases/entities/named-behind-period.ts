import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { entitiesAfterPeriod } from '../../domain/commands/entity-after-period.ts'
import { findPeriod } from '../../domain/period-reference.ts'
import type { Rules } from '../ports/rules.ts'

type Words = { reference: string; entity: string | null; note: string | null }

/** `Oct 2026 in eu late invoice`: only the entity's own calendar tells whether a period is named before the `in`. */
export async function splitNamedEntity<T extends Words>(
  asked: T,
  { rules, now }: { rules: Rules; now: () => Date },
): Promise<T> {
  if (asked.entity !== null || asked.note !== null) return asked
  const keys = rules.entities.map(({ key }) => key)
  for (const { entity: key, reference, rest } of entitiesAfterPeriod(asked.reference, keys)) {
    const entity = rules.entities.find((one) => one.key === key)
    if (!entity) continue
    const today = dateIn(entity.timeZone, now())
    const { manageFrom } = entity
    const found = findPeriod(reference, await entity.periods.list(), { today, for: 'effect', manageFrom })
    if (found.kind !== 'unknown') return { ...asked, entity: key, reference, note: rest }
  }
  return asked
}
