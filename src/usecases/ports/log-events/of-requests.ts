import type { LogEvent } from './log-event.ts'

/** Of requests: what they came to, and what did not go as it should. */
export const requestEvents = {
  'request-made': {
    level: 'info',
    meaning: 'A request was numbered; from here on every line about it carries its number.',
    details: ['request', 'action'],
  },
  'request-ended': {
    level: 'info',
    meaning: 'A request’s outcome was sealed.',
    details: ['request', 'action', 'ending', 'because', 'approvalWaitSeconds', 'trialBalanceSeconds'],
    metrics: [
      { name: 'RequestsEnded', unit: 'Count', value: 1, by: ['action', 'ending'] },
      { name: 'ApprovalWait', unit: 'Seconds', value: 'approvalWaitSeconds' },
      { name: 'TrialBalanceTime', unit: 'Seconds', value: 'trialBalanceSeconds' },
    ],
  },
  'asking-refused': {
    level: 'info',
    meaning: 'Somebody asked for something that was not begun; they were told why.',
    details: ['request', 'because'],
    metrics: [{ name: 'Refusals', unit: 'Count', value: 1, by: ['because'] }],
  },
  'asking-put-off': {
    level: 'warn',
    meaning: 'Somebody was told that Zuora or Slack cannot do it now, and to ask again.',
    details: ['request', 'error'],
  },
  'click-refused': {
    level: 'info',
    meaning: 'A click did not count; who clicked was told why.',
    details: ['request', 'because'],
    metrics: [{ name: 'Refusals', unit: 'Count', value: 1, by: ['because'] }],
  },
  'workflow-broke': {
    level: 'error',
    isAlarming: true,
    meaning: 'A request’s workflow met an error that it does not try again; the channel was told that it broke.',
    details: ['request', 'error', 'cause'],
  },
  'period-state-unknown': {
    level: 'error',
    isAlarming: true,
    meaning: 'An outcome was told without the period’s state, because Zuora did not say it.',
    details: ['request', 'error'],
  },
  'bot-user-not-learned': {
    level: 'warn',
    meaning: 'The period was not read after an ask, so whose user the bot is in Zuora was not learned by it.',
    details: ['request', 'error'],
  },
  'notes-not-stamped': {
    level: 'warn',
    meaning: 'The head of the record was not written into the period’s notes; the thread says so.',
    details: ['request', 'because'],
  },
  'execution-started-again': {
    level: 'warn',
    meaning: 'A request was not finished and its workflow had ended: it was started under the next name.',
    details: ['request', 'ended', 'execution'],
    metrics: [{ name: 'ExecutionsStartedAgain', unit: 'Count', value: 1 }],
  },
  'request-not-repaired': {
    level: 'error',
    meaning: 'The look after a request failed; the others were looked after.',
    details: ['request', 'error', 'words'],
  },
  'request-stuck': {
    level: 'error',
    meaning: 'A request has stood longer than anything that goes on by itself: docs/runbook.md, “request-stuck”.',
    details: ['request', 'because', 'minutes'],
  },
  'request-ended-by-hand': {
    level: 'warn',
    meaning: 'Somebody with access to AWS ended a request with `npm run end`; who and why is in the record.',
    details: ['request', 'was', 'step'],
  },
  'nobody-told': {
    level: 'error',
    isAlarming: true,
    meaning: 'An outcome could be posted nowhere: neither in the channel nor directly.',
    details: ['request'],
  },
  'notices-missed': {
    level: 'warn',
    meaning: 'Some of those who should have been told directly could not be.',
    details: ['request', 'missed', 'of', 'error'],
  },
} as const satisfies Record<string, LogEvent>
