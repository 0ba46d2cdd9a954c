import type { DocumentKind, DocumentsChanged, Watermark } from '../domain/documents/watermark.ts'
import { documentKinds } from '../domain/documents/watermark.ts'
import type { Dates, Documents } from '../usecases/ports/zuora/documents.ts'
import type { ZuoraClient } from './client.ts'
import { countFound, datedIn, newestUpdate, notChecked } from './objects/object-query.ts'

/**
 * What is dated in a period, of any status. A document that was deleted, or whose date moved out of the period, leaves no
 * trace in `changedSince`: only in the count of a later watermark.
 */
export function createDocuments(client: ZuoraClient): Documents {
  return {
    watermarks: (period) => Promise.all(documentKinds.map((kind) => watermarkOf(client, kind, period))),
    changedSince: (period, marks) => Promise.all(marks.map((mark) => changed(client, period, mark))),
  }
}

/** The newest first: what changes while the others are counted is then counted as changed since. */
async function watermarkOf(client: ZuoraClient, documents: DocumentKind, period: Dates): Promise<Watermark> {
  const filters = datedIn(documents, period)
  try {
    const newest = await newestUpdate(client, documents, filters)
    return { documents, kind: 'seen', ...(await countFound(client, documents, filters)), newest }
  } catch (error) {
    return { documents, ...notChecked(error, documents) }
  }
}

async function changed(client: ZuoraClient, period: Dates, mark: Watermark): Promise<DocumentsChanged> {
  const { documents } = mark
  if (mark.kind === 'not-checked') return mark
  const since = mark.newest === null ? [] : [`updateddate.GT:${mark.newest}`]
  try {
    const found = await countFound(client, documents, [...datedIn(documents, period), ...since])
    return { documents, kind: 'counted', ...found }
  } catch (error) {
    return { documents, ...notChecked(error, documents) }
  }
}
