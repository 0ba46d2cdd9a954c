import { expect, test } from 'vitest'
import type { Person } from '../../../../src/domain/person.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import { accessUnder, warningsOf } from '../../../../src/domain/reading/access.ts'
import { readersOf } from '../../../../src/domain/reading/readers.ts'
import { alice, bob, carol, samplePerson } from '../../../support/sample-request.ts'

const dan = samplePerson('U0DAN')
const guest = samplePerson('U0GUEST', { isFullMember: false })
const groups: Readonly<Record<string, readonly Person[]>> = {
  S0CONTROLLERS: [carol, dan],
  S0EMPTY: [],
  S0BOTH: [alice, bob],
}
const people = new Map([alice, bob, carol, dan, guest].map((person) => [person.id, person]))
const resolve = (principal: string) => groups[principal] ?? [people.get(principal) ?? samplePerson(principal)]

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'S0CONTROLLERS'],
  expireAfter: { kind: 'seconds', seconds: 60 },
  actions: { close: { approvals: 2 } },
}

const warnings = (changes: Partial<Policy>) => warningsOf(accessUnder({ ...policy, ...changes }, resolve))

test('one more than needed: nothing to warn of', () => {
  expect(warnings({})).toEqual([])
})

test('exactly as many as needed: nobody to spare', () => {
  expect(warnings({ approvers: ['S0CONTROLLERS'] })).toEqual([
    { kind: 'nobody-to-spare', action: 'close', stage: null, needed: 2 },
  ])
})

test('too few, and a group that is empty', () => {
  expect(warnings({ approvers: ['S0EMPTY', 'U0BOB'] })).toEqual([
    { kind: 'too-few', action: 'close', stage: null, needed: 2, people: 1 },
    { kind: 'empty-group', group: 'S0EMPTY' },
  ])
})

test('who asks never approves: then too few are left', () => {
  const found = warnings({ requesters: ['U0ALICE', 'U0BOB'], approvers: ['S0BOTH'] })
  expect(found).toContainEqual({ kind: 'too-few-when-asking', action: 'close', people: [alice, bob] })
})

test('a guest is named and can do nothing, and is no approver to spare', () => {
  expect(warnings({ approvers: ['U0BOB', 'U0CAROL', 'U0GUEST'] })).toEqual([
    { kind: 'nobody-to-spare', action: 'close', stage: null, needed: 2 },
    { kind: 'cannot-act', person: guest },
  ])
})

test('an auditor who is a guest is as it should be', () => {
  expect(warnings({ auditors: ['U0GUEST'] })).toEqual([])
})

test('stages are looked at each by itself', () => {
  const stages = [
    { approvers: ['S0CONTROLLERS'], approvals: 1 },
    { approvers: ['U0BOB'], approvals: 1 },
  ]
  const actions = { close: { approvals: 2, stages } }
  const { actions: shown } = accessUnder({ ...policy, actions }, resolve)
  expect(
    shown[0]?.stages.map(({ approvals, approvers }) => [approvals, approvers.map(({ people: of }) => of)]),
  ).toEqual([
    [1, [[carol, dan]]],
    [1, [[bob]]],
  ])
  expect(warnings({ actions })).toEqual([{ kind: 'nobody-to-spare', action: 'close', stage: 2, needed: 1 }])
})

test('one person whom two stages need is too few for both, and one of two who are named twice is not to spare', () => {
  const both = (approvers: string[]) => {
    const stages = [approvers, approvers].map((of) => ({ approvers: of, approvals: 1 }))
    return warnings({ actions: { close: { approvals: 2, stages } } })
  }
  expect(both(['U0BOB'])).toEqual([{ kind: 'too-few', action: 'close', stage: null, needed: 2, people: 1 }])
  expect(both(['U0BOB', 'U0CAROL'])).toEqual([{ kind: 'nobody-to-spare', action: 'close', stage: null, needed: 2 }])
})

test('everyone whom a policy names may read, each named once', () => {
  const stages = [{ approvers: ['U0STAGE'], approvals: 1 }]
  const named = readersOf({
    ...policy,
    auditors: ['S0AUDITORS', 'U0ALICE'],
    delegates: ['U0DEPUTY'],
    escalateTo: { afterSeconds: 60, approvers: ['U0CFO'] },
    actions: { close: { approvals: 1, stages }, reopen: { approvals: 1, approvers: ['U0REOPEN'] } },
  })
  expect(named.toSorted()).toEqual(
    ['S0AUDITORS', 'S0CONTROLLERS', 'U0ALICE', 'U0BOB', 'U0CFO', 'U0DEPUTY', 'U0REOPEN', 'U0STAGE'].toSorted(),
  )
})
