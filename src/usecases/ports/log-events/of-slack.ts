import type { LogEvent } from './log-event.ts'

/** Of Slack: what came from there, and what was said there. */
export const slackEvents = {
  'slack-answered': {
    level: 'info',
    meaning: 'A request from Slack was answered; `ms` since it reached API Gateway, a cold start included.',
    details: ['status', 'ms', 'retry'],
    metrics: [{ name: 'AckTime', unit: 'Milliseconds', value: 'ms' }],
  },
  'handed-on': {
    level: 'info',
    meaning: 'What a person asked for was handed on to `respond`, whose lines have the same `messageId`.',
    details: ['request', 'messageId', 'kind'],
  },
  responded: {
    level: 'info',
    meaning: 'What was handed on was done and answered.',
    details: ['request', 'messageId', 'kind'],
  },
  'slack-request-refused': {
    level: 'warn',
    meaning: 'A request was not answered as Slack’s: its signature, its workspace, its app or its form was not right.',
    details: ['because'],
    metrics: [{ name: 'SlackRequestsRefused', unit: 'Count', value: 1, by: ['because'] }],
  },
  'slack-listener-failed': {
    level: 'error',
    isAlarming: true,
    meaning: 'A request from Slack was signed and understood, and yet not handed on.',
    details: ['messageId', 'error'],
  },
  'slack-call-failed': {
    level: 'warn',
    meaning: 'Slack asked to wait (429) or did not answer a call of its Web API.',
    details: ['method', 'reason'],
    metrics: [{ name: 'SlackCallsFailed', unit: 'Count', value: 1 }],
  },
  'slack-refused-message': {
    level: 'error',
    isAlarming: true,
    meaning: 'Slack took a message for good neither in a channel nor elsewhere; who should have read it may not know.',
    details: ['channel', 'reason'],
  },
  'channel-not-described': {
    level: 'error',
    isAlarming: true,
    meaning: 'Slack would not say whether a channel is shared with other companies, so nothing is posted there.',
    details: ['channel', 'reason'],
  },
  'channel-shared-outside': {
    level: 'warn',
    meaning: 'A channel is shared with another company: nothing is posted there, and the admin is told.',
    details: ['channel'],
  },
  'channel-without-bot': {
    level: 'warn',
    meaning: 'The bot is not a member of a channel that it should post in; the admin is told.',
    details: ['channel'],
  },
  'admin-not-told': {
    level: 'warn',
    meaning: 'The admin of the configuration could not be told of something that Slack refused.',
    details: ['where', 'reason'],
  },
  'home-refused': {
    level: 'warn',
    meaning: 'Slack did not take somebody’s Home.',
    details: ['person', 'reason'],
  },
  'home-not-refreshed': {
    level: 'warn',
    meaning: 'A Home was not made anew; the next minute tries again.',
    details: ['error'],
  },
  'home-not-looked-at': {
    level: 'warn',
    meaning: 'A Home shows what was kept of an entity, because its Zuora did not answer.',
    details: ['entity', 'error'],
  },
  'modal-left-as-it-is': {
    level: 'warn',
    meaning: 'A modal was not filled: it was closed, or Slack was quicker.',
    details: ['reason'],
  },
  'picture-not-made': {
    level: 'warn',
    meaning: 'A Home shows no chart, because it was not drawn or not taken.',
    details: ['entity', 'error'],
  },
  'picture-refused': {
    level: 'warn',
    meaning: 'Slack did not show a chart that it had taken.',
    details: ['fileId'],
  },
  'picture-not-forgotten': {
    level: 'warn',
    meaning: 'A chart that Slack does not show is still kept as shown; it is found out again.',
    details: ['error'],
  },
} as const satisfies Record<string, LogEvent>
