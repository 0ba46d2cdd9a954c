import { expect, test } from 'vitest'
import type { Request } from '../../../../src/domain/request.ts'
import type { Progress } from '../../../../src/domain/steps/step.ts'
import { detailMessage } from '../../../../src/slack/messages/request/detail.ts'
import { statusMessage } from '../../../../src/slack/messages/request/status.ts'
import type { Detail } from '../../../../src/usecases/ports/detail.ts'
import { bob, inError, noneFound, sampleRequest } from '../../../support/sample-request.ts'
import { buttonLabels, checkMessage, label, outside, outsideEscaped, wordsIn } from './check-message.ts'
import { nameOf, obstacles, outcomes } from './outcome-samples.ts'

const statusOf = (changes: Partial<Request>, progress: Progress | null = null) =>
  statusMessage(sampleRequest({ status: 'working', round: 0, ...changes }), progress, label)

const progresses: readonly Progress[] = [
  { kind: 'asking', what: 'pending-close' },
  { kind: 'asking', what: 'close' },
  { kind: 'asking', what: 'run-trial-balance' },
  { kind: 'asking', what: 'reopen' },
  { kind: 'trial-balance-starting' },
  { kind: 'trial-balance-running', startedBy: 'us', start: null, forSeconds: 0 },
  { kind: 'trial-balance-running', startedBy: 'others', start: '2026-11-02 08:00:00', forSeconds: 7500 },
  { kind: 'closing' },
]

const moments: readonly (readonly [string, Partial<Request>])[] = [
  ['it has just been asked for', { note: outside, expiresAt: null }],
  ['it is blocked', { status: 'blocked', obstacles, obstaclesAt: '2026-11-02T13:05:00.000Z' }],
  ['it is blocked and was never looked at', { status: 'blocked', obstacles }],
  ['it awaits approval', { status: 'awaiting', round: 1, approvals: 1 }],
  ['Zuora is being asked', { status: 'asking' }],
  ['Zuora is being asked without approval', { status: 'asking', approvalsNeeded: 0 }],
  ['Zuora does not answer', { unreachableSince: '2026-11-02T14:00:00.000Z' }],
  ['it was stopped', { stopped: { kind: 'cancelled', by: bob, at: '2026-11-02T14:00:00.000Z', reason: null } }],
  ...outcomes.map((outcome) => [`it ended: ${nameOf(outcome)}`, { status: 'finished', outcome }] as const),
]

test.each(moments)('the status while %s is what Slack takes, with hostile names escaped', (_when, changes) => {
  const period = { ...sampleRequest().period, name: outside }
  for (const action of ['close', 'pending-close', 'trial-balance', 'set-back-to-open'] as const) {
    checkMessage(statusOf({ ...changes, action, period }))
  }
})

test.each(progresses)('the status tells the progress %j', (progress) => {
  checkMessage(statusOf({}, progress))
  checkMessage(statusOf({ status: 'asking' }, progress))
  expect(statusOf({}, progress).text).toMatch(/^Close of Oct 2026 \(Example US, US-0147\): \S.*\.$/)
})

test('a trial balance that is running is told with how long, and whose it is', () => {
  const running = { kind: 'trial-balance-running', start: null, forSeconds: 7500 } as const
  expect(statusOf({}, { ...running, startedBy: 'us' }).text).toContain(
    'its trial balance is running, 2 h 5 min so far.',
  )
  expect(statusOf({}, { ...running, startedBy: 'others' }).text).toContain(
    'a trial balance that someone else started in Zuora is running, 2 h 5 min so far.',
  )
})

test('who asked, when and why stands below', () => {
  const words = wordsIn(statusOf({ note: outside }))
  expect(words).toContain('<@U0ALICE> asked for the close of Oct 2026, <!date^')
  expect(words).toContain(`Note: “${outsideEscaped}”.`)
})

test('a blocked request lists every obstacle with its way out, and when it was last looked at', () => {
  const blocked = statusOf({ status: 'blocked', obstacles, obstaclesAt: '2026-11-02T13:05:00.000Z' })
  expect(blocked.text).toContain('blocked. Clear this, then press “Check again”, until <!date^')
  for (const [index] of obstacles.entries()) expect(blocked.text).toContain(`\n${index + 1}. `)
  expect(blocked.text).toMatch(/Last looked at <!date\^[^>]+>\.$/)
  expect(buttonLabels(blocked)).toEqual(['Check again', 'Cancel request'])
})

test.each<[string, Partial<Request>, string[]]>([
  ['working', {}, ['Cancel request']],
  ['awaiting approval', { status: 'awaiting', round: 1 }, ['Cancel request']],
  ['blocked', { status: 'blocked', obstacles }, ['Check again', 'Cancel request']],
  ['asking Zuora', { status: 'asking' }, []],
  ['stopped', { stopped: { kind: 'cancelled', by: bob, at: '2026-11-02T14:00:00.000Z', reason: null } }, []],
  ['over', { status: 'finished', outcome: { kind: 'succeeded' } }, []],
])('while it is %s, the buttons are those that can still do something', (_when, changes, expected) => {
  expect(buttonLabels(statusOf(changes))).toEqual(expected)
})

const details: readonly Detail[] = [
  {
    kind: 'zuora-asked',
    what: 'close',
    answer: { kind: 'accepted', zuoraRequestId: 'r1', zuoraDate: null, createdId: null },
  },
  {
    kind: 'zuora-asked',
    what: 'pending-close',
    answer: { kind: 'refused', code: outside, message: outside, zuoraRequestId: null, zuoraDate: null },
  },
  {
    kind: 'zuora-asked',
    what: 'reopen',
    answer: { kind: 'busy', because: outside, retryAfterSeconds: 3, zuoraRequestId: null, zuoraDate: null },
  },
  {
    kind: 'zuora-asked',
    what: 'run-trial-balance',
    answer: { kind: 'unknown', because: outside, zuoraRequestId: null, zuoraDate: null },
  },
  { kind: 'voided', changes: [{ what: outside, was: outside, is: outside }] },
  { kind: 'voided', changes: [] },
  { kind: 'scanned', scans: noneFound, trialBalance: inError, isBlocked: false, documents: null },
  { kind: 'scanned', scans: [], trialBalance: inError, isBlocked: false, documents: null },
  {
    kind: 'scanned',
    scans: [{ item: 'draft-invoices', kind: 'not-checked', because: outside }],
    trialBalance: inError,
    isBlocked: true,
    documents: { kind: 'looked', changed: [{ documents: 'refunds', kind: 'not-checked', because: outside }] },
  },
  { kind: 'reports-noted', reports: [] },
  { kind: 'reports-noted', reports: [{ report: outside, fileId: 'f', kind: 'not-measured', because: outside }] },
  { kind: 'changed-since-card', changed: [{ documents: 'invoices', kind: 'counted', count: 1, more: true }] },
  { kind: 'run-kept', start: null, compared: [{ report: outside, kind: 'same' }] },
]

test.each(details)('the detail %j is what Slack takes, with hostile names escaped', (detail) => {
  const period = { ...sampleRequest().period, name: outside }
  checkMessage(detailMessage(sampleRequest({ period }), detail, label))
})

test('a blocked scan mentions the requester, who has to act; another mentions nobody', () => {
  const scanned = { kind: 'scanned', scans: noneFound, trialBalance: inError } as const
  expect(detailMessage(sampleRequest(), { ...scanned, isBlocked: true, documents: null }, label).text).toContain(
    'blocked. <@U0ALICE>, clear',
  )
  expect(detailMessage(sampleRequest(), { ...scanned, isBlocked: false, documents: null }, label).text).not.toContain(
    '<@',
  )
})
