import { randomBytes } from 'node:crypto'
import { type DocumentKind, documentKinds, type StoredDocument, type StoredPeriod } from './records.ts'
import type { Tenant } from './tenant.ts'

type Shape = { object: StoredDocument['object']; status: string; prefix: string }

const shapes: Record<DocumentKind, Shape> = {
  'draft-invoices': { object: 'invoices', status: 'Draft', prefix: 'INV' },
  'draft-payments': { object: 'payments', status: 'Draft', prefix: 'P' },
  'processing-payments': { object: 'payments', status: 'Processing', prefix: 'P' },
  'processing-refunds': { object: 'refunds', status: 'Processing', prefix: 'R' },
  'draft-credit-memos': { object: 'credit-memos', status: 'Draft', prefix: 'CM' },
  'draft-debit-memos': { object: 'debit-memos', status: 'Draft', prefix: 'DM' },
}

const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const isDatedIn = (document: StoredDocument, period: StoredPeriod) =>
  document.date >= period.startDate && (period.endDate === null || document.date <= period.endDate)

/** Adds documents, the first on the first day of the period, the second on its last, the others in between. */
export function addDocuments(tenant: Tenant, shape: Shape, period: StoredPeriod, count: number): void {
  const now = tenant.now().toISOString()
  const end = period.endDate ?? addDays(period.startDate, 27)
  const days = Math.round((Date.parse(end) - Date.parse(period.startDate)) / 86_400_000) + 1
  for (let index = 0; index < count; index += 1) {
    const id = `8a80${randomBytes(14).toString('hex')}`
    const date = index === 1 ? end : addDays(period.startDate, (index * 7) % days)
    const number = `${shape.prefix}-${id.slice(4, 12).toUpperCase()}`
    const { object, status } = shape
    tenant.store.documents.put(`${object}/${id}`, { id, object, status, number, date, createdAt: now, updatedAt: now })
  }
}

const kindOf = (document: StoredDocument) =>
  documentKinds.find((kind) => shapes[kind].object === document.object && shapes[kind].status === document.status)

/** Reads all documents that block a close, and counts those dated in a period. */
export function createTally(tenant: Tenant): (period: StoredPeriod) => Record<DocumentKind, number> {
  const blocking = tenant.store.documents.all().flatMap((document) => {
    const kind = kindOf(document)
    return kind === undefined ? [] : [{ document, kind }]
  })
  return (period) => {
    const dated = blocking.filter(({ document }) => isDatedIn(document, period))
    const count = (kind: DocumentKind) => dated.filter((one) => one.kind === kind).length
    return {
      'draft-invoices': count('draft-invoices'),
      'draft-payments': count('draft-payments'),
      'processing-payments': count('processing-payments'),
      'processing-refunds': count('processing-refunds'),
      'draft-credit-memos': count('draft-credit-memos'),
      'draft-debit-memos': count('draft-debit-memos'),
    }
  }
}

/** Makes `count` the number of such documents dated in the period. */
export function setDocuments(tenant: Tenant, kind: DocumentKind, period: StoredPeriod, count: number): void {
  const { documents } = tenant.store
  const existing = documents
    .entries(`${shapes[kind].object}/`)
    .filter(({ value }) => kindOf(value) === kind && isDatedIn(value, period))
  for (const { key } of existing.slice(count)) documents.delete(key)
  addDocuments(tenant, shapes[kind], period, Math.max(0, count - existing.length))
}
