import { createFakeKeptCalendars } from './fake-kept-calendars.ts'
import { createFakeReminded } from './fake-reminded.ts'
import { sampleRules } from './reminders/sample-reminders.ts'

/** What people are reminded of, in memory: by the sample rules, and nothing yet. */
export function createFakeReminderPorts() {
  return {
    keptCalendars: createFakeKeptCalendars(),
    reminded: createFakeReminded(),
    reminderRules: () => sampleRules,
    announceTo: () => [],
    snoozeAnnouncer: { tellSnooze: async () => null },
  }
}
