import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import type { Request } from '../../request.ts'

/** The moment in the middle of the time that people have to decide; null while no such time runs. */
export function halfWayOf({ roundStartedAt, expiresAt }: Pick<Request, 'roundStartedAt' | 'expiresAt'>): string | null {
  if (roundStartedAt === null || expiresAt === null) return null
  return secondsAfter(roundStartedAt, secondsBetween(roundStartedAt, expiresAt) / 2)
}
