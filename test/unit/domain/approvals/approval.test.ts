import { describe, expect, test } from 'vitest'
import {
  approvalsOf,
  hasExpired,
  isDecided,
  whyNotCancel,
  whyNotDecide,
} from '../../../../src/domain/approvals/approval.ts'
import { mustWake } from '../../../../src/domain/approvals/waking.ts'
import type { Request } from '../../../../src/domain/request.ts'
import { ago, inSeconds, now, round } from '../../../support/facts.ts'
import { alice, bob, carol, sampleDecision, samplePerson, sampleRequest } from '../../../support/sample-request.ts'

const authority = { rule: 'U0BOB', members: null }
const stopped = { kind: 'rejected', by: carol, at: ago(60), reason: 'accruals are missing' } as const
const { policyHash } = sampleRequest()
const awaiting = (changes: Partial<Request> = {}) => sampleRequest(round(2, 0, changes))

function whyNot(changes: Partial<Request>, click: Partial<Parameters<typeof whyNotDecide>[1]> = {}) {
  return whyNotDecide(awaiting(changes), { person: bob, round: 2, at: now, policyHash, ...click }, authority)
}

describe('a decision counts', () => {
  test('of an approver, on the card of this round, in time', () => {
    expect(whyNot({})).toBeUndefined()
  })

  test('although the person decided in an earlier round, which is void', () => {
    expect(whyNot({ decisions: { '1#U0BOB': sampleDecision(bob) } })).toBeUndefined()
  })

  test('although it is not the first', () => {
    expect(whyNot({ decisions: { '2#U0CAROL': sampleDecision(carol) }, approvals: 1 })).toBeUndefined()
  })
})

describe('a decision does not count', () => {
  test('of a guest, even one whom the policy names', () => {
    const guest = samplePerson('U0BOB', { isFullMember: false })
    expect(whyNot({}, { person: guest })).toBe('not-a-full-member')
  })

  test('of whoever asked, even if the policy names them', () => {
    expect(whyNot({}, { person: alice })).toBe('own-request')
  })

  test('of someone whom no rule names', () => {
    const click = { person: bob, round: 2, at: now, policyHash }
    expect(whyNotDecide(awaiting(), click, undefined)).toBe('not-an-approver')
  })

  test('under another policy than the card’s: for that the card asks anew', () => {
    expect(whyNot({}, { policyHash: 'another' })).toBe('policy-changed')
  })

  test('on a card of an earlier round', () => {
    expect(whyNot({}, { round: 1 })).toBe('older-card')
  })

  test('a card of a round that was lost with the register, and is asked again under the same number, is an older one', () => {
    const roundStartedAt = '2026-11-02T09:00:00.000Z'
    const shownSince = (since: string) => whyNot({ roundStartedAt }, { askedSince: Date.parse(since) })
    expect(shownSince('2026-11-02T08:30:00.000Z')).toBe('older-card')
    expect(shownSince(roundStartedAt)).toBeUndefined()
    expect(whyNot({ roundStartedAt }, {})).toBeUndefined()
  })

  test('twice in a round: one person counts once, whichever way they decided', () => {
    const decisions = { '2#U0BOB': sampleDecision(bob) }
    expect(whyNot({ decisions, approvals: 1 })).toBe('already-decided')
  })

  test('twice by one person whose e-mail was changed in between', () => {
    const decisions = { '2#bob@old.example': sampleDecision({ ...bob, email: 'bob@old.example' }) }
    expect(whyNot({ decisions, approvals: 1 }, { person: bob })).toBe('already-decided')
  })

  test('once there are enough', () => {
    expect(whyNot({ approvals: 2 })).toBe('already-enough')
  })

  test('once somebody rejected or cancelled', () => {
    expect(whyNot({ stopped })).toBe('already-stopped')
  })

  test('once Zuora is being asked', () => {
    expect(whyNot({ status: 'asking', approvals: 2 })).toBe('already-asking')
  })

  test('while nothing is asked of approvers', () => {
    expect(whyNot({ status: 'working' })).toBe('not-awaiting')
    expect(whyNot({ status: 'blocked' })).toBe('not-awaiting')
  })

  test('when time is up: to the second, and not before', () => {
    expect(whyNot({ expiresAt: now })).toBe('expired')
    expect(whyNot({ expiresAt: inSeconds(1) })).toBeUndefined()
  })

  test('after the end, told or not', () => {
    expect(whyNot({ status: 'finished' })).toBe('finished')
    expect(whyNot({ outcome: { kind: 'failed', because: { kind: 'period-missing' } } })).toBe('finished')
  })

  test('and the reason that is told concerns the person before the request', () => {
    expect(whyNot({ status: 'finished' }, { person: alice })).toBe('own-request')
    expect(whyNot({ stopped }, { round: 1 })).toBe('already-stopped')
  })
})

describe('cancelling', () => {
  const cancelled = (changes: Partial<Request>, person = alice) => whyNotCancel(awaiting(changes), { person, at: now })

  test('is for who asked, while the bot works, is blocked, or waits for approval', () => {
    expect(cancelled({})).toBeUndefined()
    expect(cancelled({ status: 'working' })).toBeUndefined()
    expect(cancelled({ status: 'blocked' })).toBeUndefined()
  })

  test('is not for anyone else', () => {
    expect(cancelled({}, bob)).toBe('not-requester')
  })

  test('is too late once Zuora is being asked, and after the end', () => {
    expect(cancelled({ status: 'asking' })).toBe('already-asking')
    expect(cancelled({ status: 'finished' })).toBe('finished')
    expect(cancelled({ stopped })).toBe('already-stopped')
    expect(cancelled({ expiresAt: ago(1) })).toBe('expired')
  })
})

test('time runs only while people are waited for', () => {
  const expiresAt = ago(1)
  expect(hasExpired({ status: 'awaiting', expiresAt }, now)).toBe(true)
  expect(hasExpired({ status: 'blocked', expiresAt }, now)).toBe(true)
  expect(hasExpired({ status: 'working', expiresAt }, now)).toBe(false)
  expect(hasExpired({ status: 'asking', expiresAt }, now)).toBe(false)
})

test('a quorum is full with as many approvals as are needed, and never before the first round', () => {
  expect(isDecided({ round: 1, approvals: 1, approvalsNeeded: 2 })).toBe(false)
  expect(isDecided({ round: 1, approvals: 2, approvalsNeeded: 2 })).toBe(true)
  expect(isDecided({ round: 0, approvals: 0, approvalsNeeded: 0 })).toBe(false)
})

describe('the workflow is woken', () => {
  test('by the approval that fills the quorum, not by the one before', () => {
    expect(mustWake(awaiting({ approvals: 1 }))).toBe(false)
    expect(mustWake(awaiting({ approvals: 2 }))).toBe(true)
  })

  test('by a rejection or a cancellation, also of a blocked request', () => {
    expect(mustWake(awaiting({ stopped }))).toBe(true)
    expect(mustWake(awaiting({ status: 'blocked', stopped }))).toBe(true)
  })

  test('by “Check again”, but only after the look whose result is shown', () => {
    const looked = { status: 'blocked', obstaclesAt: ago(60) } as const
    expect(mustWake(awaiting({ ...looked, lookAgainAt: null }))).toBe(false)
    expect(mustWake(awaiting({ ...looked, lookAgainAt: ago(61) }))).toBe(false)
    expect(mustWake(awaiting({ ...looked, lookAgainAt: ago(59) }))).toBe(true)
  })

  test('not while it is at work anyway', () => {
    expect(mustWake(awaiting({ status: 'working', stopped }))).toBe(false)
    expect(mustWake(awaiting({ status: 'asking', approvals: 2 }))).toBe(false)
  })
})

describe('the approvals of a round', () => {
  const decisions = {
    '1#U0CAROL': sampleDecision(carol, { at: ago(900) }),
    '2#U0CAROL': sampleDecision(carol, { at: ago(100) }),
    '2#U0BOB': sampleDecision(bob, { at: ago(200) }),
    '2#U0DAVE': sampleDecision(samplePerson('U0DAVE'), { kind: 'rejected', at: ago(50) }),
  }

  test('are told in the order in which they were given, without those of other rounds', () => {
    const approvers = approvalsOf({ round: 2, approvals: 2, decisions }).map(({ by }) => by.id)
    expect(approvers).toEqual(['U0BOB', 'U0CAROL'])
  })

  test('are none once it is void', () => {
    expect(approvalsOf({ round: 2, approvals: 0, decisions })).toEqual([])
  })
})
