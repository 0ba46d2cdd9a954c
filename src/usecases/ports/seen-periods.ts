import type { PeriodSeen } from '../../domain/evidence/filed.ts'

/** Periods as they were last seen, and accounted for: by a request, an exception, or the first look. */
export type SeenPeriods = {
  /** Null until the first look. */
  seen(entity: string): Promise<readonly PeriodSeen[] | null>
  /** Replaces what was seen of one period; with null, there is no such period any more. */
  noteSeen(entity: string, periodId: string, seen: PeriodSeen | null): Promise<void>
  /** The first look at an entity is over. */
  noteFirstLook(entity: string): Promise<void>
}
