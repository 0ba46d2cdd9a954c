import { secondsBetween } from '../calendar/calendar-date.ts'
import type { PeriodSeen } from '../evidence/filed.ts'
import { readLagSeconds } from '../polling.ts'

/** What is kept of a period between two looks. */
export type Watched = {
  /** As it was last seen, and accounted for; null: there was no such period. */
  seen: PeriodSeen | null
  /** Counts the looks that noted something, so that the same change made again is told from the one before. */
  turn: number
  /** Up to when requests are accounted for: when the last of them was sealed, or the look began that noted it first. */
  through: string
  /** When it last became another; null while it is as the first look found it. */
  changedAt: string | null
  /** First seen while a request was at it: then what it was before that request is not known. */
  isMidway: boolean
  /** A request met it in another state than was seen: until a look has found out why, no request is noted here. */
  isBehind: boolean
}

/** A read may for moments still show the state before. `sealedAt`: when the requests about it were sealed. */
export function hasJustMoved(
  watched: Pick<Watched, 'changedAt'> | null,
  sealedAt: readonly (string | null | undefined)[],
  at: string,
): boolean {
  const moments = [watched?.changedAt, ...sealedAt].filter((moment) => typeof moment === 'string')
  return moments.some((moment) => secondsBetween(moment, at) < 2 * readLagSeconds)
}
