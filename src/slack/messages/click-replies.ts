import type { ClickRefused } from '../../domain/approvals/approval.ts'
import type { Decision } from '../../domain/approvals/decision.ts'
import { currentPlace, decidersNow } from '../../domain/approvals/stages.ts'
import { mostWithdrawals } from '../../domain/approvals/withdrawal.ts'
import { approversFor, type Policy, type Principal } from '../../domain/policy/policy.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { mayNudgeFrom } from '../../domain/requester/nudge.ts'
import type { CancelAnswer } from '../../usecases/clicks/cancel.ts'
import type { CheckAgainAnswer } from '../../usecases/clicks/check-again.ts'
import type { WithdrawAnswer } from '../../usecases/clicks/withdraw.ts'
import type { DecisionAnswer } from '../../usecases/decide.ts'
import type { Rules } from '../../usecases/ports/rules.ts'
import { labels } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { listed, mention, moment } from './text/mrkdwn.ts'
import { actionWord, type EntityLabel, subject } from './text/words.ts'

/** The private answer to a decision, and to every click that did not count. */
export function decisionReply(answer: DecisionAnswer, verb: 'Approve' | 'Reject', replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(verb, answer, replies)
  const { request, decision } = answer
  if (decision.kind === 'rejected')
    return message(
      `You rejected the ${actionWord(request.action)} of ${subject(request, replies.label)}${forWhom(decision)}. It ends now.`,
    )
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  const more = left === 0 ? 'That was the last one needed.' : `${left} more needed.${nextStage(request)}`
  return message(
    `Your approval of the ${actionWord(request.action)} of ${subject(request, replies.label)}${forWhom(decision)} is recorded. ${more}`,
  )
}

/** Both stand in the record: who decided, and whose part it was. */
function forWhom({ authority: { delegation } }: Decision): string {
  return delegation ? `, for ${mention(delegation.from.id)},` : ''
}

/** After the last approval of a stage. */
function nextStage(request: Request): string {
  const { stage, from } = currentPlace(request)
  return from > 0 && request.approvals === from ? ` Stage ${stage} is asked now.` : ''
}

export function cancelReply(answer: CancelAnswer, verb: 'Cancel request' | 'Stop', replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(verb, answer, replies)
  const done = verb === 'Stop' ? 'stopped' : 'cancelled'
  return message(
    `You ${done} ${referenceOf(answer.request)}. The bot looks at the period once more and tells how it stands.`,
  )
}

export function withdrawReply(answer: WithdrawAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(labels.withdraw, answer, replies)
  const { request } = answer
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  return message(
    `The approval of the ${actionWord(request.action)} of ${subject(request, replies.label)} is withdrawn. ${left} more needed; you can approve again.`,
  )
}

export function checkAgainReply(answer: CheckAgainAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick('Check again', answer, replies)
  return message(`Checking again what blocks ${subject(answer.request, replies.label)}.`)
}

export type ReplyOptions = { label: EntityLabel; policyFor: Rules['policyFor'] }

export type Refused = { because: ClickRefused; request: Request | undefined }

export function refusedClick(verb: string, { because, request }: Refused, { policyFor }: ReplyOptions): Message {
  const policy = request && policyFor(request.entity).policy
  const needed =
    request && isOpenForDecisions(request) && !takingBack.has(verb) && policy && because !== 'not-an-approver'
      ? ` ${stillNeeded(request, policy)}`
      : ''
  return message(`Your “${verb}” did not count: ${whyRefused(because, request, policy)}${needed}${recorded(because)}`)
}

function isOpenForDecisions({ status, stopped, outcome, approvals, approvalsNeeded }: Request): boolean {
  return status === 'awaiting' && stopped === null && outcome === null && approvals < approvalsNeeded
}

/** Who takes something back, or reminds others, does not ask how much is still needed. */
const takingBack: ReadonlySet<string> = new Set([
  labels.cancel,
  labels.stop,
  labels.withdraw,
  labels.nudge,
  labels.takeOver,
])

/** A request that is not in the register has nothing to record it in. */
function recorded(because: ClickRefused): string {
  return because === 'no-such-request' || because === 'withdrawn-since' ? '' : ' This was recorded.'
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
      return `only ${request ? mention(request.requester.id) : 'who asked'}, who asked for this, can do that.${hasLeftText(request)}`
    case 'not-approved-by-you':
      return 'you have not approved this.'
    case 'withdrawn-since':
      return 'that approval was withdrawn since.'
    case 'withdrawn-too-often':
      return `you have approved and withdrawn ${mostWithdrawals} times on this card; from now on others decide, or you reject it.`
    case 'not-held':
      return 'it is not held any more: nothing is about to be asked of Zuora.'
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
    case 'nudged-lately':
      return `people were reminded already. It can be used again ${againFrom(request)}.`
    case 'requester-is-here':
      return `${request ? mention(request.requester.id) : 'who asked'}, who asked for this, is here, so nobody takes it over.`
    case 'has-approved':
      return 'you have decided on this, yourself or through a delegate, and who decides cannot be who asks. Somebody else who may ask can take it over.'
    case 'expired':
      return 'it has expired.'
    case 'finished':
      return 'it has ended.'
  }
}

function hasLeftText(request: Request | undefined): string {
  if (!request?.requesterLeftAt) return ''
  return ` They have left: anyone who may ask for this can press “${labels.takeOver}” under its first message.`
}

function againFrom(request: Request | undefined): string {
  const from = request && mayNudgeFrom(request)
  return from ? moment(from) : 'later'
}

function stillNeeded(request: Request, policy: Policy): string {
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  return `Still needed: ${left}, from ${orList(decidersNow(request, policy))}.`
}

function orList(principals: readonly Principal[]): string {
  return listed(principals.map(mention), 'or')
}
