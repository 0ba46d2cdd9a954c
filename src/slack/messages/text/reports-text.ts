import type { ReportCompared, ReportFacts } from '../../../domain/documents/report-facts.ts'
import { escaped, listed } from './mrkdwn.ts'

/** Enough of a hash to tell two reports apart by eye. */
const shownHash = 12

/** What the reports of a later trial balance are held against. */
export function reportsNotedText(reports: readonly ReportFacts[]): string {
  if (reports.length === 0)
    return 'that trial balance offers no reports: there is nothing to compare the final one with.'
  const measured = reports.filter(({ kind }) => kind === 'measured').length
  const left = reports.flatMap((facts) =>
    facts.kind === 'not-measured' ? [`${escaped(facts.report)} (${escaped(facts.because)})`] : [],
  )
  return [
    `${measured} of ${reports.length} reports of that trial balance are in the record by their SHA-256.`,
    ...(left.length === 0 ? [] : [`Not measured: ${listed(left)}.`]),
  ].join(' ')
}

/** `reports`: how they are called in the sentence, as in “the final reports”. */
export function comparedText(compared: readonly ReportCompared[], reports: string): string {
  const same = compared.filter(({ kind }) => kind === 'same').length
  const differing = compared.flatMap((one) => (one.kind === 'differs' ? [differenceText(one)] : []))
  const left = compared.flatMap((one) =>
    one.kind === 'not-compared' ? [`${escaped(one.report)} (${escaped(one.because)})`] : [],
  )
  return [
    ...(differing.length === 0 ? [] : [`:warning: ${reports} differ from the approved ones: ${differing.join('; ')}.`]),
    ...(same === 0 ? [] : [sameText(same, compared.length, reports)]),
    ...(left.length === 0 ? [] : [`Not compared: ${listed(left)}.`]),
  ].join('\n')
}

function sameText(same: number, all: number, reports: string): string {
  return same === all
    ? `${reports} are the same as the approved ones (${all} compared by SHA-256).`
    : `The same as approved: ${same} of ${all}.`
}

/** `accountsReceivableAccountAgingDetailExport (rows 120 → 124, SHA-256 … → …)`: never what is in it. */
function differenceText({ report, was, is }: Extract<ReportCompared, { kind: 'differs' }>): string {
  if (was === null) return `${escaped(report)} (there was none)`
  if (is === null) return `${escaped(report)} (there is none any more)`
  const rows = was.rows === is.rows ? rowsText(was.rows) : `rows ${was.rows ?? '?'} → ${is.rows ?? '?'}`
  const hashes = `SHA-256 ${was.sha256.slice(0, shownHash)} → ${is.sha256.slice(0, shownHash)}`
  return `${escaped(report)} (${[rows, hashes].filter((part) => part !== '').join(', ')})`
}

function rowsText(rows: number | null): string {
  return rows === null ? '' : `${rows} row${rows === 1 ? '' : 's'}`
}

/** `• revenueDetailCsv: 1.2 MB, 124 rows, SHA-256 0123456789ab` */
export function reportLine(facts: ReportFacts): string {
  const name = `• ${escaped(facts.report)}`
  if (facts.kind === 'not-measured') return `${name}: not measured (${escaped(facts.because)})`
  const parts = [sizeText(facts.bytes), rowsText(facts.rows), `SHA-256 \`${facts.sha256.slice(0, shownHash)}\``]
  return `${name}: ${parts.filter((part) => part !== '').join(', ')}`
}

/** `revenueDetailCsv: …` with the whole hash. */
export function hashLine({ report, sha256 }: Extract<ReportFacts, { kind: 'measured' }>): string {
  return `${escaped(report)}: \`${sha256}\``
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
