import type { ClickRefused } from '../../domain/approvals/approval.ts'
import { approversFor, type Policy, type Principal } from '../../domain/policy.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import type { CancelAnswer } from '../../usecases/cancel.ts'
import type { CheckAgainAnswer } from '../../usecases/check-again.ts'
import type { DecisionAnswer } from '../../usecases/decide.ts'
import type { Rules } from '../../usecases/ports/rules.ts'
import { type Message, message } from './blocks.ts'
import { listed, mention } from './text/mrkdwn.ts'
import { actionWord, type EntityLabel, subject } from './text/words.ts'

/** The private answer to a decision, and to every click that did not count. */
export function decisionReply(answer: DecisionAnswer, verb: 'Approve' | 'Reject', replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(verb, answer, replies)
  const { request, decision } = answer
  if (decision.kind === 'rejected')
    return message(`You rejected the ${actionWord(request.action)} of ${subject(request, replies.label)}. It ends now.`)
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  const more = left === 0 ? 'That was the last one needed.' : `${left} more needed.`
  return message(
    `Your approval of the ${actionWord(request.action)} of ${subject(request, replies.label)} is recorded. ${more}`,
  )
}

export function cancelReply(answer: CancelAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick('Cancel request', answer, replies)
  return message(
    `You cancelled ${referenceOf(answer.request)}. The bot looks at the period once more and tells how it stands.`,
  )
}

export function checkAgainReply(answer: CheckAgainAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick('Check again', answer, replies)
  return message(`Checking again what blocks ${subject(answer.request, replies.label)}.`)
}

export type ReplyOptions = { label: EntityLabel; policyFor: Rules['policyFor'] }

type Refused = { because: ClickRefused; request: Request | undefined }

function refusedClick(verb: string, { because, request }: Refused, { policyFor }: ReplyOptions): Message {
  const policy = request && policyFor(request.entity).policy
  const needed =
    request && isOpenForDecisions(request) && verb !== 'Cancel request' && policy && because !== 'not-an-approver'
      ? ` ${stillNeeded(request, policy)}`
      : ''
  return message(`Your “${verb}” did not count: ${whyRefused(because, request, policy)}${needed}${recorded(because)}`)
}

function isOpenForDecisions({ status, stopped, outcome, approvals, approvalsNeeded }: Request): boolean {
  return status === 'awaiting' && stopped === null && outcome === null && approvals < approvalsNeeded
}

/** A request that is not in the register has nothing to record it in. */
function recorded(because: ClickRefused): string {
  return because === 'no-such-request' ? '' : ' This was recorded.'
}

function whyRefused(because: ClickRefused, request: Request | undefined, policy: Policy | undefined): string {
  const approvers = request && policy ? orList(approversFor(policy, request.action)) : ''
  switch (because) {
    case 'no-such-request':
      return 'this request is not in the register.'
    case 'not-a-full-member':
      return 'only full members of this workspace may decide.'
    case 'own-request':
      return 'you asked for this, and who asks may not decide. To take it back, press “Cancel request”.'
    case 'not-an-approver':
      return `only ${approvers} may decide on this, and the policy does not name you.`
    case 'not-your-stage':
      return 'others are asked first, or were: your stage is not being asked now.'
    case 'part-of-requester':
      return 'you act for who asked for this, and who asks may not decide.'
    case 'not-requester':
      return `only ${request ? mention(request.requester.id) : 'who asked'} can cancel this request.`
    case 'older-card':
      return 'this card is out of date; a newer one asks again.'
    case 'already-decided':
      return 'you have decided on this already; one person counts once.'
    case 'already-enough':
      return 'it has enough approvals already.'
    case 'already-stopped':
      return 'it was rejected or cancelled already.'
    case 'already-asking':
      return 'Zuora is already being asked; nothing can be changed now.'
    case 'not-awaiting':
      return 'it is not waiting for approval now; if it will again, a new card follows.'
    case 'not-blocked':
      return 'it is not blocked any more.'
    case 'expired':
      return 'it has expired.'
    case 'finished':
      return 'it has ended.'
  }
}

function stillNeeded(request: Request, policy: Policy): string {
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  return `Still needed: ${left}, from ${orList(approversFor(policy, request.action))}.`
}

function orList(principals: readonly Principal[]): string {
  return listed(principals.map(mention), 'or')
}
