import * as z from 'zod/mini'
import type { DocumentKind } from '../../domain/documents/watermark.ts'
import type { Dates } from '../../usecases/ports/zuora/documents.ts'
import { reasonInWords } from '../answers/reason-in-words.ts'
import { validated } from '../answers/validated.ts'
import type { ZuoraClient } from '../client.ts'
import { ZuoraRefused, ZuoraUnexpected } from '../errors.ts'

/** "If the specified pageSize is less than 1 or greater than 99, Zuora will return a 400 error." */
const pageSize = '99'
const mostPages = 10

const found = z.object({ data: z.array(z.unknown()), nextPage: z.nullish(z.string()) })
const documents = z.array(z.record(z.string(), z.unknown()))

/** The date that puts a document into a period, as Object Query filters it. */
const dateFields: Record<DocumentKind, string> = {
  invoices: 'invoicedate',
  payments: 'effectivedate',
  refunds: 'refunddate',
  'credit-memos': 'memodate',
  'debit-memos': 'memodate',
}

export type Found = { count: number; more: boolean }

/** Filters are ANDed: "filter[] must be specified multiple times to combine conditions". */
export function datedIn(kind: DocumentKind, { startDate, endDate }: Dates): string[] {
  return [`${dateFields[kind]}.GE:${startDate}`, `${dateFields[kind]}.LE:${endDate}`]
}

/** `more`: counting stopped, there are at least that many. */
export async function countFound(client: ZuoraClient, kind: DocumentKind, filters: readonly string[]): Promise<Found> {
  let counted = 0
  let cursor: string | undefined
  for (let page = 1; page <= mostPages; page++) {
    const answer = await query(client, kind, { 'filter[]': filters, pageSize, ...(cursor && { cursor }) })
    counted += answer.data.length
    if (!answer.nextPage) return { count: counted, more: false }
    cursor = answer.nextPage
  }
  return { count: counted, more: true }
}

/**
 * The newest `updateddate` among them, in Zuora's text; null if there are none. Zuora recommends it as a high-water mark for
 * these five objects: "sort[]=updateddate", then "updateddate.GT:<last>" (its guide to ERP line item integrations).
 */
export async function newestUpdate(
  client: ZuoraClient,
  kind: DocumentKind,
  filters: readonly string[],
): Promise<string | null> {
  const answer = await query(client, kind, { 'filter[]': filters, 'sort[]': 'updateddate.DESC', pageSize: '1' })
  const [newest] = validated(documents, answer.data, `GET /object-query/${kind}`)
  if (newest === undefined) return null
  // Asked for as `updateddate`, answered as `updatedDate`.
  const [, text] = Object.entries(newest).find(([field]) => field.toLowerCase() === 'updateddate') ?? []
  if (typeof text === 'string' && text !== '') return text
  throw new ZuoraUnexpected(`Zuora’s answer to GET /object-query/${kind} has no updateddate`, {})
}

/** What Zuora is asked, for the record: without how it is paged, and before it is encoded. */
export function queryText(kind: DocumentKind, filters: readonly string[]): string {
  return `GET ${pathOf(kind)}?${filters.map((filter) => `filter[]=${filter}`).join('&')}`
}

function pathOf(kind: DocumentKind): string {
  return `/object-query/${kind}`
}

async function query(client: ZuoraClient, kind: DocumentKind, parameters: Record<string, string | readonly string[]>) {
  const path = pathOf(kind)
  return validated(found, await client.read(path, parameters), `GET ${path}`)
}

/** Something that could not be looked at is told as not checked, never as "none", and does not spoil the others. */
export function notChecked(error: unknown, kind: DocumentKind): { kind: 'not-checked'; because: string } {
  const hasNoMemos = kind.endsWith('-memos') && error instanceof ZuoraRefused && error.because !== 'other'
  // Zuora documents memos only with Invoice Settlement, and no code for a tenant without it.
  const because = hasNoMemos
    ? `Invoice Settlement is not enabled in Zuora, or not for this user (${error.message})`
    : reasonInWords(error)
  return { kind: 'not-checked', because }
}
