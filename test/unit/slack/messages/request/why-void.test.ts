import { expect, test } from 'vitest'
import type { Request } from '../../../../../src/domain/request.ts'
import { cardNotice, retiredCard } from '../../../../../src/slack/messages/request/card-notices.ts'
import { rejectionModal } from '../../../../../src/slack/messages/request/modals/rejection-modal.ts'
import { outcomeTitle } from '../../../../../src/slack/messages/request/outcome/outcome-title.ts'
import { changesLine } from '../../../../../src/slack/messages/text/changes-text.ts'
import { bob, carol, sampleDecision, sampleRequest } from '../../../../support/sample-request.ts'
import { checkMessage, label } from '../check-message.ts'

const byBob = { '1#u0bob@example.com': sampleDecision(bob, { authority: { rule: 'U0BOB', members: null, stage: 1 } }) }
const card = { channel: 'C0CLOSE', ts: '1.2', round: 1, stage: 1 }
const newRun = {
  what: 'the trial balance',
  was: 'Completed, started 2026-11-02 08:00:00, ended 2026-11-02 08:12:30',
  is: 'Completed, started 2026-11-02 09:30:00, ended 2026-11-02 09:42:00',
}

test.each([
  [newRun, 'others ran the trial balance anew (started 2026-11-02 08:00:00, now 2026-11-02 09:30:00, Zuora’s time).'],
  [{ what: 'the policy', was: '0a1b2c3d', is: '4e5f6a7b' }, 'the policy has changed.'],
  [
    { what: 'the policy', was: '0a1b2c3d', is: '0a1b2c3d again, after another' },
    'the policy was changed, and changed back.',
  ],
  [
    { what: 'the approval of Dan', was: 'given 2026-11-01 09:00 UTC', is: 'older than 24 h' },
    'the approval of Dan no longer counts (given 2026-11-01 09:00 UTC, older than 24 h).',
  ],
  [
    { what: 'the approval of Dan', was: 'a full member, in @S0CONTROLLERS', is: 'no longer in @S0CONTROLLERS' },
    'the approval of Dan no longer counts (no longer in <!subteam^S0CONTROLLERS>).',
  ],
  [
    { what: 'the trial balance', was: 'none', is: 'Completed, started 2026-11-02 09:30:00' },
    'the trial balance was “none”, now it is “Completed, started 2026-11-02 09:30:00”.',
  ],
])('what made approvals void is told in words (%o)', (change, words) => {
  expect(changesLine([change])).toBe(words)
})

test.each<[string, Partial<Request>, typeof card, string]>([
  [
    'void',
    { round: 2, changes: [newRun] },
    card,
    'Oct 2026 (Example US, US-0147): this card is void: others ran the trial balance anew',
  ],
  [
    'its stage done',
    { stages: [1, 1], approvals: 1, decisions: byBob },
    card,
    'Oct 2026 (Example US, US-0147): stage 1 has agreed, by <@U0BOB>. Stage 2 is asked on the newer card.',
  ],
  [
    'taken back in the first stage',
    { stages: [1, 1] },
    { ...card, stage: 2 },
    'Oct 2026 (Example US, US-0147): an approval of stage 1 was taken back. Stage 1 is asked again on the newer card.',
  ],
])('an earlier card says why it does not count: %s', (_why, changes, old, words) => {
  const retired = retiredCard(old, sampleRequest(changes), { label: () => 'Example US', link: null })
  checkMessage(retired)
  expect(retired.text).toContain(words)
})

test('after a void who is written to again is told why; those of a later stage were not asked before', () => {
  const again = cardNotice(sampleRequest({ round: 2, changes: [newRun] }), label, null)
  checkMessage(again)
  expect(again.text).toContain('asks you again: the approvals of the earlier card are void, because others ran')
  const decisions = { '2#u0bob@example.com': sampleDecision(bob) }
  const later = sampleRequest({ round: 2, changes: [newRun], stages: [1, 1], approvals: 1, decisions })
  expect(cardNotice(later, label, null).text).toContain(
    'waits for you. <@U0ALICE> asks for the close of Oct 2026. <@U0BOB> approved ',
  )
})

test('a hold that was stopped, and a time that ran out, are told with who had approved', () => {
  const decisions = { ...byBob, '1#u0carol@example.com': sampleDecision(carol) }
  const cancelled = { outcome: { kind: 'cancelled', by: 'U0BOB' }, status: 'finished' } as const
  const stopped = { kind: 'cancelled', by: bob, at: '2026-11-02T15:18:00.000Z', reason: null } as const
  const held = { ...cancelled, decisions, approvals: 2, stopped, heldUntil: '2026-11-02T15:20:00.000Z' }
  expect(outcomeTitle(sampleRequest(held))).toBe(
    '<@U0BOB> stopped the close of Oct 2026 after 2 approvals, while it was held.',
  )
  expect(outcomeTitle(sampleRequest({ ...held, heldUntil: null }))).toBe('<@U0BOB> cancelled the close of Oct 2026.')
  const expired = { outcome: { kind: 'expired', waitedFor: 'approval' }, status: 'finished' } as const
  expect(outcomeTitle(sampleRequest({ ...expired, decisions: byBob, approvals: 1 }))).toBe(
    'The close of Oct 2026 expired: 1 of 2 approved (<@U0BOB>) in time.',
  )
  expect(outcomeTitle(sampleRequest(expired))).toBe('The close of Oct 2026 expired: 0 of 2 approved in time.')
})

test('the modal of a rejection names what would end', () => {
  const context = { target: { key: { entity: 'us', number: 147 }, round: 1 }, channel: 'C0CLOSE' }
  const cardText = '<@U0BOB>: <@U0ALICE> asks for the close of Oct 2026 (Example US, US-0147). *0 of 2 approvals.*'
  expect(JSON.stringify(rejectionModal({ ...context, cardText }).blocks)).toContain(
    'Rejecting the close of Oct 2026 (Example US, US-0147). One rejection ends it;',
  )
  expect(JSON.stringify(rejectionModal(context).blocks)).toContain('Rejecting US-0147. One rejection ends it;')
})
