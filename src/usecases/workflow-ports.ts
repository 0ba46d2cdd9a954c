import type { Announcer, Locks, Log, Requests, Rules } from './ports.ts'

/** What the functions of the workflow need. */
export type WorkflowPorts = {
  requests: Requests
  locks: Locks
  announcer: Announcer
  rules: Rules
  now: () => Date
  log: Log
}
