import { type ClickRefused, decisionFor, hasAsked } from '../../domain/approvals/approval.ts'
import { currentPlace, decidersNow } from '../../domain/approvals/stages.ts'
import { hasWithdrawnTooOften, mostWithdrawals } from '../../domain/approvals/withdrawal.ts'
import { secondsAfter } from '../../domain/calendar/calendar-date.ts'
import { approversFor, isGroup, type Policy, type Principal, stagesFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { mayNudgeFrom } from '../../domain/requester/nudge.ts'
import { labels } from '../ids.ts'
import { listed, mention, moment } from './text/mrkdwn.ts'

/** What the policy says of whoever clicked, apart from approving. */
export type Standing = {
  personId: string
  isAuditor: boolean
  /** Named in `escalateTo`. */
  isEscalatedTo: boolean
}

type Refusal = {
  verb: string
  request: Request | undefined
  policy: Policy | undefined
  standing: Standing | undefined
}

/** Why a click did not count, with the way out where there is one. */
export function whyRefused(because: ClickRefused, refusal: Refusal): string {
  const { request } = refusal
  switch (because) {
    case 'no-such-request':
      return 'this request is not in the register.'
    case 'not-a-full-member':
      return 'only full members of this workspace may decide.'
    case 'own-request':
      return 'you asked for this, and who asks may not decide. To take it back, press “Cancel request”.'
    case 'not-an-approver':
      return notAnApproverText(refusal)
    case 'not-your-stage':
      return notYourStageText(refusal)
    case 'part-of-requester':
      return 'you act for who asked for this, and who asks may not decide.'
    case 'not-requester':
      return `only ${whoAsked(request)} can do that.${hasLeftText(request)}`
    case 'not-approved-by-you':
      return 'you have not approved this.'
    case 'policy-changed':
      return 'the policy has changed since this card asked: its approvals are void, and a new card asks again.'
    case 'withdrawn-since':
      return 'that approval was withdrawn since.'
    case 'withdrawn-too-often':
      return `you have approved and withdrawn ${mostWithdrawals} times on this card; from now on others decide, or you reject it.`
    case 'already-decided':
      return alreadyDecidedText(refusal)
    case 'nudged-lately':
      return `people were reminded already. It can be used again ${againFrom(request)}.`
    case 'requester-is-here':
      return `${whoAsked(request)} is here, so nobody takes it over.`
    case 'has-approved':
      return 'you have decided on this, yourself or through a delegate, and who decides cannot be who asks. Somebody else who may ask can take it over.'
    default:
      return tooLateTexts[because]
  }
}

const tooLateTexts = {
  'not-held': 'it is not held any more: nothing is about to be asked of Zuora.',
  'older-card': 'this card is out of date; a newer one asks again.',
  'already-enough': 'it has enough approvals already.',
  'already-stopped': 'it was rejected or cancelled already.',
  'already-asking': 'Zuora is already being asked; nothing can be changed now.',
  'not-awaiting': 'it is not waiting for approval now; if it will again, a new card follows.',
  'not-blocked': 'it is not blocked any more.',
  expired: 'it has expired.',
  finished: 'it has ended.',
} as const satisfies Partial<Record<ClickRefused, string>>

function whoAsked(request: Request | undefined): string {
  return request ? `${mention(request.requester.id)}, who asked for this,` : 'who asked'
}

function notAnApproverText({ verb, request, policy, standing }: Refusal): string {
  if (!request || !policy) return 'the policy does not name you.'
  if (standing?.isAuditor) return 'you are an auditor here: you may read everything and decide nothing.'
  const from = escalatesAt(request, policy)
  if (standing?.isEscalatedTo && from !== null) return `you may decide from ${moment(from)} on, if it still waits then.`
  const approvers = approversFor(policy, request.action)
  if (verb === labels.stop)
    return `only ${whoAsked(request)} and ${orList(approvers)} may stop it, and you are none of them.`
  return `only ${orList(approvers)} may decide on this, and the policy does not name you.`
}

/** Null where the policy lets nobody else decide later, and where they may already. */
function escalatesAt({ escalatedAt, roundStartedAt }: Request, { escalateTo }: Policy): string | null {
  if (!escalateTo || escalatedAt !== null || roundStartedAt === null) return null
  return secondsAfter(roundStartedAt, escalateTo.afterSeconds)
}

/** Between a first and a last stage it is not known here on which side theirs is. */
function notYourStageText({ request, policy }: Refusal): string {
  if (!request || !policy) return 'your stage is not being asked now.'
  const { stage } = currentPlace(request)
  const asked = stagesFor(policy, request.action)[stage - 1]?.approvers ?? []
  const who = `${orList(asked)} ${isOnePerson(asked) ? 'is' : 'are'}`
  if (stage === 1) return `${who} asked first; you are written to when they have agreed.`
  return `${who} asked now, in stage ${stage}, and that is not yours.`
}

function isOnePerson([first, ...others]: readonly Principal[]): boolean {
  return first !== undefined && others.length === 0 && !isGroup(first)
}

function alreadyDecidedText({ request, standing }: Refusal): string {
  const found = request && standing && decisionFor(request, { id: standing.personId, email: null })
  const isOwn = found?.by.id === standing?.personId
  if (!found) return 'you have decided on this already; one person counts once.'
  return isOwn
    ? `you have ${found.kind === 'rejected' ? 'rejected' : 'approved'} this already; one person counts once.`
    : `${mention(found.by.id)} has decided for you; your part counts once.`
}

function hasLeftText(request: Request | undefined): string {
  if (!request?.requesterLeftAt) return ''
  return ` They have left: anyone who may ask for this can press “${labels.takeOver}” under its first message.`
}

function againFrom(request: Request | undefined): string {
  const from = request && mayNudgeFrom(request)
  return from ? moment(from) : 'later'
}

/** `Still needed: 1 of @controllers, then 1 of @Frank.` Of a group it is not known here who of it has decided. */
export function stillNeeded(request: Request, policy: Policy): string {
  const { stage, upTo } = currentPlace(request)
  const left = decidersNow(request, policy).filter((principal) => !isDone(request, principal))
  const later = stagesFor(policy, request.action)
    .slice(stage)
    .map(({ approvals, approvers }) => `, then ${approvals} of ${orList(approvers)}`)
  const ofWhom = left.length === 0 ? '' : ` of ${orList(left)}`
  return `Still needed: ${Math.max(0, upTo - request.approvals)}${ofWhom}${later.join('')}.`
}

/** Who asked, or took back too often, does not decide, and who has decided, or was decided for, need not again. */
function isDone(request: Request, id: Principal): boolean {
  const person = { id, email: null }
  return hasAsked(request, person) || decisionFor(request, person) !== undefined || hasWithdrawnTooOften(request, id)
}

function orList(principals: readonly Principal[]): string {
  return listed(principals.map(mention), 'or')
}
