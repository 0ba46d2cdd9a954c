import type { CalendarRules } from '../../domain/calendar/calendar-rules.ts'
import type { PolicyInForce } from '../../domain/policy/policy.ts'
import type { Patience } from '../../domain/polling.ts'
import type { AccountingPeriods, Blockers } from './zuora/accounting-periods.ts'
import type { Documents } from './zuora/documents.ts'
import type { Reports } from './zuora/reports.ts'

/** One entity of the configuration, with its Zuora. */
export type Entity = CalendarRules & {
  key: string
  name: string
  channel: string
  timeZone: string
  /** A day of the weekend, a public holiday or a day off of the entity; `2026-11-26`. */
  isDayOff: (date: string) => boolean
  /** Whether the head of a request's record is put into the notes of its period in Zuora. */
  stampNotes: boolean
  periods: AccountingPeriods
  blockers: Blockers
  documents: Documents
  reports: Reports
}

/** The settings that decisions need. */
export type Rules = {
  /** Of an entity, by its key in the configuration. */
  policyFor: (entity: string) => PolicyInForce
  /** How the entity stands on every card: its name, and SANDBOX where its host is one. */
  labelOf: (entity: string) => string
  patience: Patience
  entities: readonly Entity[]
}
