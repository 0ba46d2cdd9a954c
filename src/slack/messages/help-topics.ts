import type { HelpTopic } from '../../domain/commands/command.ts'
import { code } from './text/mrkdwn.ts'

type Topic = { what: string; rules: readonly string[]; examples: readonly string[] }

const allEarlierClosed = 'All earlier periods are closed; under Multi-Org, those of the same organisation.'
const noneRunning = 'No trial balance of it is running.'
const approvals = 'Who may ask, who approves and how many is the policy in closing-bell.yml; who asks never approves.'

const topics: Readonly<Record<HelpTopic, Topic>> = {
  list: {
    what: 'The accounting periods in order of date: status, trial balance, and in a word what may be done next.',
    rules: [
      'Without a word behind it: those not closed, and the last 3 that were closed.',
      '`open`, `closed` or `all`, and a fiscal year as `FY2026`, in any order; `page 2` for that page, counted from the earliest period.',
      'The open-ended period is not shown: it is never closed.',
    ],
    examples: ['list', 'list all FY2026', 'list open page 2'],
  },
  show: {
    what: 'Everything known of one period: dates, status, trial balance, notes, what stands in the way of its close, what was asked for here.',
    rules: ['Its buttons are what is possible now and allowed to you.', '`current` is the period that today is in.'],
    examples: ['show Oct 2026', 'show current'],
  },
  why: {
    what: 'Every reason why a period cannot be closed yet, each with its way out.',
    rules: ['It only looks: nothing is asked of Zuora but to be read.'],
    examples: ['why Oct 2026', 'why next'],
  },
  reports: {
    what: 'The reports that Zuora keeps of the period’s last trial balance, with size, rows and SHA-256.',
    rules: ['Some may be left from an earlier run.'],
    examples: ['reports Oct 2026'],
  },
  'trial-balance': {
    what: 'Zuora runs the trial balance of the period; its outcome is told when it ends.',
    rules: ['The period is not closed.', noneRunning, 'It cannot be stopped from here once it runs.', approvals],
    examples: ['trial-balance Oct 2026'],
  },
  'pending-close': {
    what: 'Zuora sets the period to Pending Close and runs its trial balance.',
    rules: [
      'The period is Open and has ended.',
      allEarlierClosed,
      noneRunning,
      'People without Manage Close Process can no longer post to it.',
      approvals,
    ],
    examples: ['pending-close Oct 2026'],
  },
  close: {
    what: 'The whole close: pending close, trial balance, approvals of exactly what was seen, one more look, close.',
    rules: [
      'The period has ended.',
      allEarlierClosed,
      'What Zuora requires is cleared: draft invoices, payments and memos, payments and refunds still processing. Until it is, the request waits.',
      'Approvals are void when the period or its trial balance changes before the close.',
      'Zuora runs a final trial balance after it; its end is told too.',
      'A range is closed one period after the other and stops at the first that does not close.',
      'Planned with `not-before 18:00`, `not-before tomorrow 18:00` or `not-before 2026-11-05 18:00`, by the clock of the entity: Zuora is asked nothing before that moment.',
      approvals,
    ],
    examples: ['close Oct 2026', 'close next note: October done', 'close Aug..Oct 2026', 'close next not-before 18:00'],
  },
  reopen: {
    what: 'Zuora sets a closed or pending-close period to Open: people can post to it, and numbers that were reported can change.',
    rules: [
      'A reason behind the period: it is shown to the approvers and kept in the record.',
      'Only a period right before an open one; otherwise the answer says which to reopen first.',
      approvals,
    ],
    examples: ['reopen Oct 2026 late invoice from a supplier'],
  },
  create: {
    what: 'A form for a new period, filled so that it continues the calendar.',
    rules: [
      'Periods are contiguous: it starts the day after the last one ends.',
      'A name of its own of at most 100 characters, notes of at most 255.',
      approvals,
    ],
    examples: ['create'],
  },
  edit: {
    what: 'A form for the name, fiscal year and quarter, and notes of a period.',
    rules: ['A closed period can be changed too.', approvals],
    examples: ['edit Oct 2026'],
  },
  dates: {
    what: 'A form for the dates of a period.',
    rules: [
      'It moves the start of the next period along and clears the trial balances of both.',
      'Only of a period that is not closed; the start date only of the earliest.',
      'The policy must name `update-dates`.',
      approvals,
    ],
    examples: ['dates Oct 2026'],
  },
  delete: {
    what: 'Zuora deletes the period. It cannot be undone, only created anew.',
    rules: ['Only the most recent period, while it is Open.', noneRunning, approvals],
    examples: ['delete Dec 2026'],
  },
  history: {
    what: 'Who did what when to one period, newest first: requests, decisions, asks to Zuora, exceptions.',
    rules: ['For requesters, approvers and auditors.'],
    examples: ['history Oct 2026'],
  },
  export: {
    what: 'The record of a period or of a fiscal year as JSON and CSV, by direct message.',
    rules: [
      'For requesters, approvers and auditors.',
      '`npm run verify -- export.json --head HASH` checks it without the bot.',
    ],
    examples: ['export Oct 2026', 'export FY2026'],
  },
  packet: {
    what: 'One page to print for the auditor: timeline, approvals, exceptions, how it is verified. By direct message.',
    rules: ['For requesters, approvers and auditors.'],
    examples: ['packet Oct 2026'],
  },
  reconcile: {
    what: 'Holds Zuora’s periods against the record: each change is a request, an exception, or was so before the bot.',
    rules: [
      'A change made in Zuora outside the bot opens an exception, to be explained and acknowledged.',
      'What was closed and reopened between two looks shows only as changed.',
    ],
    examples: ['reconcile FY2026'],
  },
  access: {
    what: 'Who can ask, who can approve and who can read, under the policy now.',
    rules: ['User groups are looked up in Slack.'],
    examples: ['access'],
  },
  delegate: {
    what: 'Hands your part as an approver to somebody else for some days; both names are kept with each decision.',
    rules: [
      'For yourself only, and only to people that the policy names in `delegates`.',
      'One of you decides, not both; a delegate cannot hand it on; who asked for something never decides on it.',
      'Days are those of the entity; both are included.',
    ],
    examples: ['delegate @carol from 2026-11-03 to 2026-11-10'],
  },
  delegations: {
    what: 'Who acts for whom now and later. Yours have a button that ends them.',
    rules: [
      'What was decided under one that has ended stays in the record; an approval that has not led to a close yet no longer counts.',
    ],
    examples: ['delegations'],
  },
  'control-test': {
    what: 'Tries on a rehearsal that who asks cannot approve, that an outsider and an old card do not count, and that a void voids.',
    rules: ['It can never reach Zuora. The result is kept in the record.'],
    examples: ['control-test'],
  },
  reminders: {
    what: 'What this channel and you will be reminded of within the next 30 days, and what is snoozed until when and by whom.',
    rules: [
      'As things are now: what is done meanwhile is not reminded of.',
      '`Snooze` on a reminder puts it off: until tomorrow, for 3 days, or until the due date; in a channel for everybody.',
    ],
    examples: ['reminders'],
  },
}

/** One command: what it does, its rules, and how it is typed. */
export function topicText(command: string, about: HelpTopic): string {
  const { what, rules, examples } = topics[about]
  const typed = examples.map((words) => code(`${command} ${words}`))
  return [`*${command} ${about}*`, what, ...rules.map((rule) => `• ${rule}`), `For example: ${typed.join(' · ')}`].join(
    '\n',
  )
}
