import type { Request } from '../../../domain/request.ts'
import type { Detail } from '../../../usecases/ports/detail.ts'
import { labels } from '../../ids.ts'
import { type Message, message } from '../blocks.ts'
import { changesLine } from '../text/changes-text.ts'
import { escaped, mention } from '../text/mrkdwn.ts'
import { notesStampedText } from '../text/notes-stamped-text.ts'
import { askWord, type EntityLabel, subject } from '../text/words.ts'
import { changedSinceCardText, documentsSinceText } from '../text/zuora/documents-text.ts'
import { comparedText, reportsNotedText } from '../text/zuora/reports-text.ts'
import { scansText } from '../text/zuora/scans-text.ts'
import { trialBalanceText } from '../text/zuora/trial-balance-text.ts'

/** One line in the request's thread: what happened, for whoever wants the history. */
export function detailMessage(request: Request, detail: Detail, label: EntityLabel): Message {
  return message(`${subject(request, label)}: ${detailText(request, detail)}`)
}

function detailText(request: Request, detail: Detail): string {
  switch (detail.kind) {
    case 'zuora-asked':
      return `asked Zuora to ${askWord(detail.what)}. ${answerText(detail.answer)}`
    case 'voided':
      return `the approvals of round ${request.round} are void: ${changesLine(detail.changes)}`
    case 'scanned':
      return scannedText(request, detail)
    case 'reports-noted':
      return reportsNotedText(detail.reports)
    case 'changed-since-card':
      return changedSinceCardText(detail.changed, request.period.name)
    case 'notes-stamped':
      return notesStampedText(detail.stamped, request.period.name)
    case 'run-kept':
      return `a newer trial balance ran, started ${escaped(detail.start ?? 'at a time that is not known')} (Zuora’s time). ${comparedText(detail.compared, 'Its reports')} The approvals stand.`
  }
}

function scannedText(request: Request, detail: Extract<Detail, { kind: 'scanned' }>): string {
  const blocked = detail.isBlocked
    ? [
        `blocked. ${mention(request.requester.id)}, clear what is listed, then press “${labels.checkAgain}” on the message that this thread belongs to.`,
      ]
    : []
  const trialBalance = `trial balance ${trialBalanceText(detail.trialBalance)}.`
  return [...blocked, trialBalance, ...scanLines(detail), ...documentLines(request, detail)].join('\n')
}

function scanLines({ scans }: Extract<Detail, { kind: 'scanned' }>): string[] {
  return scans.length === 0 ? [] : ['What Zuora requires to be cleared:', scansText(scans)]
}

function documentLines({ period }: Request, { documents }: Extract<Detail, { kind: 'scanned' }>): string[] {
  return documents === null ? [] : [documentsSinceText(documents, period.name)]
}

function answerText(answer: Extract<Detail, { kind: 'zuora-asked' }>['answer']): string {
  switch (answer.kind) {
    case 'accepted':
      return 'Zuora accepted.'
    case 'refused':
      return `Zuora refused: “${escaped(answer.message)}” (code ${escaped(answer.code)}).`
    case 'busy':
      return `Zuora was busy (${escaped(answer.because)}); it is asked again.`
    case 'unknown':
      return `No clear answer (${escaped(answer.because)}); what Zuora shows next decides.`
  }
}
