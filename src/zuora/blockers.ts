import { z } from 'zod'
import type { RequiredItem, Scan } from '../domain/blockers.ts'
import { requiredItems } from '../domain/blockers.ts'
import type { Blockers } from '../usecases/ports.ts'
import type { ZuoraClient } from './client.ts'
import { ZuoraBusy, ZuoraRefused, ZuoraSignInRefused, ZuoraUnavailable } from './errors.ts'
import { validated } from './validated.ts'

type Period = { startDate: string; endDate: string }
type Search = { object: string; status: string; date: string }

const searches: Record<RequiredItem, Search> = {
  'draft-invoices': { object: 'invoices', status: 'Draft', date: 'invoicedate' },
  'draft-payments': { object: 'payments', status: 'Draft', date: 'effectivedate' },
  'processing-payments': { object: 'payments', status: 'Processing', date: 'effectivedate' },
  'processing-refunds': { object: 'refunds', status: 'Processing', date: 'refunddate' },
  'draft-credit-memos': { object: 'credit-memos', status: 'Draft', date: 'memodate' },
  'draft-debit-memos': { object: 'debit-memos', status: 'Draft', date: 'memodate' },
}

/** Zuora answers 400 to a page of more than 99. */
const pageSize = '99'
const mostPages = 10

const found = z.object({ data: z.array(z.unknown()), nextPage: z.string().nullish() })

/** Object Query reproduces what Zuora's "Required action items" show; no API lists them. */
export function createBlockers(client: ZuoraClient): Blockers {
  return { scan: (period) => Promise.all(requiredItems.map((item) => scanned(client, item, period))) }
}

/** A scan that could not be made is told as not made, never as "none", and does not spoil the others. */
async function scanned(client: ZuoraClient, item: RequiredItem, period: Period): Promise<Scan> {
  try {
    return { item, kind: 'counted', ...(await count(client, searches[item], period)) }
  } catch (error) {
    return { item, kind: 'not-checked', because: reasonOf(error, item) }
  }
}

async function count(client: ZuoraClient, { object, status, date }: Search, { startDate, endDate }: Period) {
  const path = `/object-query/${object}`
  const filters = [`status.EQ:${status}`, `${date}.GE:${startDate}`, `${date}.LE:${endDate}`]
  let counted = 0
  let cursor: string | undefined
  for (let page = 1; page <= mostPages; page++) {
    const query = { 'filter[]': filters, pageSize, ...(cursor && { cursor }) }
    const answer = validated(found, await client.read(path, query), `GET ${path}`)
    counted += answer.data.length
    if (!answer.nextPage) return { count: counted, more: false }
    cursor = answer.nextPage
  }
  return { count: counted, more: true }
}

function reasonOf(error: unknown, item: RequiredItem): string {
  if (error instanceof ZuoraBusy) return 'Zuora is busy'
  if (error instanceof ZuoraUnavailable) return 'Zuora did not answer'
  if (error instanceof ZuoraSignInRefused) return 'Zuora refused to sign in'
  if (error instanceof ZuoraRefused) {
    return hasNoMemos(error, item)
      ? `Invoice Settlement is not enabled in Zuora, or not for this user (${error.message})`
      : `Zuora refused: ${error.message}`
  }
  return 'Zuora’s answer could not be read'
}

/** Zuora documents memos only with Invoice Settlement, and no code for a tenant without it. */
function hasNoMemos(error: ZuoraRefused, item: RequiredItem): boolean {
  return item.endsWith('-memos') && error.because !== 'other'
}
