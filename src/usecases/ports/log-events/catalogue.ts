import { invocationEvents } from './of-invocations.ts'
import { requestEvents } from './of-requests.ts'
import { runEvents } from './of-runs.ts'
import { secretEvents } from './of-secrets.ts'
import { slackEvents } from './of-slack.ts'
import { zuoraEvents } from './of-zuora.ts'

/** Every event that may stand in the log; docs/logs.md is made of it. */
export const logEvents = {
  ...invocationEvents,
  ...requestEvents,
  ...zuoraEvents,
  ...slackEvents,
  ...runEvents,
  ...secretEvents,
} as const

export type LogEvents = typeof logEvents
