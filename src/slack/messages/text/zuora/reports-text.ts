import type { ReportCompared, ReportFacts } from '../../../../domain/documents/report-facts.ts'
import { codeBlock, escaped, listed } from '../mrkdwn.ts'

/** By Zuora's key without `FileId`; Zuora may add others. */
const reportNames: ReadonlyMap<string, string> = new Map([
  ['arRollForwardDetailExport', 'AR roll-forward'],
  ['accountsReceivableAccountAgingDetailExport', 'AR aging by account'],
  ['accountsReceivableInvoiceAgingDetailExport', 'AR aging by invoice'],
  ['accountsReceivableDebitMemoAgingDetailExport', 'AR aging by debit memo'],
  ['fxRealizedGainAndLossDetailExport', 'FX realized gain and loss'],
  ['fxUnrealizedGainAndLossDetailExport', 'FX unrealized gain and loss'],
  ['revenueDetailCsv', 'Revenue detail (CSV)'],
  ['revenueDetailExcel', 'Revenue detail (Excel)'],
  ['unprocessedCharges', 'Unprocessed charges'],
])

/** What people call a report; Zuora's key where that is not known. */
export function reportName(report: string): string {
  return reportNames.get(report) ?? report
}

function nameOf({ report }: { report: string }): string {
  return escaped(reportName(report))
}

/** Enough of a hash to tell two files apart by eye. */
const shownHash = 12

/** What the reports of a later trial balance are held against. */
export function reportsNotedText(reports: readonly ReportFacts[]): string {
  if (reports.length === 0)
    return 'that trial balance offers no reports: there is nothing to compare the final one with.'
  const measured = reports.filter(({ kind }) => kind === 'measured').length
  const left = reports.flatMap((facts) =>
    facts.kind === 'not-measured' ? [`${nameOf(facts)} (${escaped(facts.because)})`] : [],
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
    one.kind === 'not-compared' ? [`${nameOf(one)} (${escaped(one.because)})`] : [],
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

/** `AR aging by account (rows 120 → 124, SHA-256 … → …)`: never what is in it. */
function differenceText({ report, was, is }: Extract<ReportCompared, { kind: 'differs' }>): string {
  const name = nameOf({ report })
  if (was === null) return `${name} (there was none)`
  if (is === null) return `${name} (there is none any more)`
  const rows = was.rows === is.rows ? rowsText(was.rows) : `rows ${was.rows ?? '?'} → ${is.rows ?? '?'}`
  const hashes = `SHA-256 ${was.sha256.slice(0, shownHash)} → ${is.sha256.slice(0, shownHash)}`
  return `${name} (${[rows, hashes].filter((part) => part !== '').join(', ')})`
}

function rowsText(rows: number | null): string {
  return rows === null ? '' : `${rows} row${rows === 1 ? '' : 's'}`
}

/** `• Revenue detail (CSV): 1.2 MB, 124 rows` */
export function reportLine(facts: ReportFacts): string {
  const name = `• ${nameOf(facts)}`
  if (facts.kind === 'not-measured') return `${name}: not measured (${escaped(facts.because)})`
  const parts = [sizeText(facts.bytes), rowsText(facts.rows)]
  return `${name}: ${parts.filter((part) => part !== '').join(', ')}`
}

/** The whole hashes, once, to be copied: in a block of code nothing but entities and the backtick count. */
export function hashBlock(reports: readonly Extract<ReportFacts, { kind: 'measured' }>[]): string {
  const lines = reports.map(({ report, sha256 }) => `${sha256} ${reportName(report)}`)
  return `SHA-256\n${codeBlock(lines)}`
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
