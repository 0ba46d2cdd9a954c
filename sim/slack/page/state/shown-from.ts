/** So many messages are drawn at first, and so many more each time that earlier ones are asked for. */
export const shownAtOnce = 60

/** No more than this are drawn while the reader is at the end, however long the page stays open. */
const drawnAtMost = 2 * shownAtOnce

type Given = {
  /** The ts of each message of the list, oldest first. */
  all: readonly string[]
  /** The ts from which on messages are drawn already; null in the beginning. */
  from: string | null
  /** The message that a permalink points at. */
  highlighted: string | null
  isAtEnd: boolean
}

/** The index of the first message that is drawn: what is drawn stays while somebody reads it, and the newest always are. */
export const shownFrom = ({ all, from, highlighted, isAtEnd }: Given): number => {
  const newest = Math.max(0, all.length - shownAtOnce)
  const pointedAt = highlighted === null ? -1 : all.indexOf(highlighted)
  const start = from === null ? newest : (indexOfNext(all, from) ?? newest)
  const kept = isAtEnd && from !== null && all.length - start > drawnAtMost ? newest : start
  return pointedAt < 0 ? kept : Math.min(kept, Math.max(0, pointedAt - shownAtOnce / 2))
}

/** What was the first may be deleted by now. */
const indexOfNext = (all: readonly string[], ts: string): number | undefined => {
  const index = all.findIndex((each) => each >= ts)
  return index < 0 ? undefined : index
}

export const earlierFrom = (all: readonly string[], index: number): string | null =>
  all[Math.max(0, index - shownAtOnce)] ?? null
