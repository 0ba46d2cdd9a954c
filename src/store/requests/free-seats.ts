import type { Decision } from '../../domain/approvals/decision.ts'
import type { Update } from '../update.ts'

/**
 * Nobody has decided in these seats, or what was decided there was taken back, and is what this decision knows of: one that
 * was given and taken back since it was read is not.
 */
export function freeSeats(seats: readonly string[], { spent = [] }: Decision): Omit<Update, 'expression'> {
  const known = spent.map((_messageId, index) => `:spent${index}`)
  const condition = seats.map((seat) => {
    const isEmpty = `attribute_not_exists(#decisions.${seat})`
    const isTakenBack = `(#decisions.${seat}.#kind = :withdrawn AND #decisions.${seat}.#message IN (${known.join(', ')}))`
    return known.length === 0 ? isEmpty : `(${isEmpty} OR ${isTakenBack})`
  })
  const isUsed = known.length > 0
  return {
    condition: condition.join(' AND '),
    attributes: { '#decisions': 'decisions', ...(isUsed ? { '#kind': 'kind', '#message': 'messageId' } : {}) },
    values: {
      ...(isUsed ? { ':withdrawn': 'withdrawn' } : {}),
      ...Object.fromEntries(spent.map((messageId, index) => [`:spent${index}`, messageId])),
    },
  }
}
