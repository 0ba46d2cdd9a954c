import type { Log } from '../ports/log.ts'
import type { People } from '../ports/people/people.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { KeptPolicies } from '../ports/record/kept-policies.ts'
import type { Locks } from '../ports/record/locks.ts'
import type { Register, Requests } from '../ports/record/requests.ts'
import type { SeenPeriods } from '../ports/record/seen-periods.ts'
import type { Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'
import type { Start } from '../ports/workflow.ts'

/** What the functions of the workflow need. */
export type WorkflowPorts = {
  requests: Requests & Register
  /** Starts the requests of a range's periods. */
  workflow: Start
  locks: Locks
  announcer: Announcer
  /** Those who approved are looked at once more right before Zuora is asked, and whom they act for. */
  people: People
  filings: Pick<Filings, 'readFiled' | 'filingsOfPeriod'>
  policies: Pick<KeptPolicies, 'filedLast'>
  seenPeriods: SeenPeriods
  rules: Rules
  now: () => Date
  log: Log
}
