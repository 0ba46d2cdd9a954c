import { isDecided } from '../../approvals/approval.ts'
import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import type { Request } from '../../request.ts'
import type { Reminder } from '../reminder.ts'
import type { ReminderFacts } from '../reminder-facts.ts'
import type { ReminderRules } from '../reminder-rules.ts'
import { subjectText } from '../subject.ts'
import { halfWayOf } from './half-way.ts'

/**
 * To each who has not decided: half-way to the expiry, and once more before it. Both are given before their time, too: where
 * the person is written to anyway, all that waits for them stands in it.
 */
export function approvalReminders(facts: ReminderFacts): Reminder[] {
  return facts.requests.flatMap((request) => {
    const people = facts.toDecide.get(request.number) ?? []
    return turnsOf(request, facts).flatMap((turn) => people.map((id) => reminderOf(request, turn, id)))
  })
}

function reminderOf(request: Request, { isLast, from, until }: Turn, id: string): Reminder {
  const { entity, number, round } = request
  return {
    entity,
    audience: { kind: 'person', id },
    subject: subjectText({ entity, kind: 'request', id: String(number) }),
    occasion: `round ${round} ${isLast ? 'last' : 'half-way'}`,
    from,
    until,
    isUrgent: isLast,
    dueDate: null,
    about: { kind: 'approval', request, isLast },
  }
}

type Turn = { isLast: boolean; from: string; until: string }

function turnsOf(request: Request, { rules, now }: ReminderFacts): Turn[] {
  const { status, stopped, roundStartedAt: begin, expiresAt: end } = request
  if (status !== 'awaiting' || stopped !== null || isDecided(request) || begin === null || end === null) return []
  const last = secondsAfter(end, -lastSeconds(secondsBetween(begin, end), rules))
  const halfWay = (rules.approvals.halfWay ? halfWayOf(request) : null) ?? last
  const turns = [
    { isLast: false, from: halfWay, until: last },
    { isLast: true, from: last, until: end },
  ]
  return turns.filter(({ until, isLast, from }) => now < until && !(isLast && from === until))
}

/** How long before the expiry: never more than the last quarter of the time. */
function lastSeconds(given: number, { approvals }: ReminderRules): number {
  return approvals.beforeExpirySeconds === null ? 0 : Math.min(approvals.beforeExpirySeconds, given / 4)
}
