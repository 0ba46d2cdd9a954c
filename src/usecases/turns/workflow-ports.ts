import type { Announcer } from '../ports/announcer.ts'
import type { Locks } from '../ports/locks.ts'
import type { Log } from '../ports/log.ts'
import type { Register, Requests } from '../ports/requests.ts'
import type { Rules } from '../ports/rules.ts'
import type { Start } from '../ports/workflow.ts'

/** What the functions of the workflow need. */
export type WorkflowPorts = {
  requests: Requests & Register
  /** Starts the requests of a range's periods. */
  workflow: Start
  locks: Locks
  announcer: Announcer
  rules: Rules
  now: () => Date
  log: Log
}
