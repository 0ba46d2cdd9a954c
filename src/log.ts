import { Logger } from '@aws-lambda-powertools/logger'

/** One structured line for an engineer. Details hold ids and names of errors; never secrets, tokens, amounts or addresses to answer to. */
export type Log = (event: string, details: Readonly<Record<string, unknown>>) => void

const alarming = new Set([
  'workflow-broke',
  'slack-refused-message',
  'slack-listener-failed',
  'period-state-unknown',
  'channel-not-described',
  'nobody-told',
])

export function createLog(functionName: string, code: string): Log {
  const logger = new Logger({ serviceName: functionName, persistentKeys: { code } })
  return (event, details) =>
    alarming.has(event) ? logger.error(event, { ...details }) : logger.info(event, { ...details })
}
