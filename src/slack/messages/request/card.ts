import type { KnownBlock } from '@slack/types'
import { approvalsOf } from '../../../domain/approvals/approval.ts'
import type { Principal } from '../../../domain/policy.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import type { Change, Snapshot } from '../../../domain/snapshot.ts'
import { asOnTheCard } from '../../../domain/steps/documents-step.ts'
import { ownTrialBalanceAsk } from '../../../domain/steps/trial-balance-steps.ts'
import { actions, context, fields, header, type Message, message, section } from '../blocks.ts'
import { earlierText } from '../earlier-text.ts'
import { documentsSinceText } from '../text/documents-text.ts'
import { fieldsText } from '../text/fields-text.ts'
import { dayAndMonth, duration, escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { scansText } from '../text/scans-text.ts'
import { actionWord, deed, type EntityLabel, statusWord, subject } from '../text/words.ts'
import { approveButton, cancelButton, rejectButton } from './buttons.ts'
import { outcomeTitle } from './outcome.ts'
import { partOfText } from './range-text.ts'

/** The approval card: what approvers see here is exactly what they agree to. */
export function cardMessage(request: Request, principals: readonly Principal[], label: EntityLabel): Message {
  const asked = `${listed(principals.map(mention))}: ${mention(request.requester.id)} asks for ${deed(request)}, ${escaped(label(request.entity))} (${referenceOf(request)}).`
  const isOpen = isOpenForClicks(request)
  const stands = isOpen ? quorumText(request) : whyClosed(request)
  const again = isOpen ? changesText(request.changes) : ''
  return message(`${again}${asked} ${stands}`, [
    header(
      `${isOpen ? 'Approve the' : 'The'} ${actionWord(request.action)} of ${request.period.name}${isOpen ? '?' : ''}`,
    ),
    section([again + asked, earlierText(request)].filter((line) => line !== '').join('\n')),
    ...evidence(request, label),
    ...(isOpen ? [section(`*If approved:* ${ifApproved(request)}`)] : []),
    section(quorumText(request)),
    ...(isOpen
      ? actions([approveButton(request, label), rejectButton(request), cancelButton(request)])
      : [context(whyClosed(request))]),
  ])
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
    return `${request.stopped.kind === 'rejected' ? 'Rejected' : 'Cancelled'} by ${mention(request.stopped.by.id)}, ${moment(request.stopped.at)}.${reason}`
  }
  if (request.status === 'working' || request.status === 'blocked') {
    return `Void: ${changesLine(request.changes)} These approvals no longer count; a new card follows when there is something to approve.`
  }
  return 'Enough approvals: everything is looked at once more, then Zuora is asked.'
}

/** An earlier card after a new one was posted: one line with a link. */
export function retiredCard(request: Request, link: string | null): Message {
  const where = link === null ? 'A newer card in this channel counts.' : `<${link}|The newer card> counts.`
  return message(`${referenceOf(request)}: this card is out of date. ${where}`)
}

/** To each who may approve; a message that is edited wakes nobody. */
export function cardNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const where = link === null ? `See <#${request.channel}>.` : `<${link}|Open the card>.`
  const expires = request.expiresAt === null ? '' : ` It expires ${moment(request.expiresAt)}.`
  return message(
    `${subject(request, label)} waits for you: ${mention(request.requester.id)} asks for ${deed(request)}. ${where}${expires}`,
  )
}

function changesText(changes: readonly Change[]): string {
  return changes.length === 0 ? '' : `:warning: *Asked again:* ${changesLine(changes)}\n`
}

export function changesLine(changes: readonly Change[]): string {
  if (changes.length === 0) return 'what the approvers saw has changed.'
  const lines = changes.map(({ what, was, is }) =>
    was === asOnTheCard
      ? `${is} of ${what} ${is === '1' ? 'was' : 'were'} changed after the card`
      : `${escaped(what)} was “${statusWord(was)}”, now it is “${statusWord(is)}”`,
  )
  return `${lines.join('; ')}.`
}

function evidence(request: Request, label: EntityLabel): KnownBlock[] {
  const { snapshot, period } = request
  if (!snapshot) return []
  const facts = [
    `*Entity*\n${escaped(label(request.entity))}`,
    `*Period*\n${escaped(period.name)}, ${dayAndMonth(snapshot.startDate)} to ${dayAndMonth(snapshot.endDate ?? '')}`,
    `*Status in Zuora*\n${statusWord(snapshot.status)}`,
    `*Trial balance*\n${trialBalanceOf(snapshot)}${whoseRun(request)}`,
    `*Asked by*\n${mention(request.requester.id)}, ${moment(request.askedAt)}${partOfText(request)}`,
    `*${request.action === 'reopen' ? 'Reason' : 'Note'}*\n${request.note === null ? 'none' : escaped(request.note)}`,
  ]
  return [
    fields(facts),
    ...(request.fields ? [section(fieldsText(request))] : []),
    ...(snapshot.documents ? [section(`*Documents*\n${documentsSinceText(snapshot.documents, period.name)}`)] : []),
    ...(snapshot.scans === null ? [] : [section(`*What Zuora requires to be cleared*\n${scansText(snapshot.scans)}`)]),
  ]
}

/** A period that was in pending close already brings its trial balance along: approvers must see that it is older. */
function whoseRun(request: Request): string {
  const isOlder = request.snapshot?.trialBalance.start !== null && !ownTrialBalanceAsk(request)
  const approvedWith = request.snapshot?.sameReportsAs
  const kept = approvedWith ? `\nits reports are those of the one started ${escaped(approvedWith)}` : ''
  return `${kept}${request.action === 'close' && isOlder ? '\n:warning: ran before this request was made' : ''}`
}

function trialBalanceOf({ trialBalance: { status, start, end } }: Snapshot): string {
  if (start === null) return 'has not been run'
  const took = end === null ? '' : `, took ${duration((Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 1000)}`
  return `${escaped(status ?? 'unknown')}${took}\nstarted ${escaped(start)} (Zuora’s time)`
}

function ifApproved({ action, period }: Request): string {
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
      return `Zuora changes ${name} as shown above.`
    case 'update-dates':
      return `Zuora changes the dates of ${name}, moves the start of the next period along, and clears the trial balances of both.`
    case 'delete':
      return `Zuora deletes ${name}. It cannot be undone, only created anew.`
    default:
      return `Zuora runs the trial balance of ${name}.`
  }
}

function quorumText(request: Request): string {
  const names = approvalsOf(request).map(({ by, at }) => `${mention(by.id)} ${moment(at)}`)
  const who = names.length === 0 ? '' : ` Approved: ${listed(names)}.`
  const until =
    request.expiresAt === null ? '' : ` Expires ${moment(request.expiresAt)}; nothing is ever approved by time.`
  return `*${names.length} of ${request.approvalsNeeded} approvals.*${who}${isOpenForClicks(request) ? until : ''}`
}
