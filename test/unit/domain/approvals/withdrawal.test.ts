import { describe, expect, test } from 'vitest'
import { isOutOfTime, whyNotStop } from '../../../../src/domain/approvals/approval.ts'
import type { Decision } from '../../../../src/domain/approvals/decision.ts'
import { holdSecondsFor, holdUntil, isHeld } from '../../../../src/domain/approvals/hold.ts'
import { lapsedApprovals } from '../../../../src/domain/approvals/validity.ts'
import { mustWake } from '../../../../src/domain/approvals/waking.ts'
import { whyNotWithdraw, withdrawalOf } from '../../../../src/domain/approvals/withdrawal.ts'
import type { Person } from '../../../../src/domain/person.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { ago, inSeconds, now, round } from '../../../support/facts.ts'
import { bob, carol, sampleDecision, samplePerson, sampleRequest } from '../../../support/sample-request.ts'

const given: Readonly<Record<string, Decision>> = {
  '2#u0bob@example.com': sampleDecision(bob, { at: ago(200) }),
  '2#u0carol@example.com': sampleDecision(carol, { at: ago(100) }),
}
const awaiting = (changes: Partial<Request> = {}) =>
  sampleRequest(
    round(2, 2, { decisions: given, card: { channel: 'C0CLOSE', ts: '1.2', round: 2, stage: 1 }, ...changes }),
  )
const click = { person: bob, round: 2, at: now, slackTs: null, messageId: 'withdrawal' }
const stopped = { kind: 'rejected', by: carol, at: ago(60), reason: 'accruals are missing' } as const

describe('an approval can be withdrawn', () => {
  test('until Zuora is asked, also after the quorum is full and after the time to approve', () => {
    expect(whyNotWithdraw(awaiting(), click)).toBeUndefined()
    expect(whyNotWithdraw(awaiting({ heldUntil: inSeconds(60) }), click)).toBeUndefined()
    expect(whyNotWithdraw(awaiting({ expiresAt: ago(1) }), click)).toBeUndefined()
  })

  test.each<[Partial<Request>, string]>([
    [{ status: 'asking' }, 'already-asking'],
    [{ status: 'finished' }, 'finished'],
    [{ status: 'working' }, 'not-awaiting'],
    [{ stopped }, 'already-stopped'],
    [{ round: 3 }, 'older-card'],
    [{ approvals: 0 }, 'not-approved-by-you'],
  ])('not when %j', (changes, because) => {
    expect(whyNotWithdraw(awaiting(changes), click)).toBe(because)
  })

  test('and who has given none takes none back', () => {
    const eve = samplePerson('U0EVE')
    expect(whyNotWithdraw(awaiting(), { ...click, person: eve })).toBe('not-approved-by-you')
    expect(withdrawalOf(awaiting(), { ...click, person: eve })).toBeUndefined()
  })

  test('and those of earlier rounds stay as they are', () => {
    const decisions = { ...given, '1#u0bob@example.com': sampleDecision(bob, { messageId: 'before' }) }
    expect(Object.keys(withdrawalOf(awaiting({ decisions }), click)?.decisions ?? {})).toEqual(['2#u0bob@example.com'])
  })

  test('and what it and the approval were delivered with is spent', () => {
    const [withdrawn] = Object.values(withdrawalOf(awaiting(), click)?.decisions ?? {})
    expect(withdrawn).toMatchObject({ kind: 'withdrawn', spent: ['click-of-U0BOB', 'withdrawal'] })
  })
})

describe('a close is held', () => {
  test('from when its quorum is found full, where the policy says so', () => {
    expect(holdUntil(now, 600)).toBe(inSeconds(600))
    expect(holdUntil(now, 0)).toBeNull()
  })

  test('and nothing else is', () => {
    const policy = {
      requesters: [],
      approvers: [],
      expireAfter: { kind: 'seconds', seconds: 3600 },
      holdBeforeCloseSeconds: 60,
      actions: {},
    } as const
    expect(holdSecondsFor(policy, 'close')).toBe(60)
    expect(holdSecondsFor(policy, 'reopen')).toBe(0)
    expect(holdSecondsFor({ ...policy, holdBeforeCloseSeconds: undefined }, 'close')).toBe(0)
  })

  test('until the moment comes', () => {
    expect(isHeld({ heldUntil: inSeconds(1) }, now)).toBe(true)
    expect(isHeld({ heldUntil: now }, now)).toBe(false)
    expect(isHeld({ heldUntil: null }, now)).toBe(false)
  })

  test('and its workflow is woken by a stop alone, not by its own quorum', () => {
    expect(mustWake(awaiting())).toBe(true)
    expect(mustWake(awaiting({ heldUntil: inSeconds(60) }))).toBe(false)
    expect(mustWake(awaiting({ heldUntil: inSeconds(60), stopped }))).toBe(true)
  })

  test('and can be stopped by a full member while it is, whatever the time to approve', () => {
    const stopping = (request: Request, person: Person) => whyNotStop(request, { person, round: 2 })
    expect(stopping(awaiting({ expiresAt: ago(60) }), bob)).toBeUndefined()
    expect(stopping(awaiting({ approvals: 1 }), bob)).toBe('not-held')
    expect(stopping(awaiting({ status: 'working' }), bob)).toBe('not-held')
    expect(stopping(awaiting({ status: 'asking' }), bob)).toBe('already-asking')
    expect(stopping(awaiting({ status: 'finished' }), bob)).toBe('finished')
    expect(stopping(awaiting({ stopped }), bob)).toBe('already-stopped')
    expect(stopping(awaiting(), samplePerson('U0BOB', { isFullMember: false }))).toBe('not-a-full-member')
  })

  test('and does not expire in it', () => {
    expect(isOutOfTime(awaiting({ expiresAt: ago(1) }), now)).toBe(false)
    expect(isOutOfTime(awaiting({ expiresAt: ago(1), approvals: 1 }), now)).toBe(true)
  })
})

test('a stage that is asked without a card of its own wakes the workflow, until the quorum is full', () => {
  const staged = { stages: [1, 1] }
  expect(mustWake(awaiting({ ...staged, approvals: 0 }))).toBe(false)
  expect(mustWake(awaiting({ ...staged, approvals: 1 }))).toBe(true)
  expect(mustWake(awaiting({ ...staged, approvals: 1, card: null }))).toBe(false)
  const second = { channel: 'C0CLOSE', ts: '1.3', round: 2, stage: 2 }
  expect(mustWake(awaiting({ ...staged, approvals: 1, card: second }))).toBe(false)
  expect(mustWake(awaiting({ ...staged, approvals: 0, card: second }))).toBe(true)
})

test('an approval lapses when it is older than the policy lets it be, and not at that moment', () => {
  const lapsed = (validForSeconds: number) =>
    lapsedApprovals(awaiting(), { validForSeconds, now }).map(({ what }) => what)
  expect(lapsed(200)).toEqual([])
  expect(lapsed(199)).toEqual(['the approval of Person U0BOB'])
  expect(lapsed(90)).toEqual(['the approval of Person U0BOB', 'the approval of Person U0CAROL'])
  expect(lapsedApprovals(awaiting(), { validForSeconds: 45, now })[0]).toMatchObject({
    was: 'given 2026-11-04 13:56 UTC',
    is: 'older than 45 s',
  })
})
