import type { Decision } from '../../../domain/approvals/decision.ts'
import type { Delegation } from '../../../domain/approvals/delegation.ts'
import type { Request } from '../../../domain/request.ts'
import { listed, mention } from './mrkdwn.ts'

/** `@Carol`, or `@Carol for @Bob` where it was Bob's part. */
export function byWhom({ by, authority: { delegation } }: Pick<Decision, 'by' | 'authority'>): string {
  return delegation ? `${mention(by.id)} for ${mention(delegation.from.id)}` : mention(by.id)
}

/** Who rejected it, and for whom. */
export function rejectedBy({ decisions, round }: Pick<Request, 'decisions' | 'round'>, personId: string): string {
  const rejection = Object.entries(decisions).find(
    ([key, { kind, by }]) => key.startsWith(`${round}#`) && kind === 'rejected' && by.id === personId,
  )
  return rejection ? byWhom(rejection[1]) : mention(personId)
}

/** `@Dave`, or `@Dave (taken over from @Alice)`. */
export function requesterText({
  requester,
  formerRequesters,
}: Pick<Request, 'requester' | 'formerRequesters'>): string {
  if (formerRequesters.length === 0) return mention(requester.id)
  const before = formerRequesters.map(({ id }) => mention(id))
  return `${mention(requester.id)} (taken over from ${listed(before)})`
}

/** `@Carol for @Bob and @Dave for @Eve` */
export function actingText(acting: readonly Pick<Delegation, 'delegator' | 'delegate'>[]): string {
  return listed(acting.map(({ delegator, delegate }) => `${mention(delegate.id)} for ${mention(delegator.id)}`))
}
