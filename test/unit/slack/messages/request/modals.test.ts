import { expect, test } from 'vitest'
import { checkView } from '../../../../../sim/slack/block-kit/blocks-check.ts'
import { reasonIn } from '../../../../../src/slack/messages/request/modals/reason-modal.ts'
import { readModalContext, rejectionModal } from '../../../../../src/slack/messages/request/modals/rejection-modal.ts'
import { readReopenContext, reopenModal } from '../../../../../src/slack/messages/request/modals/reopen-modal.ts'
import { outside } from '../check-message.ts'

const context = { target: { key: { entity: 'us', number: 147 }, round: 2 }, channel: 'C0CLOSE' }

test('the modal of a rejection is what Slack takes, and remembers what it is about', () => {
  const view = rejectionModal(context)
  expect(checkView(view)).toMatchObject({ kind: 'valid' })
  expect(readModalContext(view.private_metadata ?? '')).toEqual(context)
})

test.each([
  [
    '<@U0BOB>: <@U0ALICE> asks for the close of Oct 2026 (Example US, US-0147). *0 of 2 approvals.*',
    'the close of Oct 2026 (Example US, US-0147)',
  ],
  // As cards had it before.
  [
    '<@U0BOB>: <@U0ALICE> asks for the close of Oct 2026, Example US (US-0147). *0 of 2*',
    'the close of Oct 2026, Example US (US-0147)',
  ],
  [
    '<@U0ALICE> asked for the reopen of Oct 2026 (EU, US-0147). <@U0ERIN> took it over.',
    'the reopen of Oct 2026 (EU, US-0147)',
  ],
  ['a text of another message (US-0148)', 'US-0147'],
])('the modal of a rejection says what the card “%s” asks for', (cardText, what) => {
  const view = rejectionModal({ ...context, cardText })
  expect(JSON.stringify(view.blocks[0])).toContain(`Rejecting ${what}. One rejection ends it`)
})

test.each([
  ['the close of Oct 2026', 'Pending Close', 'Oct 2026 stays in Pending Close, and it can be asked for again.'],
  ['the change of dates of Oct (1st) of 2026', 'Open', 'Oct (1st) of 2026 stays Open, and'],
  ['the close of Oct 2026', undefined, 'Oct 2026 stays as it is, and'],
])('the modal of a rejection of %s, which is %s, says how it stays', (asked, status, said) => {
  const cardText = `<@U0BOB>: <@U0ALICE> asks for ${asked} (Example US, US-0147). *0 of 2*`
  const view = rejectionModal({ ...context, cardText, ...(status && { status }) })
  expect(JSON.stringify(view.blocks[0])).toContain(said)
})

test.each([
  [{ reason: { reason: { value: ' late accruals ' } } }, 'late accruals'],
  [{ reason: { reason: { value: null } } }, ''],
  [{ reason: {} }, ''],
  [{}, ''],
])('the reason in %j is “%s”', (values, reason) => {
  expect(reasonIn(values)).toBe(reason)
})

test.each(['Oct 2026', outside, 'ö'.repeat(100)])('the modal of a reopen names “%s” and remembers it', (name) => {
  const target = { entity: 'us', periodId: '402892c74c9193cd014c96bbe7c101f8', name }
  const view = reopenModal({ target, channel: 'C0CLOSE' })
  expect(checkView(view)).toMatchObject({ kind: 'valid' })
  expect(JSON.stringify(view.blocks[0])).toContain(JSON.stringify(name).slice(1, -1))
  expect(readReopenContext(view.private_metadata ?? '')).toEqual({ target, channel: 'C0CLOSE' })
})

test.each(['', '{', '{}', JSON.stringify({ target: 'x', channel: 'C0CLOSE' })])(
  'the metadata “%s” is of no modal of ours',
  (metadata) => {
    expect(readReopenContext(metadata)).toBeUndefined()
  },
)
