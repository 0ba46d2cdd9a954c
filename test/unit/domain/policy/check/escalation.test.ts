import { expect, test } from 'vitest'
import { checkEscalation } from '../../../../../src/domain/policy/check/escalation.ts'
import { policyInFile } from '../../../../support/policy-directory.ts'

const escalateTo = { afterSeconds: 86_400, approvers: ['U0CFO'] }
const never = 'cards expire before escalateTo comes in: nobody is ever escalated to'

test('an escalation that comes before the expiry is as it should be', () => {
  const expireAfter = { kind: 'seconds', seconds: 86_401 } as const
  expect(checkEscalation(policyInFile({ escalateTo, expireAfter }))).toEqual([])
  expect(checkEscalation(policyInFile({ escalateTo, expireAfter: { kind: 'business-days', days: 1 } }))).toEqual([])
})

test('one that never comes is a warning, at what says so', () => {
  const file = policyInFile({ escalateTo, expireAfter: { kind: 'seconds', seconds: 86_400 } })
  expect(checkEscalation(file)).toEqual([{ kind: 'warning', path: 'policy.escalateTo', message: never }])
  const own = { ...file, ownPath: 'entities[1].policy', ownKeys: new Set(['expireAfter']) }
  expect(checkEscalation(own)).toMatchObject([{ path: 'entities[1].policy.expireAfter' }])
})
