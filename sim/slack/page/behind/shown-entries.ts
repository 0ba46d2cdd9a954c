import type { BehindEntry, BehindLane } from '../../behind/behind-source.ts'

/** What of a timeline is seen. */
export type Shown = { hidden: readonly BehindLane[]; withReads: boolean }

/** Trouble is seen even where looks are left out. */
export const shownEntries = (entries: readonly BehindEntry[], { hidden, withReads }: Shown): BehindEntry[] =>
  entries.filter(({ lane, isRead, isTrouble }) => !hidden.includes(lane) && (withReads || !isRead || isTrouble))
