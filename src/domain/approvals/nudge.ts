import { secondsAfter } from '../calendar/calendar-date.ts'
import type { Request } from '../request.ts'
import { type Click, type ClickRefused, hasExpired, isDecided } from './approval.ts'

/** So much has to pass from one reminder to the next. */
const nudgeAgainAfterSeconds = 4 * 3600

/** From when on the requester may remind people again; null: at once. */
export function mayNudgeFrom({ nudgedAt }: Pick<Request, 'nudgedAt'>): string | null {
  return nudgedAt === null ? null : secondsAfter(nudgedAt, nudgeAgainAfterSeconds)
}

/** A reminder given at this moment or before does not stand in the way of one now. */
export function nudgedBefore(at: string): string {
  return secondsAfter(at, -nudgeAgainAfterSeconds)
}

/** Only who asked may remind those who have not decided, and not all the time. */
export function whyNotNudge(request: Request, { person, round, at }: Click): ClickRefused | undefined {
  if (person.id !== request.requester.id) return 'not-requester'
  if (request.status === 'finished' || request.outcome !== null) return 'finished'
  if (request.status === 'asking') return 'already-asking'
  if (request.stopped) return 'already-stopped'
  if (request.status !== 'awaiting') return 'not-awaiting'
  if (round !== request.round) return 'older-card'
  if (hasExpired(request, at)) return 'expired'
  if (isDecided(request)) return 'already-enough'
  return request.nudgedAt !== null && request.nudgedAt > nudgedBefore(at) ? 'nudged-lately' : undefined
}
