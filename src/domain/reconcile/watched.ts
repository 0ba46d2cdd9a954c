import type { PeriodSeen } from '../evidence/filed.ts'

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
