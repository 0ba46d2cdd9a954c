import { expect, test } from 'vitest'
import { historyOf } from '../../../../../src/domain/evidence/history.ts'
import type { LogEntry } from '../../../../../src/domain/evidence/log.ts'
import type { Request } from '../../../../../src/domain/request.ts'
import { historyReply } from '../../../../../src/slack/messages/record/history.ts'
import type { HistoryAnswer } from '../../../../../src/usecases/record/show-history.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { alice, bob, carol, sampleRequest } from '../../../../support/sample-request.ts'
import { buttonLabels, buttonsIn, checkMessage, label, outside, outsideEscaped, wordsIn } from '../check-message.ts'

const at = (minute: number) => `2026-11-02T15:${String(minute).padStart(2, '0')}:00.000Z`
const byBot = { by: null } as const
const controllers = { rule: 'S0CONTROLLERS', members: ['U0CAROL', 'U0DAN'], stage: 2 }

/** One entry of each kind, as the program writes them. */
const log: LogEntry[] = [
  {
    at: at(0),
    kind: 'asked',
    by: alice,
    details: { approvalsNeeded: 2, note: 'October done', authority: { rule: 'U0ALICE', members: null } },
  },
  {
    at: at(1),
    kind: 'blocked',
    ...byBot,
    details: {
      obstacles: [{ kind: 'required-items' }, { kind: 'trial-balance-running' }],
      scans: [{ item: 'draft-invoices', kind: 'counted', count: 3, more: false }],
    },
  },
  {
    at: at(2),
    kind: 'scanned',
    ...byBot,
    details: { scans: [{ item: 'draft-invoices', kind: 'counted', count: 0, more: false }] },
  },
  { at: at(3), kind: 'zuora-asked', ...byBot, details: { what: 'pending-close' } },
  {
    at: at(4),
    kind: 'zuora-answered',
    ...byBot,
    details: {
      what: 'pending-close',
      kind: 'accepted',
      zuoraRequestId: 'zr-1',
      zuoraDate: 'Mon, 02 Nov 2026 15:04:00 GMT',
    },
  },
  {
    at: at(5),
    kind: 'trial-balance-ended',
    ...byBot,
    details: { trialBalance: { start: '2026-11-02 08:00:00', statusText: 'Completed' } },
  },
  { at: at(6), kind: 'approval-asked', ...byBot, details: { round: 1, approvalsNeeded: 2, expiresAt: at(59) } },
  {
    at: at(7),
    kind: 'approved',
    by: bob,
    details: { round: 1, authority: { rule: 'U0BOB', members: null, stage: 1, escalated: true } },
  },
  { at: at(8), kind: 'withdrawn', by: bob, details: { round: 1, stage: 1, approvalOf: bob } },
  { at: at(9), kind: 'nudged', by: alice, details: {} },
  {
    at: at(10),
    kind: 'voided',
    ...byBot,
    details: { round: 1, changes: [{ what: 'the trial balance', was: 'one', is: 'another' }] },
  },
  {
    at: at(11),
    kind: 'approved',
    by: carol,
    details: { round: 2, authority: { ...controllers, delegation: { from: bob, record: 3 } } },
  },
  {
    at: at(12),
    kind: 'rejected',
    by: bob,
    details: { round: 2, reason: outside, authority: { rule: 'U0BOB', members: null } },
  },
  { at: at(13), kind: 'outcome', ...byBot, details: {} },
]
const later: LogEntry[] = [
  { at: at(14), kind: 'message-posted', ...byBot, details: { what: 'head', to: ['U0BOB'], missed: ['U0CAROL'] } },
  { at: at(15), kind: 'notes-stamped', ...byBot, details: { stamped: { kind: 'not-stamped', because: 'no-room' } } },
]

const request = sampleRequest({
  number: 7,
  stages: [1, 1],
  log,
  later,
  status: 'finished',
  outcome: { kind: 'rejected', by: 'U0BOB', reason: 'no' },
  chain: log.map(() => 'd'.repeat(64)),
})

function reply(
  requests: readonly Request[],
  page = 1,
  changes: Partial<Extract<HistoryAnswer, { kind: 'history' }>> = {},
) {
  const period = { ids: ['402892c7'], name: 'Oct 2026', inZuora: 'there' } as const
  const recorded = historyOf(requests)
  const message = historyReply(
    { kind: 'history', entity: sampleEntity(), period, recorded, ...changes },
    { page },
    label,
  )
  checkMessage(message)
  return message
}

function allPages(requests: readonly Request[]) {
  const pages = [reply(requests)]
  while (buttonLabels(pages.at(-1) ?? reply(requests)).includes('Show earlier'))
    pages.push(reply(requests, pages.length + 1))
  return pages
}

test('a line an entry: when, who, what, why allowed, the reason, and where it stands', () => {
  const text = allPages([request])
    .map((page) => page.text)
    .join('\n')
  for (const words of [
    '• US-0007 no. 1, <!date^1793631600^{date_short} at {time_secs}|2026-11-02 15:00:00 UTC>, <@U0ALICE>: asked for the close of Oct 2026 (approvals needed: 2). Allowed by name in the policy. Note: “October done”.',
    'the bot: found it blocked: draft invoices 3 and trial balance running.',
    'the bot: looked for what Zuora requires to be cleared: none found.',
    'the bot: asked Zuora to set it to pending close.',
    'heard Zuora’s answer to “set it to pending close”: accepted, its request id zr-1, its clock Mon, 02 Nov 2026 15:04:00 GMT.',
    'saw the trial balance end: Completed, started 2026-11-02 08:00:00 (Zuora’s time).',
    'asked for 2 approvals, until <!date^',
    '<@U0BOB>: approved the close of Oct 2026. Allowed by name in the policy, stage 1, after the escalation.',
    '<@U0BOB>: withdrew their approval.',
    'declared the approvals void: the trial balance was “one”, then “another”.',
    '<@U0CAROL>: approved the close of Oct 2026, round 2. Allowed as one of <!subteam^S0CONTROLLERS> (then <@U0CAROL> and <@U0DAN>), stage 2, in the place of <@U0BOB> (US-0003).',
    `Reason: “${outsideEscaped}”.`,
    `<@U0BOB> rejected the close of Oct 2026: “no”. Head \`${'d'.repeat(64)}\`.`,
    'sent the head by direct message to <@U0BOB>; Slack took none for <@U0CAROL>.',
    'did not put the head into the period’s notes in Zuora: Zuora takes 255 characters',
  ]) {
    expect(text).toContain(words)
  }
})

test('of any length, on pages that together hold each entry once; the text alone says all of a page', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ ...request, number: index + 1 }))
  const pages = allPages(many)
  const lines = pages.flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith('• ')))
  expect(lines).toHaveLength(12 * 16)
  expect(new Set(lines.map((line) => /^• (US-\d+ no\. \d+),/.exec(line)?.[1])).size).toBe(12 * 16)
  for (const page of pages) {
    const shown = page.text.split('\n').filter((line) => line.startsWith('• '))
    for (const line of shown) expect(wordsIn(page)).toContain(line)
  }
})

test('the buttons turn to what was before and after, for exactly this period', () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ ...request, number: index + 1 }))
  const middle = reply(many, 2)
  expect(buttonLabels(middle)).toEqual(['Show earlier', 'Show later'])
  expect(buttonsIn(middle).map(({ value }) => value)).toEqual([
    'history 402892c7 page 3 in us',
    'history 402892c7 page 1 in us',
  ])
  expect(middle.text).toMatch(/80 entries, newest first\. Shown: \d+ to \d+\./)
})

test('a page that is not there (any more) is the last', () => {
  expect(reply([request], 99).text).toContain('• US-0007 no. 1, ')
})

test('the longest reason is cut, and stands in full in the export', () => {
  const rejected: LogEntry = { at: at(1), kind: 'rejected', by: bob, details: { reason: '<'.repeat(3000) } }
  const { text } = reply([{ ...request, log: [rejected], later: [] }])
  expect(text).toContain('&lt;')
  expect(text).toContain('• US-0007 no. 1, ')
})

test.each([
  ['gone', 'Zuora no longer has this period.'],
  ['not-known', 'Zuora does not answer now.'],
] as const)('a period that is %s says so', (inZuora, words) => {
  const period = { ids: ['dec'], name: 'Dec 2026', inZuora }
  expect(reply([request], 1, { period }).text).toContain(words)
})

test('nothing recorded is said', () => {
  expect(reply([]).text).toBe('Nothing is recorded about Oct 2026 (Example US).')
})

test('without stages, none is named', () => {
  const [approval] = allPages([{ ...request, stages: null }])
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.includes('after the escalation'))
  expect(approval).toContain('Allowed by name in the policy, after the escalation.')
})

test('an approval that was taken back for somebody, and those that fell with it, are named', () => {
  const fellWithIt = [{ stage: 2, by: alice }]
  const details = { round: 2, stage: 1, approvalOf: bob, fellWithIt }
  const { text } = reply([sampleRequest({ log: [{ at: at(8), kind: 'withdrawn', by: carol, details }] })])
  expect(text).toContain(
    '<@U0CAROL>: withdrew the approval of <@U0BOB>, round 2. With it fell the approval of <@U0ALICE> (stage 2).',
  )
})

test('what could not be looked at is never told as nothing found', () => {
  const scans = [
    { item: 'draft-invoices', kind: 'counted', count: 0, more: false },
    { item: 'unposted-adjustments', kind: 'not-checked', because: outside },
    { item: 'draft-payments', kind: 'counted', count: 2, more: true },
  ]
  const { text } = reply([sampleRequest({ log: [{ at: at(2), kind: 'scanned', ...byBot, details: { scans } }] })])
  expect(text).toContain(
    `to be cleared: unposted adjustments not checked (${outsideEscaped}) and draft payments at least 2.`,
  )
})

test('the history of a fiscal year is answered with what there is for a year', () => {
  const answer = { kind: 'not-found', reference: 'FY2026', found: { kind: 'unknown', candidates: [] } } as const
  const message = historyReply(answer, { page: 1 }, label)
  checkMessage(message)
  expect(message.text).toBe(
    'History is of one period; for a year: `/period export FY2026` or `/period reconcile FY2026`.',
  )
  const other = historyReply({ ...answer, reference: '2026' }, { page: 1 }, label)
  expect(other.text).toContain('There is no accounting period “2026”')
})
