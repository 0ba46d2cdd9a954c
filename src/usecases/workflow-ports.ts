import type { Announcer, Locks, Log, Register, Requests, Rules, Start } from './ports.ts'

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
