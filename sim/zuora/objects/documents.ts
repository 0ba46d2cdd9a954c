import { randomBytes } from 'node:crypto'
import type { DocumentObject, StoredDocument, StoredPeriod } from '../records/records.ts'
import { addDays, organizationIdsOf } from '../tenant/calendar.ts'
import type { Tenant } from '../tenant/tenant.ts'

type Shape = { object: DocumentObject; status: string; prefix: string }

export const blockingKinds = [
  'draft-invoices',
  'draft-payments',
  'processing-payments',
  'processing-refunds',
  'draft-credit-memos',
  'draft-debit-memos',
] as const
export type BlockingKind = (typeof blockingKinds)[number]

export const postedKinds = [
  'posted-invoices',
  'processed-payments',
  'processed-refunds',
  'posted-credit-memos',
  'posted-debit-memos',
] as const
type PostedKind = (typeof postedKinds)[number]

const shapes: Record<BlockingKind | PostedKind, Shape> = {
  'draft-invoices': { object: 'invoices', status: 'Draft', prefix: 'INV' },
  'draft-payments': { object: 'payments', status: 'Draft', prefix: 'P' },
  'processing-payments': { object: 'payments', status: 'Processing', prefix: 'P' },
  'processing-refunds': { object: 'refunds', status: 'Processing', prefix: 'R' },
  'draft-credit-memos': { object: 'credit-memos', status: 'Draft', prefix: 'CM' },
  'draft-debit-memos': { object: 'debit-memos', status: 'Draft', prefix: 'DM' },
  'posted-invoices': { object: 'invoices', status: 'Posted', prefix: 'INV' },
  'processed-payments': { object: 'payments', status: 'Processed', prefix: 'P' },
  'processed-refunds': { object: 'refunds', status: 'Processed', prefix: 'R' },
  'posted-credit-memos': { object: 'credit-memos', status: 'Posted', prefix: 'CM' },
  'posted-debit-memos': { object: 'debit-memos', status: 'Posted', prefix: 'DM' },
}

const kindsOf: Record<DocumentObject, PostedKind> = {
  invoices: 'posted-invoices',
  payments: 'processed-payments',
  refunds: 'processed-refunds',
  'credit-memos': 'posted-credit-memos',
  'debit-memos': 'posted-debit-memos',
}

export function isDatedIn(document: StoredDocument, period: StoredPeriod): boolean {
  const isSameOwner =
    document.entityId === period.entityId && document.organizationIds.join() === organizationIdsOf(period).join()
  return (
    isSameOwner && document.date >= period.startDate && (period.endDate === null || document.date <= period.endDate)
  )
}

const isPosted = (document: StoredDocument) => kindOf(document) === kindsOf[document.object]

/** The documents dated in a period that are settled: they are in its reports and block nothing. */
export const postedDocumentsIn = (tenant: Tenant, period: StoredPeriod): StoredDocument[] =>
  tenant.store.documents.all().filter((document) => isPosted(document) && isDatedIn(document, period))

/** Adds documents, the first on the first day of the period, the second on its last, the others in between; returns them. */
export function addDocuments(
  tenant: Tenant,
  kind: BlockingKind | PostedKind,
  period: StoredPeriod,
  { count, at = tenant.now() }: { count: number; at?: Date },
): StoredDocument[] {
  const { object, status, prefix } = shapes[kind]
  const end = period.endDate ?? addDays(period.startDate, 27)
  const days = Math.round((Date.parse(end) - Date.parse(period.startDate)) / 86_400_000) + 1
  return Array.from({ length: count }, (_, index) => {
    const id = `8a80${randomBytes(14).toString('hex')}`
    const added: StoredDocument = {
      id,
      entityId: period.entityId,
      organizationIds: organizationIdsOf(period),
      object,
      status,
      number: `${prefix}-${id.slice(4, 12).toUpperCase()}`,
      date: index === 1 ? end : addDays(period.startDate, (index * 7) % days),
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    }
    tenant.store.documents.put(`${object}/${id}`, added)
    return added
  })
}

const kindOf = (document: StoredDocument) =>
  [...blockingKinds, ...postedKinds].find(
    (kind) => shapes[kind].object === document.object && shapes[kind].status === document.status,
  )

type Tally = Record<BlockingKind | PostedKind, number>

/** Reads all documents, and counts those dated in a period by their kind. */
export function createTally(tenant: Tenant): (period: StoredPeriod) => Tally {
  const all = tenant.store.documents.all().map((document) => ({ document, kind: kindOf(document) }))
  return (period) => {
    const dated = all.filter(({ document }) => isDatedIn(document, period))
    const count = (kind: BlockingKind | PostedKind) => dated.filter((one) => one.kind === kind).length
    return {
      'draft-invoices': count('draft-invoices'),
      'draft-payments': count('draft-payments'),
      'processing-payments': count('processing-payments'),
      'processing-refunds': count('processing-refunds'),
      'draft-credit-memos': count('draft-credit-memos'),
      'draft-debit-memos': count('draft-debit-memos'),
      'posted-invoices': count('posted-invoices'),
      'processed-payments': count('processed-payments'),
      'processed-refunds': count('processed-refunds'),
      'posted-credit-memos': count('posted-credit-memos'),
      'posted-debit-memos': count('posted-debit-memos'),
    }
  }
}

/** Makes `count` the number of such documents dated in the period. */
export function setDocuments(
  tenant: Tenant,
  kind: BlockingKind | PostedKind,
  period: StoredPeriod,
  count: number,
): void {
  const { documents } = tenant.store
  const existing = documents
    .entries(`${shapes[kind].object}/`)
    .filter(({ value }) => kindOf(value) === kind && isDatedIn(value, period))
  for (const { key } of existing.slice(count)) documents.delete(key)
  addDocuments(tenant, kind, period, { count: Math.max(0, count - existing.length) })
}

/**
 * Somebody changes `count` settled documents dated in the period, those first that were not changed for the longest
 * time; where there are fewer, new ones are added. The time of the change is later than the one before, always.
 */
export function changeDocuments(
  tenant: Tenant,
  object: DocumentObject,
  period: StoredPeriod,
  count: number,
): { changed: number; added: number } {
  const found = postedDocumentsIn(tenant, period)
    .filter((document) => document.object === object)
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt) || a.id.localeCompare(b.id))
    .slice(0, count)
  for (const document of found) {
    const updatedAt = new Date(Math.max(tenant.now().getTime(), Date.parse(document.updatedAt) + 1)).toISOString()
    tenant.store.documents.put(`${object}/${document.id}`, { ...document, updatedAt })
  }
  addDocuments(tenant, kindsOf[object], period, { count: count - found.length })
  return { changed: found.length, added: count - found.length }
}
