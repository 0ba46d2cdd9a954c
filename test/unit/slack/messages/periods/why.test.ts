import { expect, test } from 'vitest'
import type { DatedPeriod } from '../../../../../src/domain/period-reference.ts'
import { whyReply } from '../../../../../src/slack/messages/periods/why.ts'
import type { WhyAnswer } from '../../../../../src/usecases/reading/why-not-closed.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { inError, samplePeriod, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside } from '../check-message.ts'
import { obstacles } from '../outcome-samples.ts'

type Reasons = Extract<WhyAnswer, { kind: 'reasons' }>

const november: DatedPeriod = {
  ...samplePeriod({ id: 'nov', name: 'Nov 2026', startDate: '2026-11-01', status: 'Open', statusText: 'Open' }),
  endDate: '2026-11-30',
}
const october: DatedPeriod = { ...samplePeriod({ id: 'oct' }), endDate: '2026-10-31' }

function why(changes: Partial<Reasons>) {
  const answer = { kind: 'reasons', entity: sampleEntity(), period: november, reasons: [], inFlight: null } as const
  return whyReply({ ...answer, offered: [], earlier: null, mayNot: null, ...changes }, label)
}

test.each<[string, Reasons['reasons'], string]>([
  ['no trial balance has begun', [{ kind: 'trial-balance-not-begun' }], 'A close runs its trial balance first.'],
  [
    'the last ended in Error',
    [{ kind: 'trial-balance-error', trialBalance: inError }],
    'Its trial balance ended in Error, started 2026-11-02 09:15:00 (Zuora’s time): “Unbalanced &lt;entries&gt; &amp; more”. A close runs it again first: clear the cause in Zuora before.',
  ],
  [
    'something was not checked',
    [{ kind: 'not-checked', items: [{ item: 'draft-payments', because: 'no permission' }] }],
    'Not checked: draft payments (no permission). Look for these in Zuora.',
  ],
])('where only %s, it can be closed', (_what, reasons, words) => {
  const message = why({ reasons, offered: ['close', 'trial-balance'] })
  checkMessage(message)
  expect(message.text).toBe(`Nov 2026 (Example US) can be closed. ${words}`)
  expect(buttonLabels(message).slice(0, 2)).toEqual(['Close Nov 2026', 'Run trial balance'])
})

test('a single reason has no number', () => {
  const message = why({ reasons: [{ kind: 'not-ended', endDate: '2026-11-30', today: '2026-11-20' }] })
  expect(message.text).toMatch(
    /cannot be closed yet:\nNov 2026 ends Mon 30 Nov; today is Fri 20 Nov in New York\. Ask again/,
  )
})

test('where nothing stands in the way, that is said, and the close is offered', () => {
  const message = why({ offered: ['close'] })
  checkMessage(message)
  expect(message.text).toBe('Nov 2026 (Example US) can be closed.')
  expect(buttonLabels(message)).toEqual(['Close Nov 2026', 'Show Nov 2026'])
})

test('every reason is numbered, each with its way out', () => {
  const message = why({
    reasons: [
      { kind: 'not-ended', endDate: '2026-11-30', today: '2026-11-20' },
      { kind: 'earlier-not-closed', periods: [{ name: 'Oct 2026', status: 'PendingClose' }] },
      { kind: 'trial-balance-not-begun' },
    ],
    offered: ['trial-balance'],
    earlier: { period: october, isCloseOffered: true },
  })
  checkMessage(message)
  const lines = message.text.split('\n')
  expect(lines[0]).toBe('Nov 2026 (Example US) cannot be closed yet:')
  expect(lines[1]).toMatch(/^1\. Nov 2026 ends Mon 30 Nov; today is Fri 20 Nov in New York\./)
  expect(lines[2]).toMatch(/^2\. Oct 2026 is Pending Close and must be closed first/)
  expect(lines[3]).toBe('A close runs its trial balance first.')
  expect(buttonLabels(message)).toEqual(['Close Oct 2026', 'Run trial balance', 'Show Nov 2026', 'Look again'])
})

test('an earlier period that cannot be closed now has reasons of its own', () => {
  const earlier = { period: october, isCloseOffered: false }
  const message = why({
    reasons: [{ kind: 'earlier-not-closed', periods: [{ name: 'Oct 2026', status: 'Open' }] }],
    earlier,
  })
  checkMessage(message)
  expect(buttonsIn(message)[0]).toMatchObject({ text: { text: 'Why not Oct 2026?' }, value: 'why oct in us' })
})

test('the answer to “Look again” takes the place of this one', () => {
  const message = why({ reasons: [{ kind: 'earlier-not-closed', periods: [{ name: 'Oct 2026', status: 'Open' }] }] })
  expect(buttonsIn(message).at(-1)).toMatchObject({ action_id: 'turn:why', value: 'why nov in us' })
})

test('what is in flight is the last reason, linked to where people can press', () => {
  const inFlight = { request: sampleRequest({ approvals: 1 }), link: 'https://example.slack.com/archives/C0CLOSE/p1' }
  const message = why({ reasons: [{ kind: 'not-ended', endDate: '2026-11-30', today: '2026-11-20' }], inFlight })
  checkMessage(message)
  expect(message.text).toContain(
    '2. The close of Oct 2026 (US-0147), asked for by <@U0ALICE>, waits for approval: 1 of 2; <https://example.slack.com/archives/C0CLOSE/p1|Review>.',
  )
})

test('a closed period is just that', () => {
  const message = why({ period: { ...november, status: 'Closed', statusText: 'Closed' }, offered: ['reopen'] })
  checkMessage(message)
  expect(message.text).toBe('Nov 2026 (Example US) is Closed.')
  expect(buttonLabels(message)).toEqual(['Reopen…', 'Show Nov 2026'])
})

test.each<[Reasons['mayNot'], string]>([
  [{ kind: 'not-in-policy', action: 'close' }, 'The policy does not allow a close here'],
  [
    { kind: 'not-a-requester', action: 'close', requesters: ['U0ALICE', 'S0FINANCE'] },
    '<@U0ALICE> or <!subteam^S0FINANCE> may.',
  ],
  [{ kind: 'too-few-approvers', stage: null, needed: 2, others: 1 }, 'besides you only 1 may approve'],
])('who may not ask for the close is told why: %j', (mayNot, words) => {
  const message = why({ mayNot })
  checkMessage(message)
  expect(message.text).toContain(words)
})

test('all that came from outside is escaped', () => {
  const hostile = { ...november, name: outside }
  const earlier = { period: { ...october, name: outside }, isCloseOffered: true }
  checkMessage(why({ period: hostile, reasons: obstacles, earlier, offered: ['trial-balance'] }))
})

test('a guest is told so', () => {
  expect(whyReply({ kind: 'not-a-full-member' }, label).text).toContain('only full members of this workspace')
})
