import type { LogEvent } from './log-event.ts'

/** Of the secrets that a container holds: which, never what they are. */
export const secretEvents = {
  'secrets-renewed': {
    level: 'info',
    meaning: 'A container read its secrets again, and found others for these settings.',
    details: ['changed'],
  },
  'secrets-not-renewed': {
    level: 'warn',
    meaning: 'A container could not read its secrets again; it goes on with those it has and tries again in a minute.',
    details: ['error'],
    metrics: [{ name: 'SecretsNotRenewed', unit: 'Count', value: 1 }],
  },
  'signed-with-older-secret': {
    level: 'info',
    meaning: 'Slack signed a request with the older of the two signing secrets: the rotation cannot be finished yet.',
    details: [],
  },
} as const satisfies Record<string, LogEvent>
