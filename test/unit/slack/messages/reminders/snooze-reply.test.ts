import { expect, test } from 'vitest'
import { snoozeNews, snoozeReply } from '../../../../../src/slack/messages/reminders/snooze-reply.ts'
import { buttonsIn, checkMessage, label, outside } from '../check-message.ts'
import { carol, channel } from './sample-reminders.ts'

const about = { entity: 'us', name: 'Oct 2026', reference: null }
const approval = { ...about, reference: 'US-0147' }
const expiresAt = '2026-11-10T14:00:00.000Z'
const snooze = {
  subject: 'us/period/8ad0',
  until: '2026-11-09T14:00:00.000Z',
  by: 'U0ALICE',
  at: '2026-11-06T14:00:00.000Z',
}

test('in a channel it holds for everybody, and can be ended', () => {
  const reply = snoozeReply({ kind: 'snoozed', about, snooze, audience: channel, expiresAt: null }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(
    /^You snoozed Oct 2026 \(Example US\) in <#C0CLOSE> until <!date\^1794232800\^[^>]+>, for everybody\.$/,
  )
  expect(buttonsIn(reply)).toMatchObject([
    { action_id: 'snooze', text: { text: 'Remind again' }, value: 'none us/period/8ad0 C0CLOSE' },
  ])
})

test('of an approval the period is named, and that it is said once more before it expires', () => {
  const reply = snoozeReply({ kind: 'snoozed', about: approval, snooze, audience: carol, expiresAt }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(
    /^You snoozed Oct 2026 \(Example US, US-0147\) until <!date[^>]+>, for you alone\. Before it expires <!date\^1794319200\^[^>]+>, you are reminded once more\.$/,
  )
})

test('not beyond its expiry: nothing was snoozed', () => {
  const reply = snoozeReply({ kind: 'expires-before', about: approval, expiresAt }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(
    /^Your Snooze did not count: Oct 2026 \(Example US, US-0147\) expires <!date[^>]+>, before that time\.$/,
  )
})

test.each([
  [false, /^<@U0ALICE> snoozed Oct 2026 \(Example US\) until <!date\^1794232800\^[^>]+>\.$/],
  [
    true,
    /^<@U0ALICE> ended the snooze of Oct 2026 \(Example US\): if it is still so, the next message says it again\.$/,
  ],
])('the channel sees who snoozed what; ended: %j', (isEnded, words) => {
  const news = snoozeNews({ about, snooze, isEnded }, label)
  checkMessage(news)
  expect(news.text).toMatch(words)
})

test('directly, for oneself alone', () => {
  const named = { ...about, name: outside }
  const reply = snoozeReply({ kind: 'snoozed', about: named, snooze, audience: carol, expiresAt: null }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(/ until <!date[^>]+>, for you alone\.$/)
  expect(buttonsIn(reply)[0]?.value).toBe('none us/period/8ad0 U0CAROL')
})

test.each([
  [
    channel,
    'Reminders of Oct 2026 (Example US) go on in <#C0CLOSE>. If it is still so, the next message there says it.',
  ],
  [carol, 'Reminders of Oct 2026 (Example US) go on. If it is still so, the next message says it.'],
])('ended: %j', (audience, text) => {
  const reply = snoozeReply({ kind: 'snooze-ended', about, audience }, label)
  checkMessage(reply)
  expect(reply.text).toBe(text)
})

test.each([
  [
    'not-named',
    ['U0ALICE', 'S0FINANCE'],
    'only those whom the policy lets ask or approve can: <@U0ALICE> or <!subteam^S0FINANCE>.',
  ],
  ['not-a-full-member', [], 'only full members of this workspace can, not guests or people of other companies.'],
  ['no-due-date', [], 'its due date is not ahead any more. Choose another time.'],
  ['no-such-subject', [], 'what it is about is not reminded of here any more.'],
] as const)('refused, with the way out: %s', (because, allowed, words) => {
  const reply = snoozeReply({ kind: 'refused', because, allowed }, label)
  checkMessage(reply)
  expect(reply.text).toMatch(/^Your Snooze did not count: /)
  expect(reply.text).toContain(words)
})
