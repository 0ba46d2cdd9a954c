import { Logger } from '@aws-lambda-powertools/logger'
import { emfOf } from './log/emf.ts'
import { withoutSecrets } from './log/hide-secrets.ts'
import { invocationNow } from './log/invocation.ts'
import type { Log } from './usecases/ports/log.ts'
import { logEvents } from './usecases/ports/log-events/catalogue.ts'
import type { LogEvent } from './usecases/ports/log-events/log-event.ts'

export type LogOptions = {
  functionName: string
  code: string
  /** Of the metrics in CloudWatch: differs by stage. */
  namespace: string
}

/**
 * Structured lines for engineers. A line is at the same time what CloudWatch makes its metrics of; on each stands the number
 * of the request that the invocation works on, once that is known.
 */
export function createLog({ functionName, code, namespace }: LogOptions): Log {
  const logger = new Logger({
    serviceName: functionName,
    persistentKeys: { program: code },
    jsonReplacerFn: (_key, value) => (typeof value === 'string' ? withoutSecrets(value) : value),
  })
  return (name, details) => {
    const event: LogEvent = logEvents[name]
    const { id, request, startedAt } = invocationNow()
    const known = { ...(id && { invocation: id }), ...(request && { request }), ...details }
    logger[event.level](name, { ...known, ...emfOf(name, known, { namespace, startedAt }) })
  }
}
