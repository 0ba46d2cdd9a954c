import { describe, expect, test } from 'vitest'
import {
  approversFor,
  authorityOf,
  groupsIn,
  type Policy,
  requestersFor,
  ruleFor,
} from '../../../../src/domain/policy/policy.ts'

const policy: Policy = {
  requesters: ['U0ALICE', 'S0FINANCE'],
  approvers: ['U0BOB', 'S0CONTROLLERS'],
  expireAfter: { kind: 'seconds', seconds: 48 * 3600 },
  actions: { close: { approvals: 2 }, 'pending-close': { approvals: 0, approvers: ['U0CAROL'] } },
}
const members = new Map([['S0CONTROLLERS', ['U0DAVE', 'U0BOB']]])

describe('who may', () => {
  test('a person who is named may by their own name, even if a group has them too', () => {
    expect(authorityOf('U0BOB', policy.approvers, members)).toEqual({ rule: 'U0BOB', members: null })
  })

  test('a member of a group may by that group, with its members at that moment', () => {
    const authority = authorityOf('U0DAVE', policy.approvers, members)
    expect(authority).toEqual({ rule: 'S0CONTROLLERS', members: ['U0DAVE', 'U0BOB'] })
  })

  test('nobody may by a group that was not looked up', () => {
    expect(authorityOf('U0DAVE', policy.approvers, new Map())).toBeUndefined()
  })

  test('nobody else may', () => {
    expect(authorityOf('U0MALLORY', policy.approvers, members)).toBeUndefined()
  })
})

test('user groups are told from people by their ids', () => {
  expect(groupsIn(['U0BOB', 'S0CONTROLLERS', 'W0EVE', 'S0FINANCE'])).toEqual(['S0CONTROLLERS', 'S0FINANCE'])
})

describe('the rule for an action', () => {
  test('an action that the policy does not name has none', () => {
    expect(ruleFor(policy, 'close')).toEqual({ approvals: 2 })
    expect(ruleFor(policy, 'trial-balance')).toBeUndefined()
  })

  test('an action may have approvers of its own', () => {
    expect(approversFor(policy, 'pending-close')).toEqual(['U0CAROL'])
    expect(approversFor(policy, 'close')).toEqual(policy.approvers)
  })

  test('setting back to Open needs no approval; who may ask for a close or approve one may ask for it', () => {
    expect(ruleFor(policy, 'set-back-to-open')).toEqual({ approvals: 0 })
    expect(requestersFor(policy, 'set-back-to-open')).toEqual(['U0ALICE', 'S0FINANCE', 'U0BOB', 'S0CONTROLLERS'])
    expect(requestersFor(policy, 'close')).toEqual(['U0ALICE', 'S0FINANCE'])
  })
})
