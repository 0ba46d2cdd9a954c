import type { Failed, Outcome, Overtaken, Refused } from '../../../../src/domain/outcome.ts'
import type { Obstacle } from '../../../../src/domain/preconditions.ts'
import { completed, inError } from '../../../support/sample-request.ts'
import { outside } from './check-message.ts'

/** Every obstacle there is; words from outside are hostile. */
export const obstacles: readonly Obstacle[] = [
  { kind: 'not-ended', endDate: '2026-10-31', today: '2026-10-30' },
  { kind: 'planned-too-early', endDate: '2026-10-31', day: '2026-10-30' },
  { kind: 'which-organization', organizations: [outside, 'Europe'] },
  { kind: 'not-managed', manageFrom: '2026-10' },
  { kind: 'earlier-not-managed', count: 12, manageFrom: '2026-10' },
  { kind: 'earlier-not-managed', count: 1, manageFrom: '2026-10' },
  { kind: 'children-not-closed', periods: [{ name: outside, status: 'Open' }] },
  { kind: 'already', status: 'Closed' },
  { kind: 'unknown-status', status: outside },
  {
    kind: 'earlier-not-closed',
    periods: [
      { name: outside, status: 'PendingClose' },
      ...Array.from({ length: 8 }, (_, index) => ({ name: `Period ${index}`, status: 'Open' })),
    ],
  },
  {
    kind: 'reopen-first',
    periods: [outside, 'Sep 2026', ...Array.from({ length: 7 }, (_, index) => `Period ${index}`)].map((name) => ({
      name,
      status: 'Closed',
    })),
  },
  { kind: 'trial-balance-running', start: outside },
  { kind: 'trial-balance-running', start: null },
  { kind: 'not-checked', items: [{ item: 'draft-payments', because: outside }] },
  {
    kind: 'required-items',
    items: [
      { item: 'draft-invoices', count: 1, more: false },
      { item: 'processing-payments', count: 990, more: true },
    ],
  },
]

const overtaken: readonly Overtaken[] = [
  { kind: 'closed-by-others', updatedBy: outside, updatedOn: '2026-11-02 09:00:00' },
  { kind: 'closed-by-others', updatedBy: null, updatedOn: null },
  { kind: 'closed-answer-lost', updatedBy: outside, updatedOn: null },
  { kind: 'moved-by-others', status: 'Open', updatedBy: outside, updatedOn: null },
  { kind: 'trial-balance-by-others', trialBalance: completed },
]

const refused: readonly Refused[] = [
  { kind: 'by-zuora', asked: 'close', code: '53200020', message: outside, zuoraRequestId: 'request-1' },
  { kind: 'by-zuora', asked: 'pending-close', code: outside, message: outside, zuoraRequestId: null },
  { kind: 'obstacles', obstacles },
  { kind: 'in-flight', request: 'US-0146' },
  { kind: 'policy', action: 'close' },
]

const failed: readonly Failed[] = [
  { kind: 'trial-balance-error', trialBalance: inError, startedBy: 'us' },
  { kind: 'trial-balance-error', trialBalance: { ...inError, errorMessage: null }, startedBy: 'others' },
  { kind: 'trial-balance-never-started', waitedSeconds: 900 },
  { kind: 'trial-balance-never-ended', waitedSeconds: 86_400, start: '2026-11-02 08:00:00', startedBy: 'us' },
  { kind: 'trial-balance-never-ended', waitedSeconds: 86_400, start: null, startedBy: 'others' },
  { kind: 'trial-balance-unknown', status: outside },
  { kind: 'trial-balance-unknown', status: null },
  { kind: 'never-took-effect', asked: 'close', waitedSeconds: 600 },
  { kind: 'asked-too-often', asked: 'reopen', times: 5 },
  { kind: 'card-not-posted', channel: 'C0CLOSE' },
  { kind: 'card-not-posted', channel: 'C0CLOSE', why: 'shared-outside' },
  { kind: 'period-missing' },
  { kind: 'sign-in-refused' },
  { kind: 'zuora-unreachable', waitedSeconds: 86_400 },
  { kind: 'broke', error: outside },
  { kind: 'ended-by-hand', by: outside, why: outside },
]

/** Every way in which a request can end, with every reason there is. */
export const outcomes: readonly Outcome[] = [
  { kind: 'succeeded' },
  { kind: 'closed-with-problem', trialBalance: inError },
  ...overtaken.map((because) => ({ kind: 'overtaken', because }) as const),
  ...refused.map((because) => ({ kind: 'refused', because }) as const),
  { kind: 'rejected', by: 'U0BOB', reason: outside },
  { kind: 'expired', waitedFor: 'approval' },
  { kind: 'expired', waitedFor: 'obstacles' },
  { kind: 'expired', waitedFor: 'anything' },
  { kind: 'cancelled', by: 'U0ALICE' },
  ...failed.map((because) => ({ kind: 'failed', because }) as const),
]

export const nameOf = (outcome: Outcome): string =>
  'because' in outcome ? `${outcome.kind}: ${outcome.because.kind}` : outcome.kind
