import * as z from 'zod/mini'
import { channel, matching } from './slack-values.ts'
import { businessDay, durationOrNone, holidays, quietDays } from './values.ts'

const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/
const timeMessage = 'must be a time such as 09:00'
const time = z.string().check(z.regex(timePattern, timeMessage))
/** What is not sent by 18:00 is left to the next day, and what sends runs every 15 minutes. */
const timeOfDay = z.string().check(
  z.regex(timePattern, { error: timeMessage, abort: true }),
  z.refine((at) => at <= '17:30', 'must be 17:30 or earlier'),
)

const countOrNone = (what: string, most: number) => {
  const message = `must be ${what}, from 1 to ${most}, or 0 for no such reminder`
  return z.int(message).check(z.gte(0, message), z.lte(most, message))
}

/** What people are reminded of, and when. Left out altogether, nobody is. */
export const reminders = z.strictObject({
  at: timeOfDay,
  closeDueBusinessDay: z.optional(businessDay),
  holidays: z.optional(holidays),
  quietOn: z.optional(quietDays),
  /** By each person's own clock, for direct messages; none where both are the same. */
  quietHours: z._default(z.strictObject({ from: time, to: time }), { from: '20:00', to: '08:00' }),
  periods: z._default(z.boolean(), true),
  trialBalances: z._default(z.boolean(), true),
  slowTrialBalanceTimes: z._default(countOrNone('how many times the usual', 100), 3),
  approvalHalfWay: z._default(z.boolean(), true),
  approvalBeforeExpiry: z._default(durationOrNone, 21_600),
  pendingCloseDays: z._default(countOrNone('a number of days', 365), 3),
  exceptions: z._default(z.boolean(), true),
  futurePeriods: z._default(countOrNone('a number of periods', 60), 3),
  nobodyToSpare: z._default(z.boolean(), true),
})

/** A channel, or a bus of EventBridge for programs. */
const announcee = z.union(
  [channel, z.strictObject({ eventBus: matching(/^[A-Za-z0-9._/-]{1,256}$/, 'the name of an event bus') })],
  'must be a channel id such as C0123ABCD, or { eventBus: name }',
)

/** Who is told before a planned close and when a period locks or reopens. */
export const announceTo = z.array(announcee)
