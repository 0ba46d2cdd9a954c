import type { ClickRefused } from '../../domain/approvals/approval.ts'
import type { Decision } from '../../domain/approvals/decision.ts'
import { holdSecondsFor } from '../../domain/approvals/hold.ts'
import { currentPlace } from '../../domain/approvals/stages.ts'
import { hasWithdrawnTooOften, mostWithdrawals } from '../../domain/approvals/withdrawal.ts'
import type { Request } from '../../domain/request.ts'
import type { CancelAnswer } from '../../usecases/clicks/cancel.ts'
import type { CheckAgainAnswer } from '../../usecases/clicks/check-again.ts'
import type { WithdrawAnswer } from '../../usecases/clicks/withdraw.ts'
import type { DecisionAnswer } from '../../usecases/decide.ts'
import type { Rules } from '../../usecases/ports/rules.ts'
import { labels } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { duration, mention, moment } from './text/mrkdwn.ts'
import { actionWord, deedIn, didNotCount, type EntityLabel, subject } from './text/words.ts'
import { type Standing, stillNeeded, whyRefused } from './why-refused.ts'

/** The private answer to a decision, and to every click that did not count. */
export function decisionReply(answer: DecisionAnswer, verb: 'Approve' | 'Reject', replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(verb, answer, replies)
  const { request, decision } = answer
  if (decision.kind === 'rejected')
    return message(
      `You rejected the ${actionWord(request.action)} of ${subject(request, replies.label)}${forWhom(decision)}. The request ends now.`,
    )
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  const more =
    left === 0
      ? `That was the last one needed. ${whatNow(request, replies)}`
      : `${left} more needed.${nextStage(request)}`
  return message(
    `Your approval of the ${actionWord(request.action)} of ${subject(request, replies.label)}${forWhom(decision)} is recorded. ${more}`,
  )
}

/** Both stand in the record: who decided, and whose part it was. */
function forWhom({ authority: { delegation } }: Decision): string {
  return delegation ? `, for ${mention(delegation.from.id)},` : ''
}

/** After the last approval of all. The hold begins when it can be seen, so its end may not be known yet. */
function whatNow(request: Request, { policyFor }: ReplyOptions): string {
  const { heldUntil } = request
  if (heldUntil !== null) return `It is held until ${moment(heldUntil)}; “${labels.stop}” is on the card.`
  const seconds = holdSecondsFor(policyFor(request.entity).policy, request.action)
  return seconds > 0
    ? `It is held for ${duration(seconds)} before Zuora is asked; “${labels.stop}” is on the card.`
    : 'It is checked once more, then Zuora is asked.'
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
    `You ${done} ${deedIn(answer.request, replies.label)}. The bot looks at the period once more and tells how it stands.`,
  )
}

export function withdrawReply(answer: WithdrawAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick(labels.withdraw, answer, replies)
  const { request } = answer
  const left = Math.max(0, request.approvalsNeeded - request.approvals)
  return message(
    `${whoseApproval(request)} of the ${actionWord(request.action)} of ${subject(request, replies.label)} is withdrawn. ${left} more needed; ${mayApproveAgain(request)}.`,
  )
}

function lastWithdrawal({ log }: Request) {
  const last = log.findLast(({ kind }) => kind === 'withdrawn')
  return { by: last?.by?.id, approvedBy: personIn(last?.details.approvalOf) }
}

/** Either of the two may take back what was approved for another. */
function whoseApproval(request: Request): string {
  const { by, approvedBy } = lastWithdrawal(request)
  return approvedBy === undefined || approvedBy === by ? 'Your approval' : `${mention(approvedBy)}’s approval for you`
}

function mayApproveAgain(request: Request): string {
  const { by } = lastWithdrawal(request)
  return by !== undefined && hasWithdrawnTooOften(request, by)
    ? `you have withdrawn ${mostWithdrawals} times on this card, so from now on others approve, or you reject it`
    : 'you can approve again'
}

/** Of a record, whose details may be older than this code. */
function personIn(detail: unknown): string | undefined {
  if (typeof detail !== 'object' || detail === null || !('id' in detail)) return undefined
  return typeof detail.id === 'string' ? detail.id : undefined
}

export function checkAgainReply(answer: CheckAgainAnswer, replies: ReplyOptions): Message {
  if (answer.kind === 'refused') return refusedClick('Check again', answer, replies)
  return message(`Checking again what blocks ${subject(answer.request, replies.label)}.`)
}

/** `standing`: of whoever clicked. */
export type ReplyOptions = { label: EntityLabel; policyFor: Rules['policyFor']; standing?: Standing }

export type Refused = { because: ClickRefused; request: Request | undefined }

export function refusedClick(
  verb: string,
  { because, request }: Refused,
  { label, policyFor, standing }: ReplyOptions,
): Message {
  const policy = request && policyFor(request.entity).policy
  const about = request ? deedIn(request, label) : 'this request'
  const why = whyRefused(because, { verb, about, request, policy, standing })
  const needed =
    request && isOpenForDecisions(request) && !takingBack.has(verb) && policy && !withoutNeeded.has(because)
      ? ` ${stillNeeded(request, policy)}`
      : ''
  return message(`${didNotCount(verb)}: ${why}${needed}${recorded(because)}`)
}

function isOpenForDecisions({ status, stopped, outcome, approvals, approvalsNeeded }: Request): boolean {
  return status === 'awaiting' && stopped === null && outcome === null && approvals < approvalsNeeded
}

/** To who may not decide, or on a card that asks nobody any more, what is still needed says nothing. */
const withoutNeeded: ReadonlySet<ClickRefused> = new Set<ClickRefused>(['not-an-approver', 'policy-changed'])

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
