import { expect, test } from 'vitest'
import { noticesAhead } from '../../../../../src/domain/announcements/notices-for.ts'
import type { Reminder, ReminderAbout } from '../../../../../src/domain/reminders/reminder.ts'
import type { Ahead } from '../../../../../src/domain/reminders/reminders-ahead.ts'
import { remindersReply } from '../../../../../src/slack/messages/reminders/coming-reminders.ts'
import { comingText } from '../../../../../src/slack/messages/reminders/coming-text.ts'
import type { RemindersAnswer } from '../../../../../src/usecases/reminders/show-reminders.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { sampleException } from '../../../../support/sample-exception.ts'
import { sampleRequest } from '../../../../support/sample-request.ts'
import { buttonsIn, checkAnswer, label, outside } from '../check-message.ts'
import { carol, channel, openPeriod, periodAbout, sampleReminder } from './sample-reminders.ts'

const now = '2026-11-05T15:00:00.000Z'

function ahead(reminders: readonly Reminder[], changes: Partial<Ahead> = {}): Ahead {
  const days = { today: '2026-11-06', tomorrowAt: '2026-11-07T14:00:00.000Z' }
  const message = { key: '2026-11-06', isUrgent: false, told: [], despite: null, ...days }
  return { ...message, reminders, audience: channel, at: '2026-11-06T14:00:00.000Z', ...changes }
}

const due = sampleReminder(periodAbout())
const waiting = sampleReminder({ kind: 'approval', request: sampleRequest(), isLast: false }, { audience: carol })
const snooze = { subject: 'us/calendar', until: '2026-11-09T14:00:00.000Z', by: 'U0ALICE', at: now }

const shown = (changes: Partial<Extract<RemindersAnswer, { kind: 'reminders' }>> = {}) =>
  remindersReply(
    { kind: 'reminders', channel: 'C0CLOSE', entities: ['us'], ahead: [], snoozes: [], notices: [], now, ...changes },
    label,
  )

/** Moments as they are read in London. */
const read = (text: string) =>
  text.replaceAll(/<!date\^(\d+)\^[^>]+>/g, (_all, seconds) => new Date(seconds * 1000).toISOString().slice(5, 16))

test('what will be said when, to whom, and what is snoozed until when by whom', () => {
  const snoozes = [{ audience: channel, snooze, about: { entity: 'us', name: 'the calendar', reference: null } }]
  const reply = shown({ ahead: [ahead([due, due]), ahead([waiting], { audience: carol })], snoozes })
  checkAnswer(reply)
  expect(read(reply.text).split('\n')).toEqual([
    'Reminders in <#C0CLOSE> and to you, the next 30 days:',
    '• 11-06T14:00 in <#C0CLOSE>: Oct 2026 is due today; Oct 2026 is due today.',
    '• 11-06T14:00 to you: the close of Oct 2026 (US-0147) waits.',
    'Snoozed in <#C0CLOSE> until 11-09T14:00: the calendar (Example US), by <@U0ALICE> 11-05T15:00.',
    'As it is now, and if nothing changes; what fails, and an approval about to expire, is said at once.',
  ])
  expect(buttonsIn(reply)).toMatchObject([{ action_id: 'snooze:1', value: 'none us/calendar C0CLOSE' }])
})

test('a planned close is told to others a day and an hour before, in its place among the rest', () => {
  const request = sampleRequest({ status: 'planned', round: 0, notBefore: '2026-11-07T14:00:00.000Z' })
  const times = { now, until: '2026-12-05T15:00:00.000Z' }
  const to = [
    { kind: 'channel', channel: 'C0BILLING' },
    { kind: 'event-bus', name: 'billing' },
  ] as const
  const notices = noticesAhead({ entity: 'us', requests: [request] }, times).map((notice) => ({ notice, to }))
  const reply = shown({ ahead: [ahead([due], { at: '2026-11-06T14:30:00.000Z' })], notices })
  checkAnswer(reply)
  expect(read(reply.text).split('\n').slice(1, 4)).toEqual([
    '• 11-06T14:00 in <#C0BILLING> and on the event bus billing: the close of Oct 2026 (US-0147) begins in 24 h.',
    '• 11-06T14:30 in <#C0CLOSE>: Oct 2026 is due today.',
    '• 11-07T13:00 in <#C0BILLING> and on the event bus billing: the close of Oct 2026 (US-0147) begins in 1 h.',
  ])
})

test('nothing to come, and nothing snoozed', () => {
  const reply = shown()
  checkAnswer(reply)
  expect(reply.text).toContain('\nNothing will be said.\n')
  expect(JSON.stringify(reply.blocks)).toContain('Nothing is snoozed.')
})

test('in a channel of several entities each is named', () => {
  const reply = shown({ entities: ['us', 'eu'], ahead: [ahead([due, { ...due, entity: 'eu' }])] })
  expect(reply.text).toContain('Oct 2026 is due today (Example US); Oct 2026 is due today (eu).')
})

test('a policy without reminders says where they are set', () => {
  const reply = remindersReply({ kind: 'no-reminders', entity: sampleEntity() }, label)
  checkAnswer(reply)
  expect(reply.text).toBe('Nobody is reminded of Example US: closing-bell.yml has no “reminders” for it.')
})

test('very much is what Slack takes', () => {
  const name = `${outside} ${'Accounting period '.repeat(12).trim()}`
  const long = sampleReminder(periodAbout({ period: openPeriod({ name }) }))
  const subjects = Array.from({ length: 40 }, (_, index) => `us/period/p${index}`)
  const snoozes = subjects.map((subject) => ({
    audience: channel,
    snooze: { ...snooze, subject },
    about: { entity: 'us', name, reference: null },
  }))
  const days = subjects.map(() => ahead(subjects.map(() => long)))
  const reply = shown({ ahead: [...days, ...days], snoozes })
  checkAnswer(reply)
  expect(JSON.stringify(reply.blocks)).toContain('And 20 more are snoozed.')
  expect(JSON.stringify(reply.blocks)).toContain('; 35 more.')
})

test.each<[string, ReminderAbout]>([
  ['Oct 2026 ends today', periodAbout({ timing: { kind: 'ends', on: '2026-11-06' } })],
  ['Oct 2026 ends tomorrow', periodAbout({ timing: { kind: 'ends', on: '2026-11-07' } })],
  ['Oct 2026 ends in 24 days', periodAbout({ timing: { kind: 'ends', on: '2026-11-30' } })],
  ['Oct 2026 ended yesterday', periodAbout({ timing: { kind: 'ended', on: '2026-11-05' } })],
  ['Oct 2026 ended 6 days ago', periodAbout({ timing: { kind: 'ended', on: '2026-10-31' } })],
  ['Oct 2026 is due in 1 business day', periodAbout({ timing: { kind: 'due', on: '2026-11-09', inBusinessDays: 1 } })],
  [
    'Oct 2026 is 3 business days overdue',
    periodAbout({ timing: { kind: 'overdue', since: '2026-11-03', businessDays: 3 } }),
  ],
  [
    'Oct 2026 was reopened in Zuora (US-0003)',
    periodAbout({
      timing: { kind: 'reopened' },
      reopened: { at: '2026-11-05T15:00:00.000Z', inZuora: true, reference: 'US-0003' },
    }),
  ],
  ['Oct 2026 is overdue', periodAbout({ timing: { kind: 'overdue', since: '2026-11-03', businessDays: 0 } })],
  ['Oct 2026 is in Pending Close', { kind: 'pending-close', period: openPeriod(), since: now }],
  ['the trial balance of Oct 2026 failed', { kind: 'trial-balance-failed', period: openPeriod() }],
  [
    'the reopen of Oct 2026 (US-0147) expires soon',
    { kind: 'approval', request: sampleRequest({ action: 'reopen' }), isLast: true },
  ],
  ['the exception of Oct 2026 (US-0012) is not acknowledged', { kind: 'exception', filed: sampleException() }],
  ['the calendar ends with Oct 2026', { kind: 'calendar-ends', latest: openPeriod(), future: 0 }],
  ['there is no period', { kind: 'calendar-ends', latest: null, future: 0 }],
  [
    'nobody to spare for the close',
    { kind: 'nobody-to-spare', action: 'close', stage: null, approvers: 2, approvals: 2 },
  ],
  [
    'nobody to spare for the close in stage 2',
    { kind: 'nobody-to-spare', action: 'close', stage: 2, approvers: 1, approvals: 1 },
  ],
])('in a few words: %s', (words, about) => {
  expect(comingText(sampleReminder(about), '2026-11-06')).toBe(words)
})
