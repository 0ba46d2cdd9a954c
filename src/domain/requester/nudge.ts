import { type Click, type ClickRefused, hasExpired, isDecided, whyTooLate } from '../approvals/approval.ts'
import { secondsAfter } from '../calendar/calendar-date.ts'
import type { Request } from '../request.ts'

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
  const tooLate = whyTooLate(request)
  if (tooLate) return tooLate
  if (request.status !== 'awaiting') return 'not-awaiting'
  if (round !== request.round) return 'older-card'
  if (hasExpired(request, at)) return 'expired'
  if (isDecided(request)) return 'already-enough'
  return request.nudgedAt !== null && request.nudgedAt > nudgedBefore(at) ? 'nudged-lately' : undefined
}
