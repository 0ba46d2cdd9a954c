import { isDecided } from '../../approvals/approval.ts'
import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import type { Request } from '../../request.ts'
import type { Reminder } from '../reminder.ts'
import type { ReminderFacts } from '../reminder-facts.ts'
import type { ReminderRules } from '../reminder-rules.ts'
import { subjectText } from '../subject.ts'

/**
 * To each who has not decided: half-way to the expiry, and once more before it. Before half-way it is given too, with its
 * time to come: where the person is written to anyway, all that waits for them stands in it.
 */
export function approvalReminders(facts: ReminderFacts): Reminder[] {
  return facts.requests.flatMap((request) => {
    const turn = turnOf(request, facts)
    if (!turn) return []
    return (facts.toDecide.get(request.number) ?? []).map(
      (id): Reminder => ({
        entity: facts.entity.key,
        audience: { kind: 'person', id },
        subject: subjectText({ entity: facts.entity.key, kind: 'request', id: String(request.number) }),
        occasion: `round ${request.round} ${turn.isLast ? 'last' : 'half-way'}`,
        from: turn.from,
        until: turn.until,
        isUrgent: turn.isLast,
        dueDate: null,
        about: { kind: 'approval', request, isLast: turn.isLast },
      }),
    )
  })
}

type Turn = { isLast: boolean; from: string; until: string }

function turnOf(request: Request, { rules, now }: ReminderFacts): Turn | undefined {
  const { status, stopped, roundStartedAt: begin, expiresAt: end } = request
  if (status !== 'awaiting' || stopped !== null || isDecided(request)) return undefined
  if (begin === null || end === null || end <= now) return undefined
  const last = secondsAfter(end, -lastSeconds(secondsBetween(begin, end), rules))
  if (last <= now) return { isLast: true, from: last, until: end }
  const halfWay = rules.approvals.halfWay ? secondsAfter(begin, secondsBetween(begin, end) / 2) : last
  return { isLast: false, from: halfWay, until: last }
}

/** How long before the expiry: never more than the last quarter of the time. */
function lastSeconds(given: number, { approvals }: ReminderRules): number {
  return approvals.beforeExpirySeconds === null ? 0 : Math.min(approvals.beforeExpirySeconds, given / 4)
}
