import type { KeptPeriod } from '../calendar/kept-calendar.ts'
import type { Filed } from '../evidence/filed.ts'
import { isDone } from '../outcome.ts'
import { type Request, referenceOf } from '../request.ts'
import { type FiledException, isException } from './exceptions.ts'

/** What the register has of one period. */
export type OfPeriod = { requests: readonly Request[]; filed: readonly Filed[] }

/**
 * That a period is open again after it was closed. `at` (ISO): when it was asked for or found. `reference`: the request that
 * did it, or the exception of what others did; null where neither is recorded yet.
 */
export type Reopening = { at: string; inZuora: boolean; reference: string | null }

type Move = { number: number; at: string; reference: string; by: 'request' | 'others' }

/** Null of a period that is Closed, and of one that never was. */
export function reopeningOf({ period, reopenedAt }: KeptPeriod, register: OfPeriod): Reopening | null {
  if (period.status === 'Closed') return null
  const last = movesOf('reopened', register).at(-1)
  const closed = movesOf('closed', register).at(-1)
  if (last && last.number > (closed?.number ?? 0)) {
    return { at: last.at, inZuora: last.by === 'others', reference: last.reference }
  }
  return reopenedAt === null ? null : { at: reopenedAt, inZuora: false, reference: null }
}

/** When it was first closed (ISO); `unknown`: before anything was recorded of it; null where nothing of a close is recorded. */
export function firstClosedAt(register: OfPeriod): string | 'unknown' | null {
  const [closed] = movesOf('closed', register)
  const [reopened] = movesOf('reopened', register)
  if (reopened && reopened.number < (closed?.number ?? Number.POSITIVE_INFINITY)) return 'unknown'
  return closed?.at ?? null
}

/** In order of the register. */
function movesOf(what: 'closed' | 'reopened', { requests, filed }: OfPeriod): Move[] {
  const action = what === 'closed' ? 'close' : 'reopen'
  const byRequests = requests
    .filter((request) => request.action === action && isDone(request.outcome))
    .map((request): Move => {
      const at = request.asks[action]?.at ?? request.log.at(-1)?.at ?? request.askedAt
      return { number: request.number, at, reference: referenceOf(request), by: 'request' }
    })
  const byOthers = filed
    .filter(isException)
    .filter((one) => moveOf(one) === what)
    .map((one): Move => {
      return { number: one.number, at: one.log[0]?.at ?? '', reference: referenceOf(one), by: 'others' }
    })
  return [...byRequests, ...byOthers].sort((a, b) => a.number - b.number)
}

/** Of what others did: between two looks at a period that was there before and is there still. */
export function moveOf({ about: { was, is } }: FiledException): 'closed' | 'reopened' | null {
  if (is?.status === 'Closed') return was?.status === 'Closed' ? null : 'closed'
  return is && was?.status === 'Closed' ? 'reopened' : null
}
