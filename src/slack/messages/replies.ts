import { nameWithOrganizations } from '../../domain/calendar/organizations.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import type { ActionAnswer } from '../../usecases/request-action.ts'
import type { ChangeAnswer } from '../../usecases/request-change.ts'
import type { RangeAnswer } from '../../usecases/request-range.ts'
import type { SetBackAnswer } from '../../usecases/set-back-to-open.ts'
import { typedCommand } from '../command-name.ts'
import { labels } from '../ids.ts'
import { actions, type Message, message, section } from './blocks.ts'
import { obstacleButtons } from './obstacle-buttons.ts'
import { escaped, listed, mention, moment, numbered } from './text/mrkdwn.ts'
import { findPeriodWords } from './text/not-found-text.ts'
import { isShownAsPlanned, notPlannedText, plannedText } from './text/planned-text.ts'
import { approvalsIn } from './text/quorum-text.ts'
import { actionWord, deed, deedIn, type EntityLabel, statusWord } from './text/words.ts'
import { obstacleList, obstacleText } from './text/zuora/obstacle-text.ts'
import { noSuchEntity, whichEntityInWords } from './which-entity.ts'

/** The private answer to someone who asked for an action. */
export function actionReply(
  answer: ActionAnswer | RangeAnswer | ChangeAnswer | SetBackAnswer,
  label: EntityLabel,
  { isPosted = true }: { isPosted?: boolean } = {},
): Message {
  switch (answer.kind) {
    case 'started':
      return message(startedText(answer, { label, isPosted }))
    case 'which-entity':
      return whichEntityInWords(answer.entities)
    case 'not-a-full-member':
      return message(notFullMember)
    case 'not-in-policy':
      return message(
        `Nothing was done: the policy does not allow “${actionWord(answer.action)}”. Whoever keeps closing-bell.yml can add it under policy.actions.`,
      )
    case 'not-a-requester':
      return message(
        `Nothing was done: only ${listed(answer.requesters.map(mention), 'or')} may ask for ${answer.action === 'set-back-to-open' ? '' : 'a '}${actionWord(answer.action)}. Ask them to.`,
      )
    case 'too-few-approvers':
      return message(
        `Nothing was done: this needs ${approvalsIn(answer)}, and besides you only ${answer.others} may approve. Let someone else ask, or let whoever keeps closing-bell.yml name more approvers.`,
      )
    case 'no-such-entity':
      return noSuchEntity(answer)
    case 'reason-missing':
      return message(
        `Nothing was done: say why ${escaped(answer.period.name)} has to be reopened, it is kept in the record: ${typedCommand(`reopen ${answer.period.name} late invoice from a supplier`)}.`,
      )
    case 'backwards':
      return message(
        `Nothing was done: ${escaped(answer.from.name)} comes after ${escaped(answer.to.name)}. The earliest comes first: ${typedCommand(`close ${answer.to.name}..${answer.from.name}`)}.`,
      )
    case 'two-organizations':
      return message(
        `Nothing was done: ${escaped(nameWithOrganizations(answer.from))} and ${escaped(nameWithOrganizations(answer.to))} are of different organisations, each with a calendar of its own. Close each range by itself.`,
      )
    case 'range-obstacles':
      return message(rangeObstaclesText(answer, label))
    case 'period-gone':
      return message(
        `Nothing was done: Zuora no longer has this accounting period. ${typedCommand('list')} shows those it has.`,
      )
    case 'not-found':
      return message(`Nothing was done: ${findPeriodWords(answer.reference, answer.found)}`)
    case 'in-flight':
      return message(inFlightText(answer.request, answer.link, label))
    case 'not-planned':
      return message(`Nothing was done: ${notPlannedText(answer)}`)
    case 'obstacles':
      return obstaclesMessage(answer, label)
    case 'no-such-request':
      return message(
        `Nothing was done: this request is not in the register. ${typedCommand('list')} shows the periods.`,
      )
    case 'changed-since':
      return message(
        `Nothing was done: ${escaped(answer.name)} is ${statusWord(answer.status)}, and it was changed since that request ended. Look at it with ${typedCommand(`show ${answer.name}`)}; if it has to be set back, do that in Zuora.`,
      )
  }
}

function obstaclesMessage(answer: Extract<ActionAnswer, { kind: 'obstacles' }>, label: EntityLabel): Message {
  const text = obstaclesText(answer, label)
  return message(text, [section(text), ...actions(obstacleButtons(answer))])
}

function obstaclesText(answer: Extract<ActionAnswer, { kind: 'obstacles' }>, label: EntityLabel): string {
  const { action, period, entity, obstacles } = answer
  const about = `${escaped(period.name)} (${escaped(label(entity.key))})`
  const [only, ...others] = obstacles
  if (only?.kind === 'already' && others.length === 0) {
    return `Nothing was done: ${about} is already ${statusWord(only.status)}.`
  }
  return `Nothing was done. ${about} ${cannot(action)}:\n${obstacleList(obstacles, period.name, entity.timeZone)}`
}

const cannotWords: Readonly<Record<Request['action'], string>> = {
  'trial-balance': 'cannot have a trial balance run now',
  'pending-close': 'cannot be set to pending close yet',
  close: 'cannot be closed yet',
  'close-range': 'cannot be closed yet',
  reopen: 'cannot be reopened',
  create: 'cannot be created like this',
  update: 'cannot be changed like this',
  'update-dates': 'cannot have its dates changed',
  delete: 'cannot be deleted',
  'set-back-to-open': 'cannot be set back to Open',
  'control-test': 'cannot be tested',
}

function rangeObstaclesText(answer: Extract<RangeAnswer, { kind: 'range-obstacles' }>, label: EntityLabel): string {
  const lines = numbered(
    answer.of.map(({ period, obstacle }) => obstacleText(obstacle, period, answer.entity.timeZone)),
  )
  return `Nothing was done. ${escaped(answer.name)} (${escaped(label(answer.entity.key))}) cannot be closed yet:\n${lines.join('\n')}`
}

function cannot(action: Request['action']): string {
  return cannotWords[action]
}

function startedText(
  { request, chosen }: Extract<ActionAnswer, { kind: 'started' }>,
  { label, isPosted }: { label: EntityLabel; isPosted: boolean },
): string {
  const took = chosen === 'next' ? ` “next” is ${escaped(request.period.name)}.` : ''
  const where = isPosted
    ? `Its messages are in <#${request.channel}>.`
    : `Nothing can be posted in <#${request.channel}>, because people of other companies may read along there or I am not in it: you are told by direct message.`
  const state = isShownAsPlanned(request) ? plannedText(request) : 'under way'
  return `${referenceOf(request)}: ${deed(request)} (${escaped(label(request.entity))}) is ${state}.${took} ${where}`
}

function inFlightText(request: Request, link: string | null, label: EntityLabel): string {
  const where = link === null ? `See <#${request.channel}>.` : `<${link}|${labels.review}>.`
  return `Nothing was done: ${mention(request.requester.id)} asked for ${deedIn(request, label)} ${moment(request.askedAt)}, and it ${isShownAsPlanned(request) ? `is ${plannedText(request)}` : 'has not ended'}. ${where}`
}

const notFullMember =
  'Nothing was done: only full members of this workspace can ask for something here, not guests or people of other companies.'
