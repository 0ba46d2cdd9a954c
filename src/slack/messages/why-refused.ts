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
  /** `the close of Oct 2026 (Example US, US-0147)` */
  about: string
  request: Request | undefined
  policy: Policy | undefined
  standing: Standing | undefined
}

/** Why a click did not count, with the way out where there is one. */
export function whyRefused(because: ClickRefused, refusal: Refusal): string {
  const { request, about, verb } = refusal
  switch (because) {
    case 'no-such-request':
      return 'this request is not in the register.'
    case 'not-a-full-member':
      return `only full members of this workspace may decide on ${about}.`
    case 'own-request':
      return `you asked for ${about}, and who asks may not ${verb === labels.approve ? 'approve' : 'decide'}. To take it back, press “${labels.cancel}”.`
    case 'not-an-approver':
      return notAnApproverText(refusal)
    case 'not-your-stage':
      return notYourStageText(refusal)
    case 'part-of-requester':
      return `you act for who asked for ${about}, and who asks may not decide.`
    case 'not-requester':
      return `only ${whoAsked(refusal)} can do that.${hasLeftText(request)}`
    case 'not-approved-by-you':
      return `you have not approved ${about}.`
    case 'policy-changed':
      return `the policy has changed since this card asked for ${about}: its approvals are void, and a new card asks again.`
    case 'withdrawn-since':
      return `that approval of ${about} was withdrawn since.`
    case 'withdrawn-too-often':
      return `you have approved and withdrawn ${about} ${mostWithdrawals} times on this card; from now on others decide, or you reject it.`
    case 'already-decided':
      return alreadyDecidedText(refusal)
    case 'nudged-lately':
      return `people were reminded of ${about} already. ${againText(request)}`
    case 'requester-is-here':
      return `${whoAsked(refusal)} is here, so nobody takes it over.`
    case 'has-approved':
      return `you have decided on ${about}, yourself or through a delegate, and who decides cannot be who asks. Somebody else who may ask can take it over.`
    default:
      return tooLateTexts[because](about)
  }
}

const tooLateTexts = {
  'not-held': (about) => `${about} is not held any more: nothing is about to be asked of Zuora.`,
  'older-card': (about) => `this card for ${about} is out of date; a newer one asks again.`,
  'already-enough': (about) => `${about} has enough approvals already.`,
  'already-stopped': (about) => `${about} was rejected or cancelled already.`,
  'already-asking': (about) => `Zuora is already being asked for ${about}; nothing can be changed now.`,
  'not-awaiting': (about) => `${about} is not waiting for approval now; if it will again, a new card follows.`,
  'not-blocked': (about) => `${about} is not blocked any more.`,
  expired: (about) => `${about} has expired.`,
  finished: (about) => `${about} has ended.`,
} as const satisfies Partial<Record<ClickRefused, (about: string) => string>>

function whoAsked({ request, about }: Refusal): string {
  return request ? `${mention(request.requester.id)}, who asked for ${about},` : 'who asked'
}

function notAnApproverText(refusal: Refusal): string {
  const { verb, request, policy, standing, about } = refusal
  if (!request || !policy) return 'the policy does not name you.'
  if (standing?.isAuditor) return `as an auditor you may read everything of ${about} and decide nothing.`
  const from = escalatesAt(request, policy)
  if (standing?.isEscalatedTo && from !== null)
    return `you may decide on ${about} from ${moment(from)} on, if it still waits then.`
  const approvers = approversFor(policy, request.action)
  if (verb === labels.stop)
    return `only ${whoAsked(refusal)} and ${orList(approvers)} may stop it, and you are none of them.`
  return `only ${orList(approvers)} may decide on ${about}, and the policy does not name you.`
}

/** Null where the policy lets nobody else decide later, and where they may already. */
function escalatesAt({ escalatedAt, roundStartedAt }: Request, { escalateTo }: Policy): string | null {
  if (!escalateTo || escalatedAt !== null || roundStartedAt === null) return null
  return secondsAfter(roundStartedAt, escalateTo.afterSeconds)
}

/** Between a first and a last stage it is not known here on which side theirs is. */
function notYourStageText({ request, policy, about }: Refusal): string {
  if (!request || !policy) return 'your stage is not being asked now.'
  const { stage } = currentPlace(request)
  const asked = stagesFor(policy, request.action)[stage - 1]?.approvers ?? []
  const who = `${orList(asked)} ${isOnePerson(asked) ? 'is' : 'are'}`
  if (stage === 1) return `${who} asked first about ${about}; you are written to when they have agreed.`
  return `${who} asked now about ${about}, in stage ${stage}, and that is not yours.`
}

function isOnePerson([first, ...others]: readonly Principal[]): boolean {
  return first !== undefined && others.length === 0 && !isGroup(first)
}

function alreadyDecidedText({ request, standing, about }: Refusal): string {
  const found = request && standing && decisionFor(request, { id: standing.personId, email: null })
  const isOwn = found?.by.id === standing?.personId
  if (!found) return `you have decided on ${about} already; one person counts once.`
  return isOwn
    ? `you have ${found.kind === 'rejected' ? 'rejected' : 'approved'} ${about} already; one person counts once.`
    : `${mention(found.by.id)} has decided on ${about} for you; your part counts once.`
}

function hasLeftText(request: Request | undefined): string {
  if (!request?.requesterLeftAt) return ''
  return ` They have left: anyone who may ask for this can press “${labels.takeOver}” under its first message.`
}

function againText(request: Request | undefined): string {
  const [from, expiresAt] = [request && mayNudgeFrom(request), request?.expiresAt]
  if (!from) return 'It can be used again later.'
  return expiresAt && from >= expiresAt
    ? `It expires ${moment(expiresAt)}, before they can be reminded again.`
    : `It can be used again ${moment(from)}.`
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
