import { describe, expect, test } from 'vitest'
import type { Request } from '../../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../../src/domain/snapshot.ts'
import { bob, sampleDecision, samplePeriod, samplePerson, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, choicesIn } from '../check-message.ts'
import { carol, said, toSay } from './sample-reminders.ts'

const link = 'https://example.slack.com/archives/C0CLOSE/p1'
const byBob = { approvals: 1, decisions: { '1#bob': sampleDecision(bob) } }
const expiresAt = '2026-11-06T20:00:00.000Z'

type Known = { undecided?: readonly string[] | null; link?: string | null; isLast?: boolean }

function reminded(
  request: Partial<Request>,
  { undecided = ['U0CAROL', 'U0DAVE', 'U0EVE'], link: to = link, isLast = false }: Known = {},
) {
  const about = { kind: 'approval', request: sampleRequest({ expiresAt, ...request }), isLast } as const
  const changes = { audience: carol, subject: 'us/request/147', undecided, link: to }
  return said([toSay(about, changes)], { audience: carol })
}

/** As a reader in London sees it. */
const read = (text: string) =>
  text.replaceAll(/<!date\^(\d+)\^[^>]+>/g, (_all, seconds) => new Date(seconds * 1000).toISOString().slice(11, 16))

const linked = ` <${link}|Review>.`

test('who approved and when, who may still, until when, and what is so then', () => {
  const message = reminded(byBob)
  checkMessage(message)
  expect(read(message.text)).toBe(
    `Oct 2026 (Example US, US-0147) waits for you. <@U0BOB> approved 15:00; one more is needed: you, <@U0DAVE> or <@U0EVE>. It expires in 6 h (20:00); then Oct 2026 stays in Pending Close and is not closed.${linked}`,
  )
  expect(buttonsIn(message)).toMatchObject([
    { text: { text: 'Review' }, url: link, accessibility_label: 'Review Oct 2026, US-0147, on its card' },
  ])
})

test('the last one says so, and how long is left', () => {
  const message = reminded(byBob, { isLast: true })
  checkMessage(message)
  expect(read(message.text)).toBe(
    `Last reminder, 6 h left: Oct 2026 (Example US, US-0147) waits for you. <@U0BOB> approved 15:00; one more is needed: you, <@U0DAVE> or <@U0EVE>. It expires 20:00; then Oct 2026 stays in Pending Close and is not closed.${linked}`,
  )
})

test.each([
  ['2026-11-07T14:00:00.000Z', []],
  ['2026-11-07T14:00:01.000Z', ['tomorrow us/request/147']],
  ['2026-11-09T14:00:00.000Z', ['tomorrow us/request/147']],
  ['2026-11-09T14:00:01.000Z', ['tomorrow us/request/147', '3-days us/request/147']],
  [null, ['tomorrow us/request/147', '3-days us/request/147']],
])('what expires %s is not put off beyond that', (at, choices) => {
  const message = reminded({ expiresAt: at })
  checkMessage(message)
  expect(choicesIn(message).flatMap(({ options = [] }) => options.map(({ value }) => value))).toEqual(choices)
})

test('nobody has approved: who asks, and how many are needed of whom', () => {
  const { text } = reminded({})
  expect(read(text)).toContain(
    'waits for you. <@U0ALICE> asks for the close of Oct 2026; two approvals are needed, of you, <@U0DAVE> and <@U0EVE>. It expires',
  )
})

test.each([
  [['U0CAROL'], 'one more is needed: yours.'],
  [null, 'one more is needed. It expires'],
  [
    ['U0CAROL', ...['A', 'B', 'C', 'D', 'E', 'F'].map((id) => `U0${id}`)],
    'one more is needed: you, <@U0A>, <@U0B>, <@U0C>, <@U0D> or 2 others.',
  ],
])('who may still decide: %j', (undecided, words) => {
  const message = reminded(byBob, { undecided })
  checkMessage(message)
  expect(message.text).toContain(words)
})

test('of a stage, what that stage needs', () => {
  const { text } = reminded({ ...byBob, approvalsNeeded: 3, stages: [1, 2] })
  expect(text).toContain('two more are needed in stage 2, of you, <@U0DAVE> and <@U0EVE>.')
})

test('given for another: both names', () => {
  const authority = { rule: 'U0BOB', members: null, delegation: { from: bob, record: 148 } }
  const decisions = { '1#erin': sampleDecision(samplePerson('U0ERIN'), { authority }) }
  expect(reminded({ approvals: 1, decisions }).text).toContain('<@U0ERIN> (for <@U0BOB>) approved ')
})

const open = takeSnapshot(samplePeriod({ status: 'Open', statusText: 'Open' }), null)
const closed = takeSnapshot(samplePeriod({ status: 'Closed', statusText: 'Closed' }), null)

describe('what is so when it expires', () => {
  test.each<[Partial<Request>, string]>([
    [{ action: 'close', snapshot: open }, 'Oct 2026 stays Open and is not closed.'],
    [{ action: 'pending-close', snapshot: open }, 'Oct 2026 stays Open and is not set to pending close.'],
    [{ action: 'reopen', snapshot: closed }, 'Oct 2026 stays Closed and is not reopened.'],
    [{ action: 'delete', snapshot: open }, 'Oct 2026 stays Open and is not deleted.'],
    [{ action: 'create', snapshot: null }, 'Oct 2026 is not created.'],
    [{ action: 'update', snapshot: open }, 'Oct 2026 stays as it is.'],
    [{ action: 'trial-balance', snapshot: open }, 'no trial balance of Oct 2026 is run.'],
  ])('%j', (request, words) => {
    const message = reminded(request)
    checkMessage(message)
    expect(message.text).toContain(`; then ${words}`)
  })
})

test.each([
  ['2026-11-06T14:00:20.000Z', 'in 1 min ('],
  ['2026-11-06T14:40:00.000Z', 'in 40 min ('],
  ['2026-11-06T15:58:00.000Z', 'in 2 h ('],
  ['2026-11-08T13:50:00.000Z', 'in 2 days ('],
])('how long is left until %s', (at, words) => {
  expect(reminded({ expiresAt: at }).text).toContain(`It expires ${words}`)
})

test('without a link the channel is named, and without an expiry nothing is said of it', () => {
  const message = reminded({ ...byBob, expiresAt: null }, { link: null })
  checkMessage(message)
  expect(message.text).toMatch(/ you, <@U0DAVE> or <@U0EVE>\. The card is in <#C0CLOSE>\.$/)
  expect(buttonLabels(message)).toEqual([])
})

test('sent in quiet hours, it says why', () => {
  const about = { kind: 'approval', request: sampleRequest({ expiresAt }), isLast: true } as const
  const message = said([toSay(about)], { audience: carol, despite: 'quiet-hours' })
  checkMessage(message)
  expect(read(message.text)).toMatch(/\nSent in your quiet hours because it expires 20:00\.$/)
})

test('all that waits for a person is one message', () => {
  const later = '2026-11-09T20:00:00.000Z'
  const second = sampleRequest({ number: 148, action: 'reopen', expiresAt: later, ...byBob })
  const about = (request: Request) => ({ kind: 'approval', request, isLast: false }) as const
  const message = said([toSay(about(sampleRequest({ expiresAt })), { link }), toSay(about(second), { link })], {
    audience: carol,
  })
  checkMessage(message)
  expect(message.text.split('\n').map((line) => line.slice(0, 45))).toEqual([
    'Oct 2026 (Example US, US-0147) waits for you.',
    'Oct 2026 (Example US, US-0148) waits for you.',
  ])
  expect(buttonsIn(message).map(({ action_id }) => action_id)).toEqual(['open-link:1', 'open-link:2'])
  expect(choicesIn(message).map(({ action_id }) => action_id)).toEqual(['snooze:2'])
})
