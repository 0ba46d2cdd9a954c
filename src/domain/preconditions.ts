import type { AccountingPeriod } from './accounting-period.ts'
import type { PeriodFields } from './calendar/period-fields.ts'
import type { ChangeAction } from './policy/policy.ts'
import {
  datesFixed,
  mistakesInNewPeriod,
  mistakesInNewWords,
  nothingToChange,
  notMostRecent,
  notNextToAnOpenOne,
} from './preconditions/change-rules.ts'
import { childrenNotClosed, earlierNotClosed, notEnded, notManaged } from './preconditions/closing-rules.ts'
import type { Circumstances, Obstacle } from './preconditions/obstacle.ts'
import { alreadyClosed, alreadyOpen, notOpen, trialBalanceRunning, unknownStatus } from './preconditions/state-rules.ts'

export { organizationNotKnown } from './preconditions/change-rules.ts'
export type { Circumstances, Obstacle } from './preconditions/obstacle.ts'
export { obstaclesThen } from './preconditions/planned-rules.ts'
export { requiredItemsLeft, withNotChecked } from './preconditions/required-items.ts'

type OfEntity = Pick<Circumstances, 'period' | 'entity'>

/** Every obstacle to a whole close that the calendar alone shows. */
export function obstaclesToClosing(circumstances: Circumstances): Obstacle[] {
  return unlessLeftToZuora(circumstances, [
    ...alreadyClosed(circumstances),
    ...earlierNotClosed(circumstances),
    ...childrenNotClosed(circumstances),
    ...notEnded(circumstances),
  ])
}

export function obstaclesToPendingClose(circumstances: Circumstances): Obstacle[] {
  return unlessLeftToZuora(circumstances, [
    ...notOpen(circumstances),
    ...earlierNotClosed(circumstances),
    ...notEnded(circumstances),
    ...trialBalanceRunning(circumstances),
  ])
}

export function obstaclesToTrialBalance(circumstances: Circumstances): Obstacle[] {
  return unlessLeftToZuora(circumstances, [...alreadyClosed(circumstances), ...trialBalanceRunning(circumstances)])
}

/** What a change is judged from; `create` has no period yet. */
export type ChangeCircumstances = Pick<Circumstances, 'calendar' | 'entity'> & {
  action: ChangeAction
  period: AccountingPeriod | undefined
  fields: PeriodFields | null
}

/** Every obstacle to a change that the calendar alone shows; a period that is gone is told apart. */
export function obstaclesToChange({ action, period, calendar, ...rest }: ChangeCircumstances): Obstacle[] {
  const fields = rest.fields ?? {}
  if (action === 'create') return mistakesInNewPeriod(fields, calendar)
  if (!period) return []
  const unknown = unknownStatus({ period })
  if (unknown.length > 0) return unknown
  if (action === 'update')
    return [...nothingToChange(period, fields), ...mistakesInNewWords({ period, calendar }, fields)]
  return unlessLeftToZuora({ period, entity: rest.entity }, obstaclesOf(action, { period, calendar }, fields))
}

function obstaclesOf(
  action: Exclude<ChangeAction, 'create' | 'update'>,
  { period, calendar }: Pick<Circumstances, 'period' | 'calendar'>,
  fields: PeriodFields,
): Obstacle[] {
  switch (action) {
    case 'reopen':
      return [...alreadyOpen({ period }), ...notNextToAnOpenOne({ period, calendar })]
    case 'delete':
      return [...notOpen({ period }), ...notMostRecent({ period, calendar }), ...trialBalanceRunning({ period })]
    case 'update-dates':
      return [...nothingToChange(period, fields), ...datesFixed({ period, calendar }, fields)]
  }
}

/** Of a period that is not managed here, only that is told. */
function unlessLeftToZuora(circumstances: OfEntity, obstacles: readonly Obstacle[]): Obstacle[] {
  const left = notManaged(circumstances)
  return left.length > 0 ? left : [...obstacles]
}
