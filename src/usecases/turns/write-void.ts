import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Request } from '../../domain/request.ts'
import type { Change } from '../../domain/snapshot.ts'
import type { Requests } from '../ports/record/requests.ts'

/** From here on no approval of this round counts. Undefined when somebody wrote meanwhile. */
export function writeVoid(
  request: Request,
  { changes, at, before = [] }: { changes: readonly Change[]; at: string; before?: readonly LogEntry[] },
  { requests }: { requests: Requests },
): Promise<Request | undefined> {
  const details = { round: request.round, approvals: request.approvals, changes }
  const over = { status: 'working', taskToken: null, othersSince: null, heldUntil: null } as const
  const voided: LogEntry = { at, kind: 'voided', by: null, details }
  return requests.write(request, { ...over, changes, approvals: 0 }, [...before, voided])
}
