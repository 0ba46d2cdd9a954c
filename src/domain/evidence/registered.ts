import type { Request } from '../request.ts'
import type { Filed } from './filed.ts'
import type { LogEntry } from './log.ts'

/** What stands in the register under a number: a request, or what was filed beside them. */
export type Registered = Request | Filed

export function isRequest(registered: Registered): registered is Request {
  return 'action' in registered
}

/** In order, what came after the outcome included. */
export function entriesOf(registered: Registered): readonly LogEntry[] {
  return isRequest(registered) ? [...registered.log, ...registered.later] : registered.log
}
