import type { LogEvent } from './log-event.ts'

/** Of the schedules: that they ran is what an alarm waits for. */
export const runEvents = {
  woke: {
    level: 'info',
    meaning: 'A run of `wake` has looked at every request that is not finished.',
    details: ['open', 'stuck', 'notRepaired'],
    metrics: [
      { name: 'WakeRuns', unit: 'Count', value: 1 },
      // The alarm “errors” takes this count from Lambda's: it has to be there when nothing was put off.
      { name: 'PutOff', unit: 'Count', value: 0 },
      { name: 'OpenRequests', unit: 'Count', value: 'open' },
      { name: 'StuckRequests', unit: 'Count', value: 'stuck' },
    ],
  },
  reconciled: {
    level: 'info',
    meaning: 'A run of `reconcile` has looked at what others did in Zuora.',
    details: ['entities', 'notLooked'],
    metrics: [{ name: 'ReconcileRuns', unit: 'Count', value: 1 }],
  },
  reminded: {
    level: 'info',
    meaning: 'A run of `remind` has said what was due to be said.',
    details: ['due', 'left'],
    metrics: [{ name: 'RemindRuns', unit: 'Count', value: 1 }],
  },
  'entity-not-reconciled': {
    level: 'warn',
    meaning:
      'An entity was not looked at for what others did, because Zuora or Slack did not answer; the next run does.',
    details: ['entity', 'error'],
  },
  'period-not-looked-at': {
    level: 'warn',
    meaning: 'Before a request, a period was not looked at for what others did; the next run of `reconcile` does.',
    details: ['entity', 'period', 'error'],
  },
  'calendar-not-looked-at': {
    level: 'warn',
    meaning: 'An entity’s calendar could not be read; what rests on it waits for the next look.',
    details: ['request', 'entity', 'error'],
  },
  'people-not-known': {
    level: 'warn',
    meaning: 'Slack did not say who is meant by the policy; reminders that name them wait for the next run.',
    details: ['error'],
  },
  'reminder-not-sent': {
    level: 'warn',
    meaning: 'A reminder was not sent, because Slack did not take it or the audience cannot be reached.',
    details: ['audience', 'key', 'because', 'error'],
  },
  'reminders-left-to-next-run': {
    level: 'warn',
    meaning: 'The time of a run did not suffice; the rest is for the next.',
    details: ['left'],
  },
  'notice-not-told': {
    level: 'warn',
    meaning: 'A close was not announced to somebody outside of the channel; the next run tries again.',
    details: ['to', 'because', 'error'],
  },
} as const satisfies Record<string, LogEvent>
