import {
  type DocumentKind,
  type DocumentsChanged,
  type DocumentsSince,
  thoseChanged,
} from '../../../../domain/documents/watermark.ts'
import { escaped, listed } from '../mrkdwn.ts'

/** What approvers are told of the documents that belong to the trial balance they look at. */
export function documentsSinceText(since: DocumentsSince, periodName: string): string {
  if (since.kind === 'no-marks') return `Not checked: ${noMarksText(since.because)}.`
  const { changed } = since
  return [
    thoseChanged(changed).length > 0
      ? `Changed since that trial balance: ${changedDocuments(changed, periodName)}.`
      : unchangedText(changed, periodName),
    uncheckedText(changed),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** Empty where nothing was. */
export function changedSinceCardText(changed: readonly DocumentsChanged[], periodName: string): string {
  if (thoseChanged(changed).length === 0) return ''
  return `:warning: Changed between the card and the close: ${changedDocuments(changed, periodName)}. The approvals stand, as the policy has it.`
}

/** `4 documents dated in Oct 2026 (3 invoices, 1 payment)` */
function changedDocuments(changed: readonly DocumentsChanged[], periodName: string): string {
  const found = thoseChanged(changed)
  const total = found.reduce((sum, { count }) => sum + count, 0)
  const atLeast = found.some(({ more }) => more) ? 'at least ' : ''
  const kinds = found.map(({ documents, count, more }) => `${more ? 'at least ' : ''}${countOf(count, documents)}`)
  return `${atLeast}${total} document${total === 1 ? '' : 's'} dated in ${escaped(periodName)} (${kinds.join(', ')})`
}

/** `Not checked: refunds (no answer); credit memos and debit memos (not enabled).` */
function uncheckedText(changed: readonly DocumentsChanged[]): string {
  const reasons = new Map<string, DocumentKind[]>()
  for (const one of changed) {
    if (one.kind === 'not-checked') reasons.set(one.because, [...(reasons.get(one.because) ?? []), one.documents])
  }
  const lines = [...reasons].map(([because, kinds]) => `${listed(kinds.map(wordOf))} (${escaped(because)})`)
  return lines.length === 0 ? '' : `Not checked: ${lines.join('; ')}.`
}

function unchangedText(changed: readonly DocumentsChanged[], periodName: string): string {
  const looked = changed.filter(({ kind }) => kind === 'counted')
  if (looked.length === 0) return ''
  if (looked.length === changed.length) {
    return `Nothing dated in ${escaped(periodName)} was changed since that trial balance.`
  }
  const kinds = listed(looked.map(({ documents }) => wordOf(documents)))
  return `None of the ${kinds} dated in ${escaped(periodName)} was changed since that trial balance.`
}

function noMarksText(because: Extract<DocumentsSince, { kind: 'no-marks' }>['because']): string {
  switch (because) {
    case 'ran-before-request':
      return 'that trial balance ran before this request'
    case 'run-by-others':
      return 'others started that trial balance'
    case 'not-taken':
      return 'the documents were not looked at before that trial balance'
  }
}

function wordOf(documents: DocumentKind): string {
  return documents.replace('-', ' ')
}

function countOf(count: number, documents: DocumentKind): string {
  const word = wordOf(documents)
  return `${count} ${count === 1 ? word.slice(0, -1) : word}`
}
