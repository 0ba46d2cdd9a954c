import { type Request, referenceOf } from '../request.ts'

/**
 * The request that has a period in flight. `waits`: for people, to approve, where `approvals` says how many of how many, or
 * to clear what blocks it. `notBefore`: while it waits for that moment.
 */
export type UnderWay = {
  reference: string
  waits: boolean
  approvals?: { given: number; needed: number }
  notBefore?: string
}

/** By the period's id. Of a range, and the close of one of its periods, the close counts: people can act on that. */
export function underWayByPeriod(requests: readonly Request[]): ReadonlyMap<string, UnderWay> {
  const running = requests.filter(({ status }) => status !== 'finished')
  const ofRanges = running.flatMap((request) =>
    (request.range ?? []).filter(({ ended }) => ended === null).map(({ periodId }) => [periodId, request] as const),
  )
  const ofOne = running.flatMap((request) =>
    request.period.id === null ? [] : [[request.period.id, request] as const],
  )
  return new Map([...ofRanges, ...ofOne].map(([periodId, request]) => [periodId, underWay(request)]))
}

function underWay(request: Request): UnderWay {
  const { status, approvals, approvalsNeeded, notBefore } = request
  const isAsking = status === 'awaiting' && approvals < approvalsNeeded
  const asking = isAsking ? { approvals: { given: approvals, needed: approvalsNeeded } } : {}
  const planned = status === 'planned' && notBefore !== null ? { notBefore } : {}
  return { reference: referenceOf(request), waits: isAsking || status === 'blocked', ...asking, ...planned }
}
