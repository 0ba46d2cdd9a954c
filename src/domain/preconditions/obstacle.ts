import type { AccountingPeriod } from '../accounting-period.ts'
import type { CalendarRules } from '../calendar/calendar-rules.ts'
import type { FieldMistake } from '../calendar/field-mistakes.ts'
import type { RequiredItem } from '../documents/blockers.ts'

type PeriodInTheWay = { name: string; status: string }

/** Why an action cannot be asked of Zuora now. Each is told to the person with its way out. */
export type Obstacle =
  | { kind: 'not-ended'; endDate: string; today: string }
  /** What is planned for that day. */
  | { kind: 'planned-too-early'; endDate: string; day: string }
  | { kind: 'already'; status: string }
  | { kind: 'unknown-status'; status: string }
  | { kind: 'not-managed'; manageFrom: string }
  | { kind: 'earlier-not-managed'; count: number; manageFrom: string }
  | { kind: 'earlier-not-closed'; periods: readonly PeriodInTheWay[] }
  | { kind: 'children-not-closed'; periods: readonly PeriodInTheWay[] }
  | { kind: 'trial-balance-running'; start: string | null }
  | { kind: 'not-checked'; items: readonly { item: RequiredItem; because: string }[] }
  | { kind: 'required-items'; items: readonly { item: RequiredItem; count: number; more: boolean }[] }
  /** In the order in which they are to be reopened, from the one next to an open period back. */
  | { kind: 'reopen-first'; periods: readonly PeriodInTheWay[] }
  | { kind: 'nothing-open-after' }
  | { kind: 'not-most-recent'; latest: string }
  | { kind: 'dates-fixed'; status: string }
  | { kind: 'next-not-open'; name: string; status: string }
  | { kind: 'nothing-to-change' }
  | { kind: 'which-organization'; organizations: readonly string[] }
  | ({ kind: 'field' } & FieldMistake)

/** What the rules are judged from. `today` is the date in the entity's time zone; of the entity, what it says of its calendar. */
export type Circumstances = {
  period: AccountingPeriod
  calendar: readonly AccountingPeriod[]
  entity: CalendarRules
  today: string
}

export type OfPeriod = Pick<Circumstances, 'period'>
export type InCalendar = Pick<Circumstances, 'period' | 'calendar'>
