import { z } from 'zod'
import type { Asked } from '../api/asked.ts'
import type { ZuoraError } from '../api/errors.ts'
import type { Verdict } from '../http/answer.ts'
import type { DocumentObject, StoredDocument } from '../records/records.ts'
import { isInScope } from '../tenant/scope.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'

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
  return field === 'updateddate' ? document.updatedAt : undefined
}

/**
 * The fields that an object can be filtered and sorted by. `updateddate` is documented for invoices and payments; whether
 * the others have it is a setting.
 */
function knownFields(tenant: Tenant, object: DocumentObject): readonly string[] {
  const isDated = !readSettings(tenant).withoutUpdatedDate.includes(object)
  return ['status', 'id', shapes[object].date, ...(isDated ? ['updateddate'] : [])]
}

type Filter = { field: string; isMet: (value: string) => boolean }

/** A value as it is kept, so that the two compare as text; undefined when it is none. */
function readOperand(field: string, operand: string): string | undefined {
  if (field === 'updateddate') {
    const at = Date.parse(operand)
    return Number.isNaN(at) ? undefined : new Date(at).toISOString()
  }
  return field.endsWith('date') && !z.iso.date().safeParse(operand).success ? undefined : operand
}

function readFilter(text: string, known: readonly string[]): Filter | ZuoraError {
  const [, field = '', operator = '', given = ''] = /^([^.]+)\.([^:]+):(.*)$/s.exec(text) ?? []
  const compare = operators[operator]
  if (!known.includes(field)) return problem(27, `Invalid filter '${text}': the field cannot be filtered.`)
  if (compare === undefined) return problem(27, `Invalid filter '${text}': the operator is not supported.`)
  const operand = readOperand(field, given)
  if (operand === undefined) return problem(20, `Invalid value in filter '${text}': a date is yyyy-mm-dd.`)
  return { field, isMet: (value) => compare(value, operand) }
}

function show(document: StoredDocument) {
  const { shownDate, shownNumber } = shapes[document.object]
  const { id, status, number, date, createdAt, updatedAt } = document
  return { id, [shownNumber]: number, [shownDate]: date, status, createdDate: createdAt, updatedDate: updatedAt }
}

type Sort = { field: string; direction: 1 | -1 }

function readSort(text: string, known: readonly string[]): Sort | ZuoraError {
  const [, field = '', direction = ''] = /^([^.]+)\.(ASC|DESC)$/i.exec(text) ?? []
  if (!known.includes(field)) return problem(27, `Invalid sort '${text}'.`)
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

/** GET /object-query/{object}: its documents, filtered, sorted and cut as the query says. */
export function answerQuery(tenant: Tenant, object: DocumentObject, { call, scope }: Asked): Verdict {
  const parameters = call.url.searchParams
  const known = knownFields(tenant, object)
  const filters = parameters.getAll('filter[]').map((text) => readFilter(text, known))
  const sorts = parameters.getAll('sort[]').map((text) => readSort(text, known))
  const error = [...filters, ...sorts].find(isError)
  if (error !== undefined) return error
  const size = query.safeParse({ pageSize: parameters.get('pageSize') ?? undefined })
  if (!size.success) return problem(20, 'pageSize must be between 1 and 99.')
  const start = readCursor(parameters.get('cursor'))
  if (start === undefined) return problem(20, 'The cursor is not valid.')
  const isMet = (one: StoredDocument) =>
    filters.every((filter) => !isError(filter) && filter.isMet(readField(one, filter.field) ?? ''))
  const found = sorted(
    tenant.store.documents.all(`${object}/`).filter((one) => isInScope(scope, one) && isMet(one)),
    sorts.filter(isSort),
  )
  const end = start + size.data.pageSize
  const nextPage = end < found.length ? Buffer.from(String(end)).toString('base64url') : null
  return { status: 200, body: { data: found.slice(start, end).map(show), nextPage } }
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
