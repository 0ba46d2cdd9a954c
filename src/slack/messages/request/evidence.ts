import type { KnownBlock } from '@slack/types'
import type { Request } from '../../../domain/request.ts'
import type { Change, Snapshot } from '../../../domain/snapshot.ts'
import { ownTrialBalanceAsk } from '../../../domain/steps/trial-balance-steps.ts'
import { fields, section } from '../blocks.ts'
import { changesLine } from '../text/changes-text.ts'
import { fieldsText } from '../text/fields-text.ts'
import { dayAndMonth, duration, escaped, moment } from '../text/mrkdwn.ts'
import { askedBy } from '../text/who-text.ts'
import { type EntityLabel, statusWord } from '../text/words.ts'
import { documentsSinceText } from '../text/zuora/documents-text.ts'
import { scansText } from '../text/zuora/scans-text.ts'
import { partOfText } from './range-text.ts'

/** What has changed since it was asked before. */
export function changesText(changes: readonly Change[]): string {
  return changes.length === 0 ? '' : `:warning: *Asked again:* ${changesLine(changes)}\n`
}

export const statusInZuora = 'Status in Zuora'

/** What approvers agree to: the period as it was looked at, whose trial balance, and what stands in the way. */
export function evidenceBlocks(request: Request, label: EntityLabel): KnownBlock[] {
  const { snapshot, period } = request
  if (!snapshot) return []
  const facts = [
    `*Entity*\n${escaped(label(request.entity))}`,
    `*Period*\n${escaped(period.name)}, ${dayAndMonth(snapshot.startDate)} to ${dayAndMonth(snapshot.endDate ?? '')}`,
    `*${statusInZuora}*\n${statusWord(snapshot.status)}`,
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
