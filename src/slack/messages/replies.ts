import type { ClickRefused } from '../../domain/approval.ts'
import { approversFor, type Policy, type Principal } from '../../domain/policy.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import type { CancelAnswer } from '../../usecases/cancel.ts'
import type { CheckAgainAnswer } from '../../usecases/check-again.ts'
import type { DecisionAnswer } from '../../usecases/decide.ts'
import type { Rules } from '../../usecases/ports.ts'
import type { ActionAnswer } from '../../usecases/request-action.ts'
import type { ChangeAnswer } from '../../usecases/request-change.ts'
import type { RangeAnswer } from '../../usecases/request-range.ts'
import type { SetBackAnswer } from '../../usecases/set-back-to-open.ts'
import { type Message, message } from './blocks.ts'
import { escaped, listed, mention, moment } from './text/mrkdwn.ts'
import { findPeriodWords } from './text/not-found-text.ts'
import { obstacleList, obstacleText } from './text/obstacle-text.ts'
import { actionWord, deed, type EntityLabel, statusWord, subject } from './text/words.ts'

/** The private answer to someone who asked for an action. */
export function actionReply(
  answer: ActionAnswer | RangeAnswer | ChangeAnswer | SetBackAnswer,
  label: EntityLabel,
): Message {
  switch (answer.kind) {
    case 'started':
      return message(startedText(answer, label))
    case 'which-entity':
      return whichEntity(answer.entities)
    case 'not-a-full-member':
      return message(notFullMember)
    case 'not-in-policy':
      return message(
        `Nothing was done: the policy does not allow “${actionWord(answer.action)}”. Whoever keeps closing-bell.yml can add it under policy.actions.`,
      )
    case 'not-a-requester':
      return message(
        `Nothing was done: you may not ask for this (${actionWord(answer.action)}). ${listed(answer.requesters.map(mention), 'or')} may.`,
      )
    case 'too-few-approvers':
      return message(
        `Nothing was done: this needs ${answer.needed} approvals, and besides you only ${answer.others} may approve. Let someone else ask, or let whoever keeps closing-bell.yml name more approvers.`,
      )
    case 'no-such-entity':
      return noSuchEntity(answer)
    case 'reason-missing':
      return message(
        `Nothing was done: say why ${escaped(answer.period.name)} has to be reopened, it is kept in the record: \`/period reopen ${escaped(answer.period.name)} late invoice from a supplier\`.`,
      )
    case 'backwards':
      return message(
        `Nothing was done: ${escaped(answer.from.name)} comes after ${escaped(answer.to.name)}. The earliest comes first: \`/period close ${escaped(answer.to.name)}..${escaped(answer.from.name)}\`.`,
      )
    case 'range-obstacles':
      return message(rangeObstaclesText(answer, label))
    case 'period-gone':
      return message('Nothing was done: Zuora no longer has this accounting period. `/period list` shows those it has.')
    case 'not-found':
      return message(`Nothing was done: ${findPeriodWords(answer.reference, answer.found)}`)
    case 'in-flight':
      return message(inFlightText(answer.request, answer.link, label))
    case 'obstacles':
      return message(obstaclesText(answer, label))
    case 'no-such-request':
      return message('Nothing was done: this request is not in the register.')
    case 'changed-since':
      return message(
        `Nothing was done: ${escaped(answer.name)} is ${statusWord(answer.status)}, and it was changed since that request ended. Look at it with \`/period show ${escaped(answer.name)}\`; if it has to be set back, do that in Zuora.`,
      )
  }
}

function obstaclesText(answer: Extract<ActionAnswer, { kind: 'obstacles' }>, label: EntityLabel): string {
  const { action, period, entity, obstacles } = answer
  const about = `${escaped(period.name)} (${escaped(label(entity.key))})`
  const [only, ...others] = obstacles
  if (only?.kind === 'already' && others.length === 0) {
    return `Nothing was done: ${about} is already ${statusWord(only.status)}.`
  }
  return `Nothing was done. ${about} ${cannot(action)}:\n${obstacleList(obstacles, period.name)}`
}

const cannotWords: Readonly<Record<Request['action'], string>> = {
  'trial-balance': 'cannot have a trial balance run now',
  'pending-close': 'cannot be set to pending close yet',
  close: 'cannot be closed yet',
  'close-range': 'cannot be closed yet',
  reopen: 'cannot be reopened',
  create: 'cannot be created like this',
  update: 'cannot be changed like this',
  'update-dates': 'cannot have these dates',
  delete: 'cannot be deleted',
  'set-back-to-open': 'cannot be set back to Open',
}

function rangeObstaclesText(answer: Extract<RangeAnswer, { kind: 'range-obstacles' }>, label: EntityLabel): string {
  const lines = answer.of.map(({ period, obstacle }, index) => `${index + 1}. ${obstacleText(obstacle, period)}`)
  return `Nothing was done. ${escaped(answer.name)} (${escaped(label(answer.entity.key))}) cannot be closed yet:\n${lines.join('\n')}`
}

function cannot(action: Request['action']): string {
  return cannotWords[action]
}

function startedText({ request, chosen }: Extract<ActionAnswer, { kind: 'started' }>, label: EntityLabel): string {
  const took = chosen === 'next' ? ` “next” is ${escaped(request.period.name)}.` : ''
  const where = `Its messages are in <#${request.channel}>.`
  return `${referenceOf(request)}: ${deed(request)} (${escaped(label(request.entity))}) is under way.${took} ${where}`
}

function inFlightText(request: Request, link: string | null, label: EntityLabel): string {
  const where = link === null ? `See <#${request.channel}>.` : `<${link}|Open it>.`
  return `Nothing was done: ${mention(request.requester.id)} asked for ${deed(request)} (${escaped(label(request.entity))}, ${referenceOf(request)}) ${moment(request.askedAt)}, and it has not ended. ${where}`
}

const notFullMember =
  'Nothing was done: only full members of this workspace can use this bot, not guests or people of other companies.'

export function noSuchEntity({
  named,
  entities,
}: {
  named: string
  entities: readonly { key: string; name: string }[]
}): Message {
  const known = entities.map(({ key, name }) => `\`in ${key}\` is ${escaped(name)}`)
  return message(`Nothing was done: there is no entity “${escaped(named)}”. ${listed(known)}.`)
}

export function whichEntity(entities: readonly { name: string; channel: string }[]): Message {
  const channels = entities.map(({ name, channel }) => `${escaped(name)} in <#${channel}>`)
  return message(`Nothing was done: say it in the channel of the entity you mean. ${listed(channels)}.`)
}

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
    request && isOpenForDecisions(request) && verb !== 'Cancel request' && policy
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
      return `the policy does not name you. ${approvers} may.`
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
