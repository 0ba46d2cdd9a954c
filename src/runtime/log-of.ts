import { createLog } from '../log.ts'
import type { Log } from '../usecases/ports/log.ts'
import { code } from './policy/code-version.ts'
import type { FunctionName } from './settings.ts'

const logs = new Map<FunctionName, Log>()

/** The function's log, the same however often it is asked for. */
export function logOf(name: FunctionName): Log {
  const made = logs.get(name)
  if (made) return made
  const log = createLog({ functionName: name, code, namespace: namespaceOf(name) })
  logs.set(name, log)
  return log
}

/** On AWS a function is named `closing-bell-prod-slack`, and its stage's metrics are in `closing-bell-prod`. */
function namespaceOf(name: FunctionName): string {
  const deployed = process.env.AWS_LAMBDA_FUNCTION_NAME ?? ''
  return deployed.endsWith(`-${name}`) ? deployed.slice(0, -name.length - 1) : 'closing-bell-local'
}
