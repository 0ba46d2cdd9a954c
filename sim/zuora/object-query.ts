import { z } from 'zod'
import type { ZuoraError } from './errors.ts'
import { objects, type StoredDocument } from './records.ts'
import type { Tenant } from './tenant.ts'

/** What each object can be filtered and sorted by, and its names in the answer. */
const shapes = {
  invoices: { date: 'invoicedate', shownDate: 'invoiceDate', shownNumber: 'invoiceNumber' },
  payments: { date: 'effectivedate', shownDate: 'effectiveDate', shownNumber: 'paymentNumber' },
  refunds: { date: 'refunddate', shownDate: 'refundDate', shownNumber: 'refundNumber' },
  'credit-memos': { date: 'memodate', shownDate: 'memoDate', shownNumber: 'memoNumber' },
  'debit-memos': { date: 'memodate', shownDate: 'memoDate', shownNumber: 'memoNumber' },
} as const satisfies Record<StoredDocument['object'], { date: string; shownDate: string; shownNumber: string }>

const operators: Record<string, (value: string, operand: string) => boolean> = {
  EQ: (value, operand) => value === operand,
  NE: (value, operand) => value !== operand,
  LT: (value, operand) => value < operand,
  LE: (value, operand) => value <= operand,
  GT: (value, operand) => value > operand,
  GE: (value, operand) => value >= operand,
}

const query = z.object({ pageSize: z.coerce.number().int().min(1).max(99).default(10) })

const problem = (category: 20 | 27, message: string): ZuoraError => ({ resource: 'object-query', category, message })

/** Reads a field by its name in filters, or undefined when the object has none of that name. */
function readField(document: StoredDocument, field: string): string | undefined {
  if (field === shapes[document.object].date) return document.date
  if (field === 'status') return document.status
  if (field === 'id') return document.id
  // Documented for invoices and payments only.
  const isDated = document.object === 'invoices' || document.object === 'payments'
  return field === 'updateddate' && isDated ? document.updatedAt : undefined
}

type Filter = { field: string; isMet: (value: string) => boolean }

function readFilter(text: string, knows: (field: string) => boolean): Filter | ZuoraError {
  const [, field = '', operator = '', operand = ''] = /^([^.]+)\.([^:]+):(.*)$/s.exec(text) ?? []
  const compare = operators[operator]
  if (!knows(field)) return problem(27, `Invalid filter '${text}': the field cannot be filtered.`)
  if (compare === undefined) return problem(27, `Invalid filter '${text}': the operator is not supported.`)
  const isDate = field.endsWith('date') && field !== 'updateddate'
  if (isDate && !z.iso.date().safeParse(operand).success)
    return problem(20, `Invalid value in filter '${text}': a date is yyyy-mm-dd.`)
  return { field, isMet: (value) => compare(value, operand) }
}

type Found = { data: ReturnType<typeof show>[]; nextPage: string | null }

function show(document: StoredDocument) {
  const { shownDate, shownNumber } = shapes[document.object]
  const { id, status, number, date, createdAt, updatedAt } = document
  return { id, [shownNumber]: number, [shownDate]: date, status, createdDate: createdAt, updatedDate: updatedAt }
}

type Sort = { field: string; direction: 1 | -1 }

function readSort(text: string, knows: (field: string) => boolean): Sort | ZuoraError {
  const [, field = '', direction = ''] = /^([^.]+)\.(ASC|DESC)$/i.exec(text) ?? []
  if (!knows(field)) return problem(27, `Invalid sort '${text}'.`)
  return { field, direction: direction.toUpperCase() === 'ASC' ? 1 : -1 }
}

const isError = (one: object): one is ZuoraError => 'category' in one
const isSort = (one: Sort | ZuoraError): one is Sort => !isError(one)

/** Where the page starts; undefined for a cursor that is not ours. */
function readCursor(cursor: string | null): number | undefined {
  if (cursor === null) return 0
  const offset = Number(Buffer.from(cursor, 'base64url').toString())
  return Number.isSafeInteger(offset) && offset > 0 ? offset : undefined
}

/** The documents of an object's path, filtered, sorted and cut as the query says; undefined for an unknown object. */
export function queryObjects(
  tenant: Tenant,
  path: string,
  parameters: URLSearchParams,
): Found | ZuoraError | undefined {
  const object = objects.find((name) => path === `/object-query/${name}`)
  if (object === undefined) return undefined
  const sample: StoredDocument = { id: '', object, number: '', status: '', date: '', createdAt: '', updatedAt: '' }
  const knows = (field: string) => readField(sample, field) !== undefined
  const filters = parameters.getAll('filter[]').map((text) => readFilter(text, knows))
  const sorts = parameters.getAll('sort[]').map((text) => readSort(text, knows))
  const error = [...filters, ...sorts].find(isError)
  if (error !== undefined) return error
  const size = query.safeParse({ pageSize: parameters.get('pageSize') ?? undefined })
  if (!size.success) return problem(20, 'pageSize must be between 1 and 99.')
  const start = readCursor(parameters.get('cursor'))
  if (start === undefined) return problem(20, 'The cursor is not valid.')
  const found = sorted(
    tenant.store.documents
      .all(`${object}/`)
      .filter((one) => filters.every((filter) => !isError(filter) && filter.isMet(readField(one, filter.field) ?? ''))),
    sorts.filter(isSort),
  )
  const end = start + size.data.pageSize
  const nextPage = end < found.length ? Buffer.from(String(end)).toString('base64url') : null
  return { data: found.slice(start, end).map(show), nextPage }
}

function sorted(documents: StoredDocument[], sorts: Sort[]): StoredDocument[] {
  return documents.sort((a, b) => {
    for (const { field, direction } of [...sorts, { field: 'id', direction: 1 }]) {
      const order = (readField(a, field) ?? '').localeCompare(readField(b, field) ?? '')
      if (order !== 0) return order * direction
    }
    return 0
  })
}
