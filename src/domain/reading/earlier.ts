import type { Filed } from '../evidence/filed.ts'
import { isDone } from '../outcome.ts'
import { type FiledException, isException } from '../reconcile/exceptions.ts'
import type { Earlier, Request } from '../request.ts'

type OfPeriod = { requests: readonly Request[]; filed: readonly Filed[] }

/**
 * What the register tells of a period when `action` is asked for: its closes, its last reopening, and the request for the
 * same that came to nothing. What came before the last of those closes says nothing of why the period is open now.
 */
export function earlierIn({ requests, filed }: OfPeriod, action: Request['action']): Earlier {
  const newestFirst = [...requests].sort((a, b) => b.number - a.number)
  const done = newestFirst.filter(({ outcome }) => isDone(outcome))
  const closes = done.filter((request) => request.action === 'close')
  const reopen = done.find((request) => request.action === 'reopen')
  const outside = reopenedOutside(filed)
  const closed = closes[0]?.number ?? 0
  const [byRequest, byOthers] = [reopen?.number ?? 0, outside?.number ?? 0]
  return {
    closes: closes.length,
    reopened: reopen && byRequest > Math.max(closed, byOthers) ? reopenedBy(reopen) : null,
    ...(outside && byOthers > Math.max(closed, byRequest) ? { reopenedOutside: outsideBy(outside) } : {}),
    ...endedBefore(newestFirst.find((request) => request.action === action && request.outcome !== null)),
  }
}

function reopenedOutside(filed: readonly Filed[]): FiledException | undefined {
  return filed
    .filter(isException)
    .filter(({ about: { was, is } }) => was?.status === 'Closed' && is !== null && is.status !== 'Closed')
    .sort((a, b) => b.number - a.number)[0]
}

function outsideBy({ number, about }: FiledException): NonNullable<Earlier['reopenedOutside']> {
  return { exception: number, acknowledgedBy: about.acknowledged?.by.id ?? null }
}

/** When Zuora was asked, not when a person did: approvals take days. */
function reopenedBy({ asks, askedAt, requester, note }: Request): NonNullable<Earlier['reopened']> {
  return { at: asks.reopen?.at ?? askedAt, by: requester.id, reason: note ?? '' }
}

function endedBefore(before: Request | undefined): Pick<Earlier, 'last'> {
  const outcome = before?.outcome
  if (!before || !outcome) return {}
  const { number } = before
  switch (outcome.kind) {
    case 'rejected':
      return { last: { number, ended: outcome.kind, by: outcome.by, reason: outcome.reason } }
    case 'cancelled':
      return { last: { number, ended: outcome.kind, by: outcome.by, reason: null } }
    case 'expired':
    case 'failed':
      return { last: { number, ended: outcome.kind, by: null, reason: null } }
    default:
      return {}
  }
}
