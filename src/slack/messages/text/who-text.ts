import type { Decision } from '../../../domain/approvals/decision.ts'
import type { Delegation } from '../../../domain/approvals/delegation.ts'
import type { Request } from '../../../domain/request.ts'
import { listed, mention, moment } from './mrkdwn.ts'
import { deed } from './words.ts'

/** `@Carol`, or `@Carol (for @Bob)` where it was Bob's part. */
export function byWhom({ by, authority: { delegation } }: Pick<Decision, 'by' | 'authority'>): string {
  return delegation ? `${mention(by.id)} (for ${mention(delegation.from.id)})` : mention(by.id)
}

/** Who rejected it, and for whom. */
export function rejectedBy({ decisions, round }: Pick<Request, 'decisions' | 'round'>, personId: string): string {
  const rejection = Object.entries(decisions).find(
    ([key, { kind, by }]) => key.startsWith(`${round}#`) && kind === 'rejected' && by.id === personId,
  )
  return rejection ? byWhom(rejection[1]) : mention(personId)
}

type Askers = Pick<Request, 'requester' | 'formerRequesters'>

function firstAsker({ requester, formerRequesters }: Askers): string {
  return mention((formerRequesters[0] ?? requester).id)
}

/** Who took it over, one after the other; empty where nobody did. */
function takers({ requester, formerRequesters }: Askers): string {
  if (formerRequesters.length === 0) return ''
  return [...formerRequesters.slice(1), requester].map(({ id }) => mention(id)).join(', then ')
}

/** `@Alice`, or `@Alice, taken over by @Erin`; `when` stands behind the first. */
export function askedBy(request: Askers, when = ''): string {
  const first = `${firstAsker(request)}${when}`
  const others = takers(request)
  return others === '' ? first : `${first}, taken over by ${others}`
}

type Asking = Askers & Pick<Request, 'action' | 'period'>

/** `@Alice asks for the close of Oct 2026`, or that she asked and `@Erin took it over`; without a full stop. */
export function asksText(request: Asking, where = ''): string {
  const others = takers(request)
  const asks = others === '' ? 'asks' : 'asked'
  const tookOver = others === '' ? '' : `. ${others} took it over`
  return `${firstAsker(request)} ${asks} for ${deed(request)}${where}${tookOver}`
}

/** `@Alice asked for the close of Oct 2026, today at 12:53 PM. @Erin took it over.` */
export function askedText(request: Asking & Pick<Request, 'askedAt'>, partOf: string): string {
  const others = takers(request)
  const tookOver = others === '' ? '' : ` ${others} took it over.`
  return `${firstAsker(request)} asked for ${deed(request)}, ${moment(request.askedAt)}${partOf}.${tookOver}`
}

/** `@Carol for @Bob and @Dave for @Eve` */
export function actingText(acting: readonly Pick<Delegation, 'delegator' | 'delegate'>[]): string {
  return listed(acting.map(({ delegator, delegate }) => `${mention(delegate.id)} for ${mention(delegator.id)}`))
}
