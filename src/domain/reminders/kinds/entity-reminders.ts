import { firstFrom } from '../../calendar/business-days.ts'
import { dateIn, dayAfter, laterOf } from '../../calendar/calendar-date.ts'
import { organizationsOf } from '../../calendar/organizations.ts'
import { type DatedPeriod, datedPeriods } from '../../period-reference.ts'
import { warningsOf } from '../../reading/access.ts'
import type { Reminder } from '../reminder.ts'
import { type Day, dayOf, type ReminderFacts, toChannel } from '../reminder-facts.ts'
import { subjectText } from '../subject.ts'
import { monthly, weekly } from './recurring.ts'

/** What is not about one period: exceptions, the end of the calendar, actions that nobody can be spared for. */
export function entityReminders(facts: ReminderFacts): Reminder[] {
  const day = dayOf(facts)
  return [...exceptionReminders(facts, day), ...calendarReminders(facts, day), ...approverReminders(facts, day)]
}

/** The next business day, then every week until it is acknowledged. */
function exceptionReminders({ entity, rules, exceptions }: ReminderFacts, day: Day): Reminder[] {
  if (!rules.exceptions) return []
  const week = weekly(day.today, day.isQuiet)
  return exceptions.flatMap((filed): Reminder[] => {
    const filedOn = dateIn(entity.timeZone, new Date(filed.log[0]?.at ?? 0))
    const first = firstFrom(dayAfter(filedOn), day.isQuiet)
    if (day.today < first) return []
    const on = laterOf(first, week.on)
    return [
      {
        ...toChannel(entity),
        subject: subjectText({ entity: entity.key, kind: 'exception', id: String(filed.number) }),
        occasion: `open ${on}`,
        from: day.startOf(on),
        until: day.startOf(week.next),
        isUrgent: false,
        dueDate: null,
        about: { kind: 'exception', filed },
      },
    ]
  })
}

/** At the beginning of a month; every week once no period is left that is to come. */
function calendarReminders({ entity, rules, calendar }: ReminderFacts, day: Day): Reminder[] {
  if (rules.futurePeriods === null) return []
  const { latest, future } = shortestCalendar(datedPeriods(calendar), day.today)
  if (future >= rules.futurePeriods) return []
  const turn = future === 0 ? weekly(day.today, day.isQuiet) : monthly(day.today, day.isQuiet)
  return [
    {
      ...toChannel(entity),
      subject: subjectText({ entity: entity.key, kind: 'calendar', id: null }),
      occasion: `${future === 0 ? 'none' : 'few'} left ${turn.on}`,
      from: day.startOf(turn.on),
      until: day.startOf(turn.next),
      isUrgent: false,
      dueDate: null,
      about: { kind: 'calendar-ends', latest, future },
    },
  ]
}

/** Under Multi-Org each organisation has a calendar of its own: the one that ends first counts. */
function shortestCalendar(dated: readonly DatedPeriod[], today: string) {
  const organizations = organizationsOf(dated)
  const calendars = organizations.map((labels) =>
    dated.filter(({ organizationLabels }) => labels.some((label) => organizationLabels.includes(label))),
  )
  return (calendars.length === 0 ? [dated] : calendars)
    .map((periods) => ({
      latest: periods.at(-1) ?? null,
      future: periods.filter(({ startDate }) => startDate > today).length,
    }))
    .reduce((shortest, one) => (one.future < shortest.future ? one : shortest))
}

/** At the beginning of a month. */
function approverReminders({ entity, rules, access }: ReminderFacts, day: Day): Reminder[] {
  if (!rules.nobodyToSpare || access === null) return []
  const turn = monthly(day.today, day.isQuiet)
  return scarceIn(access).map(({ action, stage, approvers, approvals }) => ({
    ...toChannel(entity),
    subject: subjectText({ entity: entity.key, kind: 'approvers', id: action }),
    occasion: `${approvers} for ${approvals} ${turn.on}`,
    from: day.startOf(turn.on),
    until: day.startOf(turn.next),
    isUrgent: false,
    dueDate: null,
    about: { kind: 'nobody-to-spare', action, stage, approvers, approvals },
  }))
}

/** Each action once: what is missing counts before what is just enough. */
function scarceIn(access: NonNullable<ReminderFacts['access']>) {
  const scarce = warningsOf(access).flatMap((warning) => {
    if (warning.kind !== 'too-few' && warning.kind !== 'nobody-to-spare') return []
    const { action, stage, needed } = warning
    return [{ action, stage, approvers: warning.kind === 'too-few' ? warning.people : needed, approvals: needed }]
  })
  return scarce.filter(({ action }, at) => scarce.findIndex((one) => one.action === action) === at)
}
