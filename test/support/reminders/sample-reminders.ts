import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import { daysOff } from '../../../src/domain/calendar/days-off.ts'
import { keepCalendar } from '../../../src/domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../../src/domain/period-reference.ts'
import type { AudienceFacts } from '../../../src/domain/reminders/messages-to-send.ts'
import { isQuietDay } from '../../../src/domain/reminders/quiet.ts'
import type { ReminderFacts } from '../../../src/domain/reminders/reminder-facts.ts'
import type { ReminderRules } from '../../../src/domain/reminders/reminder-rules.ts'
import { sampleCalendar } from '../sample-calendar.ts'

export const sampleRules: ReminderRules = {
  at: '09:00',
  closeDueBusinessDay: 5,
  quietOn: ['sat', 'sun'],
  quietHours: { from: '20:00', to: '08:00' },
  periods: true,
  trialBalances: true,
  slowTrialBalanceTimes: 3,
  approvals: { halfWay: true, beforeExpirySeconds: 21_600 },
  pendingCloseDays: 3,
  exceptions: true,
  futurePeriods: 3,
  nobodyToSpare: true,
}

export const veteransDay = '2026-11-11'
export const thanksgiving = '2026-11-26'

/** An entity in New York on Thursday 5 November 2026, at ten: October is open and due on the 6th, the rest of the year is there. */
export function sampleReminderFacts(changes: Partial<ReminderFacts> = {}): ReminderFacts {
  const now = changes.now ?? '2026-11-05T15:00:00.000Z'
  const calendar = changes.calendar ?? sampleCalendar({ closed: 9, open: 9 })
  return {
    entity: {
      key: 'us',
      channel: 'C0CLOSE',
      timeZone: 'America/New_York',
      isDayOff: daysOff(['sat', 'sun'], [veteransDay, thanksgiving]),
      manageFrom: null,
      childrenOf: {},
    },
    rules: sampleRules,
    calendar,
    kept: keepCalendar(null, datedPeriods(calendar), '2026-01-01T00:00:00.000Z'),
    requests: [],
    earlierRequests: [],
    exceptions: [],
    reopened: new Map(),
    toDecide: new Map(),
    access: null,
    now,
    ...changes,
  }
}

/** When the channel of an entity may be told. */
export function channelOf({ entity, rules }: ReminderFacts): AudienceFacts {
  const quiet = isQuietDay(rules, entity)
  const audience = { kind: 'channel', channel: entity.channel } as const
  return { audience, timeZone: entity.timeZone, at: rules.at, isQuiet: (_, date) => quiet(date), quietHours: null }
}

/** When a person may be told, by the clock of where they are. */
export function personIn(timeZone: string, id: string, { entity, rules }: ReminderFacts): AudienceFacts {
  const quiet = isQuietDay(rules, entity)
  const { at, quietHours } = rules
  return { audience: { kind: 'person', id }, timeZone, at, isQuiet: (_, date) => quiet(date), quietHours }
}

/** The calendar with one period as it is now. */
export function withPeriod(
  calendar: readonly AccountingPeriod[],
  name: string,
  changes: Partial<AccountingPeriod>,
): AccountingPeriod[] {
  return calendar.map((period) => (period.name === name ? { ...period, ...changes } : period))
}
