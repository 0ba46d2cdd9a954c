import { approvalReminders } from './reminders/kinds/approval-reminders.ts'
import { entityReminders } from './reminders/kinds/entity-reminders.ts'
import { periodReminders } from './reminders/kinds/period-reminders.ts'
import { trialBalanceReminders } from './reminders/kinds/trial-balance-reminders.ts'
import type { Reminder } from './reminders/reminder.ts'
import type { ReminderFacts } from './reminders/reminder-facts.ts'

/**
 * Everything that could be said of an entity now, whatever was said before. Each occasion has its subject's name until the
 * next one begins: one that nobody was told of, because nothing ran, is told late, in the words of that day.
 */
export function remindersFor(facts: ReminderFacts): Reminder[] {
  return [
    ...trialBalanceReminders(facts),
    ...periodReminders(facts),
    ...approvalReminders(facts),
    ...entityReminders(facts),
  ]
}
