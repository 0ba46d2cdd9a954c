import type { Person } from '../person.ts'
import type { Request } from '../request.ts'
import { type ClickRefused, isOutOfTime, isSeatTaken } from './approval.ts'
import { identityOf, isSamePerson } from './decision.ts'

/** Why this person cannot take the request over from a requester who has left. Whether they may ask for it is checked apart. */
export function whyNotTakeOver(
  request: Request,
  { person, at }: { person: Person; at: string },
): ClickRefused | undefined {
  if (request.status === 'finished' || request.outcome !== null) return 'finished'
  if (request.status === 'asking') return 'already-asking'
  if (request.stopped) return 'already-stopped'
  if (isOutOfTime(request, at)) return 'expired'
  if (request.requesterLeftAt === null || isSamePerson(request.requester, person)) return 'requester-is-here'
  return ownSeats(person).some((seat) => isSeatTaken(request, seat)) ? 'has-approved' : undefined
}

/** Who asks never approves: somebody with a decision in this round, by themselves or by their delegate, cannot be who asks. */
export function ownSeats(person: Pick<Person, 'id' | 'email'>): string[] {
  return [...new Set([identityOf(person), person.id])]
}
