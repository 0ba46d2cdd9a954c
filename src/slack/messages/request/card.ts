import type { Button } from '@slack/types'
import { type Request, referenceOf } from '../../../domain/request.ts'
import type { CardPeople } from '../../../usecases/people/asked-now.ts'
import { labels } from '../../ids.ts'
import { actions, context, header, type Message, message, section } from '../blocks.ts'
import { askedAgainText, earlierText } from '../earlier-text.ts'
import { changesLine } from '../text/changes-text.ts'
import { duration, escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { quorumText } from '../text/quorum-text.ts'
import { actingText, asksText, rejectedBy } from '../text/who-text.ts'
import { actionWord, type EntityLabel } from '../text/words.ts'
import { approveButton, cancelButton, nudgeButton, rejectButton, stopButton, withdrawButton } from './buttons.ts'
import { changesText, evidenceBlocks } from './evidence.ts'
import { outcomeTitle, wasStopped } from './outcome/outcome-title.ts'

/** The approval card: what approvers see here is exactly what they agree to. */
export function cardMessage(request: Request, people: CardPeople, label: EntityLabel): Message {
  const asked = `${mentionsText(people)}: ${asksText(request, ` (${escaped(label(request.entity))}, ${referenceOf(request)})`)}.`
  const isOpen = isOpenForClicks(request)
  const stands = isOpen ? standsText(request) : whyClosed(request)
  const again = isOpen ? changesText(request.changes) : ''
  const more = isOpen ? escalatedText(request, people) : ''
  return message(`${again}${asked} ${stands}${more === '' ? '' : ` ${more}`}`, [
    header(
      `${isOpen ? 'Approve the' : 'The'} ${actionWord(request.action)} of ${request.period.name}${isOpen ? '?' : ''}`,
    ),
    section([again + asked, earlierText(request), askedAgainText(request)].filter((line) => line !== '').join('\n')),
    ...evidenceBlocks(request, label),
    ...(isOpen ? [section(`*If approved:* ${holdText(people)}${ifApproved(request)}`)] : []),
    section([standsText(request), more].filter((line) => line !== '').join('\n')),
    ...(isOpen ? [] : [context(whyClosed(request))]),
    ...actions(buttonsOf(request, label)),
  ])
}

function buttonsOf(request: Request, label: EntityLabel): Button[] {
  if (request.status !== 'awaiting' || request.outcome !== null || request.stopped !== null) return []
  const withdraw = request.approvals > 0 ? [withdrawButton(request)] : []
  if (!isOpenForClicks(request)) return request.heldUntil === null ? withdraw : [...withdraw, stopButton(request)]
  return [
    approveButton(request, label),
    rejectButton(request),
    ...withdraw,
    nudgeButton(request),
    cancelButton(request),
  ]
}

/** Those who are asked, and who acts for one of them. */
function mentionsText({ asked, acting }: CardPeople): string {
  const names = listed(asked.map(mention))
  return acting.length === 0 ? names : `${names} (${actingText(acting)})`
}

function escalatedText({ roundStartedAt }: Request, { escalated }: CardPeople): string {
  if (escalated.length === 0 || roundStartedAt === null) return ''
  return `It has waited since ${moment(roundStartedAt)}: ${listed(escalated.map(mention))} may decide as well.`
}

function isOpenForClicks(request: Request): boolean {
  return (
    request.status === 'awaiting' &&
    request.outcome === null &&
    request.stopped === null &&
    request.approvals < request.approvalsNeeded
  )
}

function whyClosed(request: Request): string {
  if (request.outcome) return `It has ended: ${outcomeTitle(request)}`
  if (request.stopped) {
    const reason = request.stopped.reason === null ? '' : ` Reason: ${escaped(request.stopped.reason)}`
    const { kind, by, at } = request.stopped
    const did = wasStopped(request) ? 'Stopped' : 'Cancelled'
    const who = kind === 'rejected' ? `Rejected by ${rejectedBy(request, by.id)}` : `${did} by ${mention(by.id)}`
    return `${who}, ${moment(at)}.${reason}`
  }
  if (request.status === 'working' || request.status === 'blocked') {
    return `Void: ${changesLine(request.changes)} These approvals no longer count; a new card follows when there is something to approve.`
  }
  if (request.status === 'awaiting' && request.heldUntil !== null) {
    return `Enough approvals: held until ${moment(request.heldUntil)}, then everything is looked at once more and Zuora is asked. Whoever asked or may approve can press “${labels.stop}” until then.`
  }
  return 'Enough approvals: everything is looked at once more, then Zuora is asked.'
}

function holdText({ holdSeconds = 0 }: CardPeople): string {
  if (holdSeconds === 0) return ''
  return `it is held for ${duration(holdSeconds)}, in which it can be stopped; then `
}

/** What becomes of it, in a sentence that begins small. */
export function ifApproved({ action, period }: Pick<Request, 'action' | 'period'>): string {
  const name = escaped(period.name)
  switch (action) {
    case 'close':
      return `everything is checked once more, then Zuora closes ${name} and runs a final trial balance. Undoing it is a separate reopen.`
    case 'pending-close':
      return `Zuora sets ${name} to Pending Close and runs its trial balance; people without Manage Close Process can no longer post to it.`
    case 'reopen':
      return `Zuora sets ${name} to Open: people can post to it again, and numbers that were reported can change.`
    case 'create':
      return `Zuora creates ${name}.`
    case 'update':
      return `Zuora changes ${name} as shown here.`
    case 'update-dates':
      return `Zuora changes the dates of ${name}, moves the start of the next period along, and clears the trial balances of both.`
    case 'delete':
      return `Zuora deletes ${name}. It cannot be undone, only created anew.`
    default:
      return `Zuora runs the trial balance of ${name}.`
  }
}

function standsText(request: Request): string {
  const until =
    request.expiresAt === null ? '' : ` Expires ${moment(request.expiresAt)}; nothing is ever approved by time.`
  return `${quorumText(request)}${isOpenForClicks(request) ? until : ''}`
}
