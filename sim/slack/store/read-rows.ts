import type { SQLOutputValue } from 'node:sqlite'

/** The JSON documents of rows that have their document in `body`. The documents are this store's own. */
export const readBodies = <T>(rows: Record<string, SQLOutputValue>[]): T[] =>
  rows.map((row) => {
    const document: T = JSON.parse(String(row.body))
    return document
  })
