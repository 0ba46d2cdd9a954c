import type { Withdrawal } from '../../domain/approvals/withdrawal.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Request } from '../../domain/request.ts'
import type { Update } from '../update.ts'

/** Nothing was written since the request was read, and Zuora is not being asked: the seats are freed in one write. */
export function withdrawalUpdate(
  { log }: Request,
  { round, decisions, approvals }: Withdrawal,
  entry: LogEntry,
): Update {
  const seats = Object.entries(decisions).map(([key, decision], index) => ({ key, decision, index }))
  const sets = [
    ...seats.map(({ index }) => `#decisions.#seat${index} = :decision${index}`),
    '#approvals = :approvals',
    '#heldUntil = :none',
    '#log = list_append(#log, :entries)',
  ]
  return {
    expression: `SET ${sets.join(', ')}`,
    condition:
      '#status = :awaiting AND #round = :round AND #stopped = :none AND #outcome = :none AND size(#log) = :length',
    attributes: {
      ...Object.fromEntries(seats.map(({ key, index }) => [`#seat${index}`, key])),
      '#decisions': 'decisions',
      '#approvals': 'approvals',
      '#heldUntil': 'heldUntil',
      '#log': 'log',
      '#status': 'status',
      '#round': 'round',
      '#stopped': 'stopped',
      '#outcome': 'outcome',
    },
    values: {
      ...Object.fromEntries(seats.map(({ decision, index }) => [`:decision${index}`, decision])),
      ':approvals': approvals,
      ':none': null,
      ':entries': [entry],
      ':awaiting': 'awaiting',
      ':round': round,
      ':length': log.length,
    },
  }
}
