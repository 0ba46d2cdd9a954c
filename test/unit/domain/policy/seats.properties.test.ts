import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Seats, seatsFilled } from '../../../../src/domain/policy/seats.ts'

const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
const stages = fc.array(fc.record({ people, approvals: fc.integer({ min: 0, max: 2 }) }), {
  minLength: 1,
  maxLength: 3,
})

/** By trying everybody in every seat, and every seat empty. */
function mostSeats(seats: readonly (readonly string[])[], taken: readonly string[]): number {
  const [seat, ...others] = seats
  if (!seat) return 0
  const free = seat.filter((person) => !taken.includes(person))
  return Math.max(mostSeats(others, taken), ...free.map((person) => 1 + mostSeats(others, [...taken, person])))
}

test('as many seats are filled as can be, each by someone else', () => {
  fc.assert(
    fc.property(stages, people, (given, absent) => {
      const seats: Seats[] = given.map((stage) => ({ ...stage, people: new Set(stage.people) }))
      const each = given.flatMap((stage) => Array.from({ length: stage.approvals }, () => stage.people))
      expect(seatsFilled(seats, new Set(absent))).toBe(mostSeats(each, absent))
    }),
    { numRuns: 300 },
  )
})
