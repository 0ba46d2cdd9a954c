import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { approvalsOf } from '../../domain/approvals/approval.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import { timesTaken } from '../../domain/evidence/times-taken.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import type { Log } from '../ports/log.ts'
import type { RefusedClicks, Requests } from '../ports/record/requests.ts'

export type SealPorts = {
  requests: Pick<Requests, 'write'> & Pick<RefusedClicks, 'refusedClicks'>
  now: () => Date
  log: Log
}

/** The last entry of the log; the hash over it is the head. Undefined when somebody wrote meanwhile. */
export async function sealOutcome(
  request: Request,
  { outcome, periodAtEnd }: { outcome: Outcome; periodAtEnd: AccountingPeriod | null },
  { requests, now, log }: SealPorts,
): Promise<Request | undefined> {
  const entry: LogEntry = {
    at: now().toISOString(),
    kind: 'outcome',
    by: null,
    details: {
      outcome,
      period: periodAtEnd,
      ...(request.followUp && request.followUp.kind !== 'waiting' ? { followUp: request.followUp } : {}),
      ...(request.range ? { range: request.range } : {}),
      approvedBy: approvalsOf(request).map(({ by }) => by.id),
      ...(request.shown && { reports: request.shown.reports, changedSinceCard: request.changedSinceCard }),
      clicksThatDidNotCount: await requests.refusedClicks(request),
    },
  }
  const changes = { outcome, periodAtEnd, status: 'finished', taskToken: null } as const
  const sealed = await requests.write(request, changes, [entry])
  if (sealed) logEnding(sealed, outcome, log)
  return sealed
}

function logEnding(sealed: Request, outcome: Outcome, log: Log): void {
  const because = 'because' in outcome ? outcome.because.kind : null
  const about = { request: referenceOf(sealed), action: sealed.action, ending: outcome.kind, because }
  log('request-ended', { ...about, ...timesTaken(sealed.log) })
}
