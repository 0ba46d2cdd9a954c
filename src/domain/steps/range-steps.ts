import { isDone, type Outcome } from '../outcome.ts'
import { lookWhileAwaitingSeconds } from '../polling.ts'
import { type RangeChild, type Request, referenceOf } from '../request.ts'
import { end, type Facts, type Step } from './step.ts'

/** Closes the periods of a range strictly one after the other, each by a request of its own; stops at the first that does not close. */
export function stepOfRange({ request, children }: Facts, range: readonly RangeChild[]): Step {
  const known = rangeAsItIs(range, children)
  const current = known.find(({ ended }) => ended === null || !isDone({ kind: ended }))
  if (!current) return end({ kind: 'succeeded' })
  if (current.number === null) return { kind: 'start-child', child: current }
  if (current.ended === null) {
    return { kind: 'follow-child', range: known, timeoutSeconds: lookWhileAwaitingSeconds }
  }
  const { number, name, ended } = current
  const reference = referenceOf({ entity: request.entity, number })
  return end({ kind: 'failed', because: { kind: 'range-stopped', period: name, request: reference, ended } })
}

/** The range with how its closes ended, as far as they have. */
export function rangeAsItIs(range: readonly RangeChild[], children: Facts['children']): RangeChild[] {
  return range.map((child) => ({ ...child, ended: endingOf(child, children) }))
}

/**
 * A close of a range begins only once the range names it: the turn that made it may have died before it said so, and the
 * range may have ended since, as this close then does, or have made another in its place.
 */
export function whetherToBegin(
  close: Request,
  { entity, range, outcome, stopped }: Request,
): 'begin' | 'not-yet' | Outcome {
  const named = range?.find(({ periodId }) => periodId === close.period.id)?.number ?? null
  if (named === close.number) return 'begin'
  if (named !== null) {
    return { kind: 'refused', because: { kind: 'in-flight', request: referenceOf({ entity, number: named }) } }
  }
  return stopped ? { kind: 'cancelled', by: stopped.by.id } : (outcome ?? 'not-yet')
}

function endingOf({ number }: RangeChild, children: Facts['children']): RangeChild['ended'] {
  const made = children.find((child) => child.number === number)
  return made?.status === 'finished' ? (made.outcome?.kind ?? null) : null
}
