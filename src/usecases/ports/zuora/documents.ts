import type { DocumentsChanged, Watermark } from '../../../domain/documents/watermark.ts'

export type Dates = { startDate: string; endDate: string }

/** What is dated in a period, blocking or not: counts and times of change, never amounts. */
export type Documents = {
  watermarks(period: Dates): Promise<Watermark[]>
  /** How many were changed since the marks were taken. */
  changedSince(period: Dates, marks: readonly Watermark[]): Promise<DocumentsChanged[]>
}
