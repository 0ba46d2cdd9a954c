import { lookWhileAwaitingSeconds } from '../polling.ts'
import { type RangeChild, referenceOf } from '../request.ts'
import { end, type Facts, type Step } from './step.ts'

/** Closes the periods of a range strictly one after the other, each by a request of its own; stops at the first that does not close. */
export function stepOfRange({ request, children }: Facts, range: readonly RangeChild[]): Step {
  const known = range.map((child) => ({ ...child, ended: endingOf(child, children) }))
  const current = known.find(({ ended }) => ended === null || !isClosed(ended))
  if (!current) return end({ kind: 'succeeded' })
  if (current.number === null) return { kind: 'start-child', child: current }
  if (current.ended === null) {
    return { kind: 'follow-child', range: known, timeoutSeconds: lookWhileAwaitingSeconds }
  }
  const { number, name, ended } = current
  const reference = referenceOf({ entity: request.entity, number })
  return end({ kind: 'failed', because: { kind: 'range-stopped', period: name, request: reference, ended } })
}

function endingOf({ number }: RangeChild, children: Facts['children']): RangeChild['ended'] {
  const made = children.find((child) => child.number === number)
  return made?.status === 'finished' ? (made.outcome?.kind ?? null) : null
}

function isClosed(ended: NonNullable<RangeChild['ended']>): boolean {
  return ended === 'succeeded' || ended === 'closed-with-problem'
}
