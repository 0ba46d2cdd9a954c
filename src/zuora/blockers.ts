import type { RequiredItem, Scan } from '../domain/documents/blockers.ts'
import { requiredItems } from '../domain/documents/blockers.ts'
import type { DocumentKind } from '../domain/documents/watermark.ts'
import type { Blockers } from '../usecases/ports/zuora/accounting-periods.ts'
import type { Dates } from '../usecases/ports/zuora/documents.ts'
import type { ZuoraClient } from './client.ts'
import { countFound, datedIn, notChecked, queryText } from './objects/object-query.ts'

const searches: Record<RequiredItem, { documents: DocumentKind; status: string }> = {
  'draft-invoices': { documents: 'invoices', status: 'Draft' },
  'draft-payments': { documents: 'payments', status: 'Draft' },
  'processing-payments': { documents: 'payments', status: 'Processing' },
  'processing-refunds': { documents: 'refunds', status: 'Processing' },
  'draft-credit-memos': { documents: 'credit-memos', status: 'Draft' },
  'draft-debit-memos': { documents: 'debit-memos', status: 'Draft' },
}

/** Object Query reproduces what Zuora's "Required action items" show; no API lists them. */
export function createBlockers(client: ZuoraClient): Blockers {
  return { scan: (period) => Promise.all(requiredItems.map((item) => scanned(client, item, period))) }
}

async function scanned(client: ZuoraClient, item: RequiredItem, period: Dates): Promise<Scan> {
  const { documents, status } = searches[item]
  const filters = [`status.EQ:${status}`, ...datedIn(documents, period)]
  const query = queryText(documents, filters)
  try {
    const found = await countFound(client, documents, filters)
    return { item, query, kind: 'counted', ...found }
  } catch (error) {
    return { item, query, ...notChecked(error, documents) }
  }
}
