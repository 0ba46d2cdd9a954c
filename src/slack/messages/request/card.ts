import type { Button, KnownBlock } from '@slack/types'
import { type Request, referenceOf } from '../../../domain/request.ts'
import type { Change, Snapshot } from '../../../domain/snapshot.ts'
import { ownTrialBalanceAsk } from '../../../domain/steps/trial-balance-steps.ts'
import type { CardPeople } from '../../../usecases/people/asked-now.ts'
import { labels } from '../../ids.ts'
import { actions, context, fields, header, type Message, message, section } from '../blocks.ts'
import { askedAgainText, earlierText } from '../earlier-text.ts'
import { changesLine } from '../text/changes-text.ts'
import { fieldsText } from '../text/fields-text.ts'
import { dayAndMonth, duration, escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { quorumText } from '../text/quorum-text.ts'
import { actingText, askedBy, asksText, rejectedBy } from '../text/who-text.ts'
import { actionWord, type EntityLabel, statusWord } from '../text/words.ts'
import { documentsSinceText } from '../text/zuora/documents-text.ts'
import { scansText } from '../text/zuora/scans-text.ts'
import { approveButton, cancelButton, nudgeButton, rejectButton, stopButton, withdrawButton } from './buttons.ts'
import { outcomeTitle, wasStopped } from './outcome/outcome-title.ts'
import { partOfText } from './range-text.ts'

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
    ...evidence(request, label),
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

function changesText(changes: readonly Change[]): string {
  return changes.length === 0 ? '' : `:warning: *Asked again:* ${changesLine(changes)}\n`
}

function evidence(request: Request, label: EntityLabel): KnownBlock[] {
  const { snapshot, period } = request
  if (!snapshot) return []
  const facts = [
    `*Entity*\n${escaped(label(request.entity))}`,
    `*Period*\n${escaped(period.name)}, ${dayAndMonth(snapshot.startDate)} to ${dayAndMonth(snapshot.endDate ?? '')}`,
    `*Status in Zuora*\n${statusWord(snapshot.status)}`,
    `*Trial balance*\n${trialBalanceOf(snapshot)}${whoseRun(request)}`,
    `*Asked by*\n${askedBy(request, `, ${moment(request.askedAt)}`)}${partOfText(request)}`,
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

function holdText({ holdSeconds = 0 }: CardPeople): string {
  if (holdSeconds === 0) return ''
  return `it is held for ${duration(holdSeconds)}, in which it can be stopped; then `
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
      return `Zuora changes ${name} as this card shows.`
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
