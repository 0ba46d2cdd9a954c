import {
  type DocumentKind,
  type DocumentsChanged,
  documentKinds,
  type Watermark,
} from '../../src/domain/documents/watermark.ts'
import type { Documents } from '../../src/usecases/ports/zuora/documents.ts'
import type { Reports } from '../../src/usecases/ports/zuora/reports.ts'

/** The documents dated in one period: each change is numbered, and has its number as `updateddate`. */
export function createFakeDocuments() {
  const changes: DocumentKind[] = []
  const state = { failing: false }
  const numbered = (documents: DocumentKind) =>
    changes.flatMap((kind, index) => (kind === documents ? [String(index + 1).padStart(6, '0')] : []))

  const markOf = (documents: DocumentKind): Watermark =>
    state.failing
      ? { documents, kind: 'not-checked', because: 'time-out' }
      : { documents, kind: 'seen', count: 10, more: false, newest: numbered(documents).at(-1) ?? null }

  const changedSince = (mark: Watermark): DocumentsChanged => {
    if (mark.kind === 'not-checked') return mark
    const { documents, newest } = mark
    if (state.failing) return { documents, kind: 'not-checked', because: 'time-out' }
    const count = numbered(documents).filter((number) => number > (newest ?? '')).length
    return { documents, kind: 'counted', count, more: false }
  }

  const documents: Documents = {
    watermarks: async () => documentKinds.map(markOf),
    changedSince: async (_period, marks) => marks.map(changedSince),
  }
  return {
    documents,
    state,
    change: (kind: DocumentKind) => void changes.push(kind),
    /** What a report that is made now has in it. */
    version: () => changes.length,
    marks: () => documentKinds.map(markOf),
  }
}

/** Reports by file ids as `v3@<start of the run>`: equal where they were made of the same documents. */
export function createFakeReports(): { reports: Reports; state: { failing: boolean } } {
  const state = { failing: false }
  const reports: Reports = {
    measure: async (files) =>
      files.map((file) => {
        if (state.failing) return { ...file, kind: 'not-measured', because: 'time-out' }
        const sha256 = (file.fileId.split('@')[0] ?? '').padEnd(64, '0')
        return { ...file, kind: 'measured', bytes: 100, rows: 4, sha256 }
      }),
    open: () => Promise.reject(new Error('unused')),
  }
  return { reports, state }
}
