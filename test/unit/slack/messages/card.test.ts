import { expect, test } from 'vitest'
import type { Scan } from '../../../../src/domain/documents/blockers.ts'
import { requiredItems } from '../../../../src/domain/documents/blockers.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { takeSnapshot } from '../../../../src/domain/snapshot.ts'
import { cardMessage } from '../../../../src/slack/messages/request/card.ts'
import { cardNotice, retiredCard } from '../../../../src/slack/messages/request/card-notices.ts'
import {
  alice,
  bob,
  carol,
  noneFound,
  sampleDecision,
  samplePeriod,
  sampleRequest,
} from '../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside, outsideEscaped, wordsIn } from './check-message.ts'

const people = { asked: ['U0BOB', 'U0CAROL', 'S0CONTROLLERS'], escalated: [], acting: [] }
const cardOf = (changes: Partial<Request> = {}) => cardMessage(sampleRequest(changes), people, label)
const decisions = { '1#U0BOB': sampleDecision(bob) }
const stopped = { kind: 'rejected', by: carol, at: '2026-11-02T16:00:00.000Z', reason: outside } as const

const cards: readonly (readonly [string, Partial<Request>])[] = [
  ['nobody has decided', {}],
  ['one has approved', { approvals: 1, decisions }],
  ['enough have approved', { approvals: 2, decisions: { ...decisions, '1#U0CAROL': sampleDecision(carol) } }],
  ['Zuora is being asked', { status: 'asking', approvals: 2, decisions }],
  ['it was rejected', { stopped }],
  ['it was cancelled', { stopped: { ...stopped, kind: 'cancelled', by: alice, reason: null } }],
  [
    'its approvals are void',
    { status: 'working', changes: [{ what: 'the period’s status', was: outside, is: 'Open' }] },
  ],
  ['it is void without a known change', { status: 'blocked' }],
  ['it is the second round', { round: 2, changes: [{ what: outside, was: 'PendingClose', is: outside }] }],
  ['it has ended', { status: 'finished', outcome: { kind: 'rejected', by: 'U0CAROL', reason: outside } }],
  ['it never expires', { expiresAt: null }],
  ['it has no snapshot', { snapshot: null }],
  ['no scan was needed', { action: 'pending-close', snapshot: takeSnapshot(samplePeriod(), null) }],
]

test.each(cards)('a card while %s is what Slack takes, with hostile names escaped', (_when, changes) => {
  checkMessage(cardOf(changes))
  const period = { ...sampleRequest().period, name: outside }
  for (const action of ['close', 'pending-close', 'trial-balance'] as const) {
    checkMessage(cardMessage(sampleRequest({ note: outside, ...changes, action, period }), people, () => outside))
  }
})

test('the card shows what is approved: entity, period, trial balance, who asked and why, what was scanned', () => {
  const words = wordsIn(cardOf({ note: 'accruals are in' }))
  for (const shown of [
    'Approve the close of Oct 2026?',
    '<@U0BOB>, <@U0CAROL> and <!subteam^S0CONTROLLERS>: <@U0ALICE> asks for the close of Oct 2026 (Example US, US-0147).',
    '*Entity*\nExample US',
    '*Period*\nOct 2026, 1 Oct 2026 to 31 Oct 2026',
    '*Status in Zuora*\nPending Close',
    '*Trial balance*\nCompleted, took 12 min\nstarted 2026-11-02 08:00:00 (Zuora’s time)',
    '*Asked by*\n<@U0ALICE>, <!date^',
    '*Note*\naccruals are in',
    '*What Zuora requires to be cleared*\n• None found: draft invoices, draft payments,',
    '*If approved:* everything is checked once more, then Zuora closes Oct 2026 and runs a final trial balance.',
    '*0 of 2 approvals.* Expires <!date^',
  ]) {
    expect(words).toContain(shown)
  }
})

test('the notification alone says who asks for what, and how far it is', () => {
  expect(cardOf({ approvals: 1, decisions }).text).toMatch(
    /^<@U0BOB>, .*: <@U0ALICE> asks for the close of Oct 2026 \(Example US, US-0147\)\. \*1 of 2 approvals\.\* Approved: <@U0BOB> <!date/,
  )
})

test('while it can be decided, the buttons are Approve, Reject…, Nudge and Cancel request, Approve with a dialog', () => {
  const card = cardOf()
  expect(buttonLabels(card)).toEqual(['Approve', 'Reject…', 'Nudge', 'Cancel request'])
  const [approve] = buttonsIn(card)
  expect(approve).toMatchObject({
    style: 'primary',
    value: 'us#147#1',
    accessibility_label: 'Approve the close of Oct 2026',
    confirm: {
      title: { text: 'Approve the close of Oct 2026?' },
      text: { text: expect.stringContaining('the close of Oct 2026, 1 Oct 2026 to 31 Oct 2026, Example US') },
      confirm: { text: 'Approve' },
    },
  })
})

test('a dialog and a label are plain text: names stand there as they are', () => {
  const period = { ...sampleRequest().period, name: 'Q4 & <FY>' }
  const [approve] = buttonsIn(cardOf({ period }))
  expect(approve?.accessibility_label).toBe('Approve the close of Q4 & <FY>')
  expect(approve?.confirm?.text.text).toContain('Q4 & <FY>')
})

test('the dialog names the action in words', () => {
  const [approve] = buttonsIn(cardOf({ action: 'pending-close' }))
  expect(approve?.confirm?.title?.text).toBe('Approve the pending close of Oct 2026?')
})

test('while enough have approved nothing can be decided any more, but an approval can be taken back', () => {
  const card = cardOf({ approvals: 2, decisions: { ...decisions, '1#U0CAROL': sampleDecision(carol) } })
  expect(buttonLabels(card)).toEqual(['Withdraw my approval'])
  expect(card.text).toContain('Enough approvals')
})

test.each(cards.filter(([when]) => /^Zuora is|^it was|void|ended/.test(when)))(
  'while %s there are no buttons, and the card says why',
  (_when, changes) => {
    const card = cardOf(changes)
    expect(buttonLabels(card)).toEqual([])
    expect(wordsIn(card)).toMatch(/^The close of Oct 2026$/m)
    expect(card.text).toMatch(/Enough approvals|Rejected by|Cancelled by|Void: |It has ended: /)
  },
)

test('after a decision the card names who, when and why', () => {
  const card = cardOf({ stopped: { ...stopped, reason: 'Accruals are missing' } })
  expect(card.text).toContain('Rejected by <@U0CAROL>, <!date^')
  expect(card.text).toContain('Reason: Accruals are missing')
})

test('a new card says what has changed since the one before', () => {
  const changes = [
    { what: 'the period’s status', was: 'PendingClose', is: 'Open' },
    { what: 'draft invoices', was: '0', is: '3' },
  ]
  expect(cardOf({ round: 2, changes }).text).toMatch(
    /^:warning: \*Asked again:\* the period’s status was “Pending Close”, now it is “Open”; draft invoices was “0”, now it is “3”\.\n/,
  )
})

test('what was not scanned is never shown as none', () => {
  const scans: readonly Scan[] = requiredItems.map((item, index) =>
    index === 0
      ? { item, kind: 'not-checked', because: 'Zuora took too long' }
      : { item, kind: 'counted', count: 7, more: index === 1 },
  )
  const words = wordsIn(cardOf({ snapshot: takeSnapshot(samplePeriod(), scans) }))
  expect(words).toContain('• Not checked: draft invoices (Zuora took too long)')
  expect(words).toContain('• To clear: at least 7 draft payments, 7 payments still processing,')
  expect(words).not.toContain('• None')
})

test.each([
  [{ status: 'none', statusText: null, start: null, end: null }, 'has not been run'],
  [{ status: 'none', statusText: 'Pending', start: null, end: null }, 'has not been run'],
  [{ status: 'running', statusText: 'Processing', start: '2026-11-02 08:00:00', end: null }, 'Processing\nstarted'],
  [{ status: 'unknown', statusText: null, start: 'yesterday', end: 'today' }, 'unknown, took a time that is not known'],
] as const)('a trial balance of %j is shown as it is', (trialBalance, expected) => {
  const snapshot = takeSnapshot(samplePeriod({ trialBalance: { ...trialBalance, errorMessage: null } }), noneFound)
  const card = cardOf({ snapshot })
  checkMessage(card)
  expect(wordsIn(card)).toContain(`*Trial balance*\n${expected}`)
})

test('each approver is told who asks, for what, where, and until when', () => {
  const notice = cardNotice(sampleRequest(), label, 'https://example.slack.com/archives/C0CLOSE/p1')
  checkMessage(notice)
  expect(notice.text).toMatch(
    /^Oct 2026 \(Example US, US-0147\) waits for you\. <@U0ALICE> asks for the close of Oct 2026; two approvals are needed\. It expires <!date[^>]+>; then Oct 2026 stays in Pending Close and is not closed\. <https:\/\/example\.slack\.com\/archives\/C0CLOSE\/p1\|Review>\.$/,
  )
  const period = { ...sampleRequest().period, name: outside }
  const withoutLink = cardNotice(sampleRequest({ period, expiresAt: null }), label, null)
  checkMessage(withoutLink)
  expect(withoutLink.text).toContain(
    `the close of ${outsideEscaped}; two approvals are needed. The card is in <#C0CLOSE>.`,
  )
})

test.each([null, 'https://example.slack.com/archives/C0CLOSE/p1'])('an earlier card is one line (link: %j)', (link) => {
  const retired = retiredCard({ channel: 'C0CLOSE', ts: '1.2', round: 1 }, sampleRequest(), { label, link })
  checkMessage(retired)
  expect(retired.blocks).toHaveLength(1)
  expect(retired.text).not.toContain('\n')
  expect(buttonLabels(retired)).toEqual([])
})

test('a trial balance that the period brought along is marked as older than the request', () => {
  expect(wordsIn(cardOf({ asks: {} }))).toContain('ran before this request was made')
  const asked = {
    at: '2026-11-02T13:00:05.000Z',
    times: 1,
    mayHaveBeenHeard: false,
    trialBalanceStart: '2026-11-02 08:00:00',
    trialBalanceStartBefore: null,
    answer: { kind: 'accepted', at: '2026-11-02T13:00:06.000Z' },
  } as const
  expect(wordsIn(cardOf({ asks: { 'pending-close': asked } }))).not.toContain('ran before')
})
