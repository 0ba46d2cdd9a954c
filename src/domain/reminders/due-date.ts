import { businessDayAfter } from '../calendar/business-days.ts'
import type { ReminderRules } from './reminder-rules.ts'

/** The day a period is due to be closed: that business day after its end; null where there is no such rule. */
export function dueDateOf(
  { endDate }: { endDate: string },
  { closeDueBusinessDay }: Pick<ReminderRules, 'closeDueBusinessDay'>,
  { isDayOff }: { isDayOff: (date: string) => boolean },
): string | null {
  return closeDueBusinessDay === null ? null : businessDayAfter(endDate, closeDueBusinessDay, isDayOff)
}
