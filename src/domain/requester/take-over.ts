import { type ClickRefused, decisionFor, isOutOfTime, whyTooLate } from '../approvals/approval.ts'
import { isSamePerson } from '../approvals/decision.ts'
import type { Person } from '../person.ts'
import type { Request } from '../request.ts'

/**
 * Why this person cannot take the request over from a requester who has left. Whether they may ask for it is checked apart.
 * Who asks never approves: somebody with a decision in this round, by themselves or by their delegate, cannot be who asks.
 */
export function whyNotTakeOver(
  request: Request,
  { person, at }: { person: Person; at: string },
): ClickRefused | undefined {
  const tooLate = whyTooLate(request)
  if (tooLate) return tooLate
  if (isOutOfTime(request, at)) return 'expired'
  if (request.requesterLeftAt === null || isSamePerson(request.requester, person)) return 'requester-is-here'
  return decisionFor(request, person) ? 'has-approved' : undefined
}
