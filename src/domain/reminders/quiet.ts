import { daysOff } from '../calendar/days-off.ts'
import type { ReminderRules } from './reminder-rules.ts'

/** Days on which nothing is sent but what is urgent: the weekdays of `quietOn` and the days off of the entity. */
export function isQuietDay(
  { quietOn }: Pick<ReminderRules, 'quietOn'>,
  { isDayOff }: { isDayOff: (date: string) => boolean },
): (date: string) => boolean {
  const isQuietWeekday = daysOff(quietOn, [])
  return (date) => isQuietWeekday(date) || isDayOff(date)
}

/** Whether a time of day (`07:30`) lies in quiet hours, which may pass midnight; the same twice is none. */
export function isQuietHour(time: string, { from, to }: ReminderRules['quietHours']): boolean {
  return from <= to ? from <= time && time < to : from <= time || time < to
}
