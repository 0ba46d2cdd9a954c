import { expect, test } from 'vitest'
import { completed, inError } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, choicesIn } from '../check-message.ts'
import { openPeriod, periodAbout, said, toSay } from './sample-reminders.ts'

const pending = { status: 'PendingClose', statusText: 'PendingClose', trialBalance: completed } as const
const begin = 'Oct 2026 (Example US) ended Sat 31 Oct and is Open.'

test.each([
  [
    'due today',
    periodAbout(),
    `${begin} It is due to be closed today, Fri 6 Nov. Its trial balance has never run.`,
    ['Close', 'Run trial balance'],
  ],
  [
    'due in two business days',
    periodAbout({ timing: { kind: 'due', on: '2026-11-10', inBusinessDays: 2 } }),
    `${begin} It is due to be closed in 2 business days, on Tue 10 Nov. Its trial balance has never run.`,
    ['Close', 'Run trial balance'],
  ],
  [
    'overdue, and an earlier one is not closed',
    periodAbout({ canBeClosed: false, timing: { kind: 'overdue', since: '2026-11-05', businessDays: 1 } }),
    `${begin} It was due to be closed on Thu 5 Nov, 1 business day ago. Its trial balance has never run. It cannot be closed yet.`,
    ['Why not', 'Run trial balance'],
  ],
  [
    'overdue since yesterday, and its entity has a day off',
    periodAbout({ timing: { kind: 'overdue', since: '2026-11-05', businessDays: 0 } }),
    `${begin} It was due to be closed on Thu 5 Nov. Its trial balance has never run.`,
    ['Close', 'Run trial balance'],
  ],
  [
    'its trial balance failed',
    periodAbout({ period: openPeriod({ trialBalance: inError }), timing: { kind: 'ended', on: '2026-10-31' } }),
    `${begin} Its trial balance ended in Error, started 2026-11-02 09:15:00 (Zuora’s time): “Unbalanced &lt;entries&gt; &amp; more”.`,
    ['Close', 'Run trial balance'],
  ],
  [
    'its trial balance runs',
    periodAbout({
      period: openPeriod({ trialBalance: { ...completed, status: 'running', statusText: 'Started', end: null } }),
      canBeClosed: false,
    }),
    `${begin} It is due to be closed today, Fri 6 Nov. Its trial balance is running, started 2026-11-02 08:00:00 (Zuora’s time). It cannot be closed yet.`,
    ['Why not'],
  ],
  [
    'asked for already',
    periodAbout({ underWay: { reference: 'US-0147', waits: true, approvals: { given: 1, needed: 2 } } }),
    `${begin} It is due to be closed today, Fri 6 Nov. US-0147 waits for approval: 1 of 2.`,
    ['Show'],
  ],
  [
    'blocked',
    periodAbout({ underWay: { reference: 'US-0147', waits: true } }),
    `${begin} It is due to be closed today, Fri 6 Nov. US-0147 is blocked.`,
    ['Show'],
  ],
  [
    'the last day',
    periodAbout({
      period: openPeriod({ name: 'Nov 2026', endDate: '2026-11-06' }),
      canBeClosed: false,
      timing: { kind: 'ends', on: '2026-11-06' },
    }),
    'Nov 2026 (Example US) ends today, Fri 6 Nov, and is Open.',
    ['Show'],
  ],
])('%s', (_case, about, text, buttons) => {
  const message = said([toSay(about)])
  checkMessage(message)
  expect(message.text).toBe(text)
  expect(buttonLabels(message)).toEqual(buttons)
})

test('in pending close for long: since when, and both ways out', () => {
  const about = periodAbout({ period: openPeriod(pending), pendingCloseSince: '2026-11-02T08:12:31.000Z' })
  const message = said([toSay(about)])
  checkMessage(message)
  expect(message.text).toMatch(
    /^Oct 2026 \(Example US\) ended Sat 31 Oct and is in Pending Close\. It is due to be closed today, Fri 6 Nov\. It has been in Pending Close since <!date\^1793607151\^[^>]+>\.$/,
  )
  expect(buttonLabels(message)).toEqual(['Close', 'Reopen…'])
})

test('in pending close, where nobody is reminded of periods: says so, and offers both ways out', () => {
  const message = said([
    toSay({ kind: 'pending-close', period: openPeriod(pending), since: '2026-11-02T08:12:31.000Z' }),
  ])
  checkMessage(message)
  expect(message.text).toMatch(
    /^Oct 2026 \(Example US\) has been in Pending Close since <!date[^>]+> and is not closed\.$/,
  )
  expect(buttonLabels(message)).toEqual(['Close', 'Reopen…'])
})

test('a failed trial balance: in Zuora’s words, with what its support asks for', () => {
  const about = { kind: 'trial-balance-failed', period: openPeriod({ trialBalance: inError }) } as const
  const message = said([toSay(about, { isUrgent: true })], { despite: 'quiet-day' })
  checkMessage(message)
  expect(message.text).toBe(
    [
      'The trial balance of Oct 2026 (Example US) ended in Error, started 2026-11-02 09:15:00 (Zuora’s time): “Unbalanced &lt;entries&gt; &amp; more”. Clear the cause in Zuora, then run it again. For Zuora’s support: accounting period `402892c74c9193cd014c96bbe7c101f8`.',
      'Sent on a quiet day because the trial balance failed.',
    ].join('\n'),
  )
  expect(buttonLabels(message)).toEqual(['Run trial balance', 'Show'])
})

test.each([
  ['US-0147', 'track id `US-0147`.'],
  [null, 'no track id, because others started it.'],
])('a slow trial balance: how long it usually takes, and what to tell Zuora’s support (%s)', (trackId, track) => {
  const run = { ...completed, status: 'running', statusText: 'Started', end: null } as const
  const about = { kind: 'trial-balance-slow', since: '2026-11-06T10:55:00.000Z', usualSeconds: 1200 } as const
  const period = openPeriod({ trialBalance: run })
  const message = said([toSay({ ...about, period, trackId, runningSeconds: 11_100 })])
  checkMessage(message)
  expect(message.text).toBe(
    `The trial balance of Oct 2026 (Example US) has been running for 3 h 5 min; usually one takes 20 min. It cannot be stopped from here. For Zuora’s support: accounting period \`402892c74c9193cd014c96bbe7c101f8\`, started 2026-11-02 08:00:00 (Zuora’s time), ${track}`,
  )
  expect(buttonLabels(message)).toEqual(['Show'])
})

const reopened = { at: '2026-11-05T15:00:00.000Z', inZuora: true, reference: 'US-0003' }

test('reopened: by what and since when, and it is not overdue', () => {
  const message = said([toSay(periodAbout({ reopened, timing: { kind: 'reopened' } }))])
  checkMessage(message)
  expect(message.text).toMatch(
    /^Oct 2026 \(Example US\) ended Sat 31 Oct, was reopened in Zuora <!date[^>]+> \(US-0003\) and is Open\. It was closed before, and is to be closed again\./,
  )
})

test('reopened before its due day: it is due as it was; by whom is not always known', () => {
  const unknown = { ...reopened, inZuora: false, reference: null }
  const message = said([toSay(periodAbout({ reopened: unknown }))])
  expect(message.text).toMatch(/Oct, was reopened <!date[^>]+> and is Open\. It is due to be closed today, Fri 6 Nov\./)
})

test('planned: until when nothing is asked of Zuora', () => {
  const underWay = { reference: 'US-0147', waits: false, notBefore: '2026-11-06T23:00:00.000Z' }
  const message = said([toSay(periodAbout({ underWay }))])
  checkMessage(message)
  expect(message.text).toMatch(/ US-0147 is planned: nothing is asked of Zuora before <!date\^1794006000\^[^>]+>\.$/)
  expect(buttonLabels(message)).toEqual(['Show'])
})

test('under Multi-Org the organisation stands behind the name', () => {
  const message = said([toSay(periodAbout({ period: openPeriod({ organizationLabels: ['Europe'] }) }))])
  expect(message.text).toContain('Oct 2026 (Europe, Example US) ended')
})

test('until the due date is offered only while it is ahead', () => {
  const options = (dueDate: string | null) =>
    choicesIn(said([toSay(periodAbout(), { dueDate })])).flatMap((choice) =>
      (choice.options ?? []).map(({ text, value }) => [text.text, value]),
    )
  const subject = 'us/period/402892c74c9193cd014c96bbe7c101f8'
  expect(options('2026-11-10')).toEqual([
    ['Until tomorrow', `tomorrow ${subject}`],
    ['For 3 days', `3-days ${subject}`],
    ['Until the due date (Tue 10 Nov)', `due-date ${subject}`],
  ])
  expect([options('2026-11-06').length, options(null).length]).toEqual([2, 2])
})

test('a subject that no option of Slack’s can carry is not snoozed', () => {
  const message = said([toSay(periodAbout(), { subject: `us/period/${'8'.repeat(140)}` })])
  checkMessage(message)
  expect([choicesIn(message).length, buttonsIn(message).length]).toEqual([0, 2])
})
