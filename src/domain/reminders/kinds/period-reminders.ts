import { businessDaysUpTo, firstFrom, lastUpTo } from '../../calendar/business-days.ts'
import { dateAfter, dateIn, dayAfter, laterOf } from '../../calendar/calendar-date.ts'
import { isBeforeManaged } from '../../calendar/calendar-rules.ts'
import type { KeptPeriod } from '../../calendar/kept-calendar.ts'
import { type DatedPeriod, datedPeriods } from '../../period-reference.ts'
import { isPossible } from '../../reading/possible-actions.ts'
import { type UnderWay, underWayByPeriod } from '../../reading/under-way.ts'
import { dueDateOf } from '../due-date.ts'
import type { Reminder } from '../reminder.ts'
import { type Day, dayOf, type ReminderFacts, toChannel } from '../reminder-facts.ts'
import { subjectText } from '../subject.ts'
import { occasionOn, timingOn } from './period-occasions.ts'
import { weekly } from './recurring.ts'

/** Periods that have come to their last day and are not closed, and those that are in pending close for too long. */
export function periodReminders(facts: ReminderFacts): Reminder[] {
  const { entity, calendar, kept, requests } = facts
  const day = dayOf(facts)
  const countSince = businessDaysUpTo(day.today, day.isDayOff)
  const keptById = new Map(kept.periods.map((one) => [one.period.id, one]))
  const underWay = underWayByPeriod(requests)
  return datedPeriods(calendar)
    .filter((period) => period.status !== 'Closed' && !isBeforeManaged(period, entity))
    .flatMap((period) => {
      const found = { period, kept: keptById.get(period.id), underWay: underWay.get(period.id) ?? null }
      const pending = pendingCloseOf(found, facts, day)
      const due = periodReminder({ ...found, pendingCloseSince: pending?.since ?? null }, facts, { day, countSince })
      return [due, pending?.reminder].filter((one) => one !== undefined)
    })
}

type Found = { period: DatedPeriod; kept: KeptPeriod | undefined; underWay: UnderWay | null }

function periodReminder(
  { period, underWay, pendingCloseSince }: Found & { pendingCloseSince: string | null },
  { entity, rules, calendar, reopened: all, now }: ReminderFacts,
  { day, countSince }: { day: Day; countSince: (date: string) => number },
): Reminder | undefined {
  const { today } = day
  if (!rules.periods || today < lastUpTo(period.endDate, day.isQuiet)) return undefined
  const dueDate = dueDateOf(period, rules, entity)
  const reopened = all.get(period.id) ?? null
  const reopenedOn = reopened && dateIn(entity.timeZone, new Date(reopened.at))
  const days = { endDate: period.endDate, dueDate, reopenedOn }
  const occasion = occasionOn(today, days, day)
  if (!occasion) return undefined
  const from = day.startOf(laterOf(occasion.on, reopenedOn ? dayAfter(reopenedOn) : ''))
  // Whoever reopened it today knows.
  if (from > now) return undefined
  return {
    ...toChannel(entity),
    subject: subjectText({ entity: entity.key, kind: 'period', id: period.id }),
    occasion: occasion.name,
    from,
    until: day.startOf(occasion.until),
    isUrgent: false,
    dueDate: dueDate !== null && dueDate >= today ? dueDate : null,
    about: {
      kind: 'period',
      period,
      timing: timingOn(today, days, { ...day, countSince }),
      underWay,
      canBeClosed: isPossible('close', { period, calendar, entity, today }),
      pendingCloseSince,
      reopened,
    },
  }
}

/** Once that many days have passed, and then every week; what a request has in hand is that request's matter. */
function pendingCloseOf(
  { period, kept, underWay }: Found,
  { entity, rules }: ReminderFacts,
  day: Day,
): { since: string; reminder: Reminder } | undefined {
  if (rules.pendingCloseDays === null || period.status !== 'PendingClose' || !kept || underWay) return undefined
  const { since } = kept
  const begun = dateIn(entity.timeZone, new Date(since))
  const first = firstFrom(dateAfter(begun, rules.pendingCloseDays), day.isQuiet)
  if (day.today < first) return undefined
  const week = weekly(day.today, day.isQuiet)
  const on = laterOf(first, week.on)
  const dueDate = dueDateOf(period, rules, entity)
  const reminder: Reminder = {
    ...toChannel(entity),
    subject: subjectText({ entity: entity.key, kind: 'period', id: period.id }),
    occasion: `pending-close since ${begun} ${on}`,
    from: day.startOf(on),
    until: day.startOf(week.next),
    isUrgent: false,
    dueDate: dueDate !== null && dueDate >= day.today ? dueDate : null,
    about: { kind: 'pending-close', period, since },
  }
  return { since, reminder }
}
