import type { PeriodSeen } from '../../../domain/evidence/filed.ts'
import type { Watched } from '../../../domain/reconcile/watched.ts'

/** `filed`: the numbers of the baseline in the register. Moments are ISO, our clock. */
export type FirstLook = { at: string; filed: readonly number[] }

export type CalendarWatched = {
  /** Null until the first look is over. */
  firstLook: FirstLook | null
  lastLookAt: string | null
  /** Which request holds the calendar itself. */
  heldBy: string | null
}

/** What is kept of a period: what was seen of it, where it was, and which request holds it. */
export type PeriodKept = { id: string; watched: Watched | null; heldBy: string | null }

export type SeenNoted = { entity: string; periodId: string; seen: PeriodSeen | null; through: string; at: string }

/** Periods as they were last seen, and accounted for: by a request, an exception, or the first look. Reads are consistent. */
export type SeenPeriods = {
  calendar(entity: string): Promise<CalendarWatched>
  /** Every period of which anything is kept. */
  all(entity: string): Promise<PeriodKept[]>
  one(entity: string, periodId: string): Promise<PeriodKept>
  /**
   * What is seen of a period from now on; written only over what was read (null: nothing was kept). True when it was
   * written. `isLook`: a look noted it, not the request that did it.
   */
  noteSeen(noted: SeenNoted, over: Watched | null, by: { isLook: boolean; isMidway?: boolean }): Promise<boolean>
  /** A request met the period in another state than was seen; nothing where nothing is kept. */
  noteBehind(entity: string, periodId: string): Promise<void>
  noteFirstLook(entity: string, look: FirstLook): Promise<void>
  noteLook(entity: string, at: string): Promise<void>
}
