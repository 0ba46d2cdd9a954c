import type { LogEvent } from './log-event.ts'

/** Of every function. */
export const invocationEvents = {
  'invocation-failed': {
    level: 'error',
    meaning: 'A function ended with an error that does not pass by itself: a setting, a permission, a bug.',
    details: ['error', 'words'],
    metrics: [{ name: 'Faults', unit: 'Count', value: 1 }],
  },
  'invocation-put-off': {
    level: 'warn',
    meaning: 'A function ended because Zuora or Slack is busy or away; the workflow, or the next run, tries again.',
    details: ['error', 'words'],
    metrics: [{ name: 'PutOff', unit: 'Count', value: 1 }],
  },
  'library-said': {
    level: 'warn',
    meaning: 'A library that the program uses (Slack’s) had something to say to engineers.',
    details: ['library', 'words'],
  },
} as const satisfies Record<string, LogEvent>
