import { createHash, randomBytes } from 'node:crypto'
import type { DocumentObject, StoredDocument, StoredPeriod, StoredTrialBalance } from '../records/records.ts'
import { type FileIdName, fileIdNames } from '../records/report-names.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'
import { postedDocumentsIn } from './documents.ts'

type Row = readonly (string | number)[]
type Report = { header: Row; rows(documents: readonly StoredDocument[], period: StoredPeriod): Row[] }

/** A made-up account for each document: no customers here. */
const accountOf = ({ number }: StoredDocument) =>
  `A-${createHash('sha256').update(number).digest('hex').slice(0, 4).toUpperCase()}`

const newest = (documents: readonly StoredDocument[]) =>
  documents
    .map((one) => one.updatedAt)
    .sort()
    .at(-1) ?? ''

function ageOf(document: StoredDocument, { endDate, startDate }: StoredPeriod): number {
  return Math.round((Date.parse(endDate ?? startDate) - Date.parse(document.date)) / 86_400_000)
}

const detailsOf = (object: DocumentObject, name: string): Report => ({
  header: [`${name} Number`, `${name} Date`, 'Days at Period End', 'Last Change'],
  rows: (documents, period) =>
    documents
      .filter((document) => document.object === object)
      .map((document) => [document.number, document.date, ageOf(document, period), document.updatedAt]),
})

const accountAging: Report = {
  header: ['Account Number', 'Current', '1-30 Days', '31-60 Days', 'Over 60 Days', 'Last Change'],
  rows(documents, period) {
    const due = documents.filter(({ object }) => object === 'invoices' || object === 'debit-memos')
    return [...new Set(due.map(accountOf))].map((account) => {
      const own = due.filter((document) => accountOf(document) === account)
      const between = (from: number, to: number) =>
        own.filter((document) => ageOf(document, period) >= from && ageOf(document, period) <= to).length
      return [account, between(0, 0), between(1, 30), between(31, 60), between(61, 1e6), newest(own)]
    })
  },
}

const rollForward: Report = {
  header: ['Transaction Type', 'Transactions in Period', 'Last Change'],
  rows: (documents) =>
    ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos'].map((object) => {
      const own = documents.filter((document) => document.object === object)
      return [object, own.length, newest(own)]
    }),
}

const revenueDetail = detailsOf('invoices', 'Revenue Schedule')

const reports: Record<FileIdName, Report> = {
  accountsReceivableAccountAgingDetailExportFileId: accountAging,
  accountsReceivableInvoiceAgingDetailExportFileId: detailsOf('invoices', 'Invoice'),
  accountsReceivableDebitMemoAgingDetailExportFileId: detailsOf('debit-memos', 'Debit Memo'),
  arRollForwardDetailExportFileId: rollForward,
  fxRealizedGainAndLossDetailExportFileId: detailsOf('payments', 'Payment'),
  fxUnrealizedGainAndLossDetailExportFileId: detailsOf('invoices', 'Invoice'),
  revenueDetailCsvFileId: revenueDetail,
  revenueDetailExcelFileId: revenueDetail,
  unprocessedChargesFileId: { header: ['Charge Number', 'Processed Through'], rows: () => [] },
}

function write({ header, rows }: Report, documents: readonly StoredDocument[], period: StoredPeriod): string {
  const sorted = rows(documents, period).sort((a, b) => String(a[0]).localeCompare(String(b[0])))
  return [header, ...sorted].map((row) => `${row.join(',')}\r\n`).join('')
}

/**
 * Writes the reports of a trial balance and returns its `fileIds`. Each run has ids of its own; their text depends on the
 * period's dates and settled `documents` alone, so that two runs over the same documents are equal byte for byte.
 */
export function writeReports(
  tenant: Tenant,
  period: StoredPeriod,
  documents: readonly StoredDocument[] = postedDocumentsIn(tenant, period),
): StoredTrialBalance['fileIds'] {
  const { reports: offered } = readSettings(tenant)
  const idOf = (name: FileIdName) => {
    if (!offered.includes(name)) return null
    const id = `8a8081ae${randomBytes(12).toString('hex')}`
    const text = write(reports[name], documents, period)
    tenant.store.files.put(id, { id, entityId: period.entityId, report: name, text })
    return id
  }
  return Object.fromEntries(fileIdNames.map((name) => [name, idOf(name)]))
}
