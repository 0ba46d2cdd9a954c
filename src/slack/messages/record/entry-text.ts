import { memberOf, membersOf } from '../../../domain/evidence/export/evidence-export.ts'
import type { Recorded } from '../../../domain/evidence/history.ts'
import { isRequest } from '../../../domain/evidence/registered.ts'
import { headOf, type Request, referenceOf } from '../../../domain/request.ts'
import { whatHappened } from '../../../evidence-files/words/entry-words.ts'
import { scanLines } from '../../../evidence-files/words/snapshot-words.ts'
import { askedAgainText } from '../earlier-text.ts'
import { outcomeTitle } from '../request/outcome/outcome-title.ts'
import { cut, escaped, exactMoment, listed, mention, moment } from '../text/mrkdwn.ts'
import { actionWord, deed } from '../text/words.ts'
import { authorityText } from './authority-text.ts'
import { filedText } from './filed-text.ts'
import { zuoraEntryText } from './zuora-entry-text.ts'

/** Longer words of people and of Zuora stand in full in the export. */
const mostOfWords = 240

/** One entry in a line: where it stands in the record, when, who, what, why they were allowed, their reason. */
export function entryLine(recorded: Recorded): string {
  const { of, entry, place } = recorded
  const who = entry.by === null ? 'the bot' : mention(entry.by.id)
  const what = whatText(recorded)
  const allowed = authorityText(entry.details.authority, { entity: of.entity, isStaged: isStaged(of) })
  const said = [what, allowed, reasonText(entry.details)].filter((part) => part !== '').join(' ')
  return `• ${referenceOf(of)} no. ${place}, ${exactMoment(entry.at)}, ${who}: ${said}`
}

function isStaged(of: Recorded['of']): boolean {
  return isRequest(of) && (of.stages?.length ?? 1) > 1
}

function reasonText(details: Recorded['entry']['details']): string {
  const { reason, note } = details
  if (typeof reason === 'string' && reason !== '') return `Reason: “${escaped(cut(reason, mostOfWords))}”.`
  return typeof note === 'string' && note !== '' ? `Note: “${escaped(cut(note, mostOfWords))}”.` : ''
}

function whatText({ of, entry }: Recorded): string {
  if (!isRequest(of)) return filedText(of, entry)
  const { details } = entry
  switch (entry.kind) {
    case 'asked':
      return [`asked for ${deed(of)}${approvalsText(details)}${notBeforeText(details)}.`, askedAgainText(of)]
        .filter((part) => part !== '')
        .join(' ')
    case 'cancelled':
      return `cancelled ${deed(of)}.`
    case 'outcome':
      return outcomeText(of)
    case 'zuora-asked':
    case 'zuora-answered':
    case 'trial-balance-ended':
    case 'trial-balance-kept':
    case 'followed-up':
    case 'notes-stamped':
      return zuoraEntryText(entry)
    case 'scanned':
    case 'blocked':
      return blockedText(entry.kind, details)
    default:
      return ofApproval(of, entry)
  }
}

function ofApproval(of: Request, { kind, by, details }: Recorded['entry']): string {
  const round = typeof details.round === 'number' && details.round > 1 ? `, round ${details.round}` : ''
  switch (kind) {
    case 'approval-asked':
      return `asked for ${numberOf(details.approvalsNeeded)} approvals${round}${untilText(details.expiresAt)}.`
    case 'approved':
      return `approved ${deed(of)}${round}.`
    case 'rejected':
      return `rejected ${deed(of)}${round}.`
    case 'withdrawn':
      return `${withdrawnText(by, details)}${round}${endedText(of, details)}.${fellText(details.fellWithIt)}`
    case 'voided':
      return `declared the approvals void${round}: ${changedText(details.changes)}.`
    case 'held':
      return `holds it after the last approval${untilText(details.until ?? details.heldUntil)}.`
    case 'nudged':
      return 'reminded those who had not decided.'
    case 'escalated':
      return 'asked those whom the policy escalates to as well.'
    case 'taken-over':
      return `took over the request${by === null ? '' : ', whose requester had left'}.`
    case 'message-posted':
      return postedText(details)
    default:
      return escaped(cut(whatHappened({ at: '', kind, by, details }), mostOfWords))
  }
}

/** Whose it was; of two who share a seat, either may take it back. */
function withdrawnText(by: Recorded['entry']['by'], { approvalOf }: Recorded['entry']['details']): string {
  const whose = memberOf(approvalOf, 'id')
  return typeof whose !== 'string' || whose === by?.id
    ? 'withdrew their approval'
    : `withdrew the approval of ${mention(whose)}`
}

/** Who ended a delegation took back what was given under it. */
function endedText({ entity }: Request, { delegation }: Recorded['entry']['details']): string {
  return typeof delegation === 'number'
    ? `, given under ${referenceOf({ entity, number: delegation })}, which was ended`
    : ''
}

function fellText(fellWithIt: unknown): string {
  const fallen = membersOf(fellWithIt).flatMap((one) => {
    const [id, stage] = [memberOf(memberOf(one, 'by'), 'id'), memberOf(one, 'stage')]
    return typeof id === 'string' ? [`${mention(id)} (stage ${numberOf(stage)})`] : []
  })
  return fallen.length === 0 ? '' : ` With it fell the approval of ${listed(fallen)}.`
}

function approvalsText({ approvalsNeeded }: Recorded['entry']['details']): string {
  if (typeof approvalsNeeded !== 'number') return ''
  return approvalsNeeded === 0
    ? ', for which the policy asks for no approval'
    : ` (approvals needed: ${approvalsNeeded})`
}

function notBeforeText({ notBefore }: Recorded['entry']['details']): string {
  const isMoment = typeof notBefore === 'string' && !Number.isNaN(Date.parse(notBefore))
  return isMoment ? `, not before ${moment(notBefore)}` : ''
}

function outcomeText(request: Request): string {
  return `sealed the outcome of the ${actionWord(request.action)}: ${outcomeTitle(request)} Head \`${headOf(request) ?? ''}\`.`
}

function blockedText(kind: 'scanned' | 'blocked', { obstacles, scans }: Recorded['entry']['details']): string {
  const found = scanLines(scans).map(escaped)
  const others = membersOf(obstacles).flatMap((obstacle) => {
    const name = memberOf(obstacle, 'kind')
    return typeof name === 'string' && name !== 'required-items' ? [name.replaceAll('-', ' ')] : []
  })
  const list = [...found, ...others]
  if (kind === 'blocked') return `found it blocked: ${list.length === 0 ? 'see the export' : listed(list)}.`
  return `looked for what Zuora requires to be cleared: ${list.length === 0 ? 'none found' : listed(list)}.`
}

function changedText(changes: unknown): string {
  const lines = membersOf(changes).flatMap((change) => {
    const [what, was, is] = ['what', 'was', 'is'].map((name) => memberOf(change, name))
    return typeof what === 'string' ? [`${escaped(what)} was “${wordOf(was)}”, then “${wordOf(is)}”`] : []
  })
  return lines.length === 0 ? 'what the approvers saw had changed' : lines.join('; ')
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? escaped(cut(value, 80)) : 'none'
}

const postedWords: Readonly<Record<string, string>> = {
  status: 'posted the status message',
  card: 'posted the approval card',
  outcome: 'posted the outcome',
  'follow-up': 'told the end of the final trial balance in the thread',
  head: 'sent the head by direct message',
}

function postedText({ what, to, missed }: Recorded['entry']['details']): string {
  const people = membersOf(to).filter((id) => typeof id === 'string')
  const lost = membersOf(missed).filter((id) => typeof id === 'string')
  const named = people.length === 0 ? '' : ` to ${listed(people.map(mention))}`
  const notTaken = lost.length === 0 ? '' : `; Slack took none for ${listed(lost.map(mention))}`
  return `${(typeof what === 'string' && postedWords[what]) || 'posted a message'}${named}${notTaken}.`
}

function untilText(until: unknown): string {
  return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? `, until ${moment(until)}` : ''
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : 'the needed'
}
