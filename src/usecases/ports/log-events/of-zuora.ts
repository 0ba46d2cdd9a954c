import type { LogEvent } from './log-event.ts'

/** Of Zuora. */
export const zuoraEvents = {
  'zuora-call': {
    level: 'info',
    meaning:
      'One call of Zuora, with its ids on both sides, its time and what Zuora said of its limits. No query, no body.',
    details: [
      'entity',
      'method',
      'path',
      'result',
      'status',
      'code',
      'trackId',
      'zuoraRequestId',
      'processId',
      'ms',
      'rateLimitRemaining',
      'rateLimit',
      'rateHeadroom',
      'concurrencyRemaining',
      'concurrencyLimit',
      'concurrencyHeadroom',
    ],
    metrics: [
      { name: 'ZuoraCalls', unit: 'Count', value: 1, by: ['result'] },
      { name: 'ZuoraCallTime', unit: 'Milliseconds', value: 'ms' },
      { name: 'ZuoraRateHeadroom', unit: 'Percent', value: 'rateHeadroom' },
      { name: 'ZuoraConcurrencyHeadroom', unit: 'Percent', value: 'concurrencyHeadroom' },
    ],
  },
  'zuora-sign-in-failed': {
    level: 'error',
    meaning: 'No token was got from Zuora: the client’s credentials are refused, or Zuora did not answer.',
    details: ['entity', 'result', 'status'],
    metrics: [{ name: 'TokenRenewalFailures', unit: 'Count', value: 1 }],
  },
} as const satisfies Record<string, LogEvent>
