import type { Button } from '@slack/types'
import type { Request } from '../../../domain/request.ts'
import type { Progress } from '../../../domain/steps/step.ts'
import { labels } from '../../ids.ts'
import { actions, context, type Message, message, section } from '../blocks.ts'
import { askedAgainText } from '../earlier-text.ts'
import { fieldsText } from '../text/fields-text.ts'
import { duration, escaped, mention, moment } from '../text/mrkdwn.ts'
import { isShownAsPlanned, plannedText } from '../text/planned-text.ts'
import { quorumCount } from '../text/quorum-text.ts'
import { askedText } from '../text/who-text.ts'
import { askWord, type EntityLabel, requestHeading, requestTitle } from '../text/words.ts'
import { obstacleList } from '../text/zuora/obstacle-text.ts'
import { cancelButton, checkAgainButton, stopButton, takeOverButton } from './buttons.ts'
import { outcomeTitle } from './outcome/outcome-title.ts'
import { partOfText, rangeText } from './range-text.ts'

/** The one message of a request that is updated as it moves; its thread has the details. */
export function statusMessage(request: Request, progress: Progress | null, label: EntityLabel): Message {
  const title = requestTitle(request, label)
  const state = stateText(request, progress)
  const left = mayBeTakenOver(request) ? ` ${leftText(request)}` : ''
  return message(`${title}: ${state}${left}`, [
    section(statusText(request, progress, label)),
    ...(request.range ? [section(rangeText(request))] : []),
    ...(request.fields ? [section(fieldsText(request))] : []),
    ...(mayBeTakenOver(request) ? [section(leftText(request))] : []),
    context(askedLine(request)),
    ...actions(statusButtons(request)),
  ])
}

/** Which request it is, and below it how it stands. */
export function statusText(request: Request, progress: Progress | null, label: EntityLabel): string {
  return headed(request, stateText(request, progress), label)
}

/** The same for who asked for it. */
export function ownStatusText(request: Request, label: EntityLabel): string {
  return headed(request, stateText(request, null, 'You'), label)
}

function headed(request: Request, state: string, label: EntityLabel): string {
  return `${requestHeading(request, label)}\n${state.charAt(0).toUpperCase()}${state.slice(1)}`
}

/** Who asked is no full member of the workspace any more, and people are still waited for. */
function mayBeTakenOver({ requesterLeftAt, outcome, stopped, status }: Request): boolean {
  return requesterLeftAt !== null && !outcome && !stopped && status !== 'asking' && status !== 'finished'
}

function leftText({ requester }: Request): string {
  return `${mention(requester.id)} has left; anyone who may ask for this can press “${labels.takeOver}”. Until then nobody can cancel it, and it goes on.`
}

function stateText(request: Request, progress: Progress | null, who = mention(request.requester.id)): string {
  if (request.outcome) return outcomeTitle(request)
  if (request.stopped) return 'stopping: the bot looks at the period once more, then tells how it stands.'
  if (request.unreachableSince !== null) {
    return `Zuora has not answered, or has refused the bot’s credentials, since ${moment(request.unreachableSince)}. Nothing is lost: the bot tries again until it does, and goes on.`
  }
  if (isShownAsPlanned(request)) {
    return `${plannedText(request)}. ${who} can press “${labels.cancel}” until then.`
  }
  switch (request.status) {
    case 'blocked':
      return blockedText(request)
    case 'awaiting':
      return awaitingText(request)
    case 'following':
      return 'its periods are closed one after the other, each with its own approvals.'
    case 'asking':
      return `${request.approvalsNeeded > 0 ? 'approved: ' : ''}${progress ? progressText(progress) : 'Zuora is being asked.'}`
    default:
      return progress ? progressText(progress) : 'under way.'
  }
}

function awaitingText(request: Request): string {
  const { approvals, approvalsNeeded, heldUntil, othersSince } = request
  const newRun =
    othersSince === null
      ? ''
      : ' Someone else started a trial balance in Zuora: nothing is closed until it has ended and its reports were compared.'
  if (approvals >= approvalsNeeded && heldUntil !== null) {
    return `approved: held until ${moment(heldUntil)}. Whoever asked or may approve can press “${labels.stop}” until then.${newRun}`
  }
  if (approvals >= approvalsNeeded) {
    return `approved: ${newRun === '' ? 'everything is looked at once more, then Zuora is asked.' : newRun.trim()}`
  }
  return `waiting for approval: ${quorumCount(request)}${expiry(request)}.${newRun}`
}

function blockedText(request: Request): string {
  const looked = request.obstaclesAt === null ? '' : `\nLast looked at ${moment(request.obstaclesAt)}.`
  const list = obstacleList(request.obstacles ?? [], request.period.name)
  return `blocked. Clear this, then press “Check again”${expiry(request)}:\n${list}${looked}`
}

function progressText(progress: Progress): string {
  switch (progress.kind) {
    case 'asking':
      return `Zuora is asked to ${askWord(progress.what)}.`
    case 'trial-balance-starting':
      return 'its trial balance is about to start.'
    case 'trial-balance-running': {
      const whose =
        progress.startedBy === 'us' ? 'its trial balance' : 'a trial balance that someone else started in Zuora'
      const soFar = progress.forSeconds < 1 ? '' : `, ${duration(progress.forSeconds)} so far`
      return `${whose} is running${soFar}. This message follows it to its end.`
    }
    case 'closing':
      return 'Zuora is closing it.'
  }
}

function expiry({ expiresAt }: Request): string {
  return expiresAt === null ? '' : `, until ${moment(expiresAt)}`
}

function askedLine(request: Request): string {
  const what = request.action === 'reopen' ? 'Reason' : 'Note'
  const note = request.note === null ? '' : ` ${what}: “${escaped(request.note)}”.`
  const again = askedAgainText(request)
  return `${askedText(request, partOfText(request))}${note}${again === '' ? '' : ` ${again}`}`
}

/** For who asked, and while it is held for whoever may approve. */
export function statusButtons(request: Request): Button[] {
  if (request.outcome || request.stopped) return []
  const takeOver = mayBeTakenOver(request) ? [takeOverButton(request)] : []
  if (request.status === 'awaiting' && request.heldUntil !== null) return [stopButton(request), ...takeOver]
  if (request.status === 'blocked') return [checkAgainButton(request), ...takeOver, cancelButton(request)]
  return ['working', 'planned', 'awaiting', 'following'].includes(request.status)
    ? [...takeOver, cancelButton(request)]
    : []
}
