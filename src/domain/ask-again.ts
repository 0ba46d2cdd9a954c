import { isDone, type Outcome } from './outcome.ts'
import type { RangeChild, Request } from './request.ts'

type Ended = Pick<Request, 'action' | 'outcome' | 'period' | 'periodAtEnd' | 'range'>

/** Whether asking for the same on the same period makes sense after this ending, as far as could be seen then. */
export function mayAskAgain(request: Ended): boolean {
  const { action, outcome, period, range } = request
  // It has its own way back: the button of the request that it set back.
  if (action === 'set-back-to-open' || action === 'control-test' || outcome === null) return false
  if (range) return isOpenAfter(outcome) && restOf(range).length > 0
  if (action !== 'create' && period.id === null) return false
  return isOpenAfter(outcome) && !isSoAlready(request)
}

function isOpenAfter(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'rejected':
    case 'expired':
    case 'cancelled':
      return true
    case 'refused':
      return outcome.because.kind !== 'policy'
    case 'overtaken':
      return outcome.because.kind === 'trial-balance-by-others' || outcome.because.kind === 'moved-by-others'
    case 'failed':
      return outcome.because.kind !== 'period-missing'
    default:
      return false
  }
}

function isSoAlready({ action, periodAtEnd }: Ended): boolean {
  if (periodAtEnd === null) return false
  switch (action) {
    case 'close':
    case 'pending-close':
    case 'trial-balance':
      return periodAtEnd.status === 'Closed'
    case 'reopen':
      return periodAtEnd.status === 'Open'
    case 'create':
      return true
    default:
      return false
  }
}

/** What is left of a range: neither closed, nor in a close that goes on by itself. */
export function restOf(range: readonly RangeChild[]): RangeChild[] {
  return range.filter(({ number, ended }) => {
    return ended === null ? number === null : !isDone({ kind: ended })
  })
}
