import { expect, test } from 'vitest'
import { whatHappened } from '../../../src/evidence-files/words/entry-words.ts'

const outcome = (details: Readonly<Record<string, unknown>>) =>
  whatHappened({ at: '2026-11-04T14:00:00.000Z', kind: 'outcome', by: null, details })

test.each([
  [
    { clicksThatDidNotCount: { 'U0ALICE#own-request': 1, 'W0BOB#not-your-stage': 2 } },
    'Clicks that did not count: U0ALICE: own request ×1; W0BOB: not your stage ×2.',
  ],
  [
    { results: [{ control: 'void', expected: 'counted', got: 'not-awaiting', passed: false }] },
    'Tried: void: FAILED, not awaiting where counted was expected.',
  ],
  [{ period: { statusText: 'PendingClose' } }, 'The period then: Pending close.'],
])('an outcome in plain words', (details, said) => {
  expect(outcome({ outcome: { kind: 'succeeded' }, ...details })).toContain(said)
})

test('ids among other members stay as they are', () => {
  const entry = {
    at: '2026-11-04T14:00:00.000Z',
    kind: 'nudged',
    by: null,
    details: { U0ALICE: 'draftInvoices' },
  } as const
  expect(whatHappened(entry)).toBe('U0ALICE draftInvoices')
})
