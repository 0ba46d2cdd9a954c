import type { CalendarRules } from '../../domain/calendar/calendar-rules.ts'
import type { UnderWay } from '../../domain/doctor/requests-under-way.ts'
import type { Ways } from '../../domain/doctor/ways.ts'
import type { Action } from '../../domain/policy/policy.ts'
import type { Patience } from '../../domain/polling.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { CheckPorts } from '../policy/check-policy.ts'
import type { TokenAnswer } from '../ports/people/token-answer.ts'
import type { AccountingPeriods, Blockers } from '../ports/zuora/accounting-periods.ts'

/** One entity of the configuration, with what it is reached by. */
export type EntityToCheck = Pick<CalendarRules, 'manageFrom'> & {
  key: string
  /** `entities[0]` */
  path: string
  timeZone: string
  baseUrl: string
  /** The setting that holds its client's secret. */
  secretName: string
  entityId: string | null
  orgIds: readonly string[]
  /** What the policy allows to ask for. */
  actions: readonly Action[]
  periods: Pick<AccountingPeriods, 'list'>
  blockers: Blockers
  /** The HTTP status of Zuora's answer about a period that is not there; null where it gave none. */
  statusOfUnknownPeriod(): Promise<number | null>
}

export type DoctorPorts = {
  ways: Ways
  people: CheckPorts
  team: string
  /** Empty where it is not set. */
  appId: string
  askAboutToken(): Promise<TokenAnswer>
  entities: readonly EntityToCheck[]
  reports: string
  timeZone: string
  /** Of each place whose holidays the configuration names, the last that is known. */
  holidays: ReadonlyMap<string, string | undefined>
  requests: { open(): Promise<RequestKey[]>; read(key: RequestKey): Promise<Request | undefined> }
  stateOf(execution: string): Promise<UnderWay['execution']>
  patience: Patience
  /** By which periods end and requests expire. */
  now: () => Date
  /** By which Slack's signatures are looked at. */
  realNow: () => Date
}
