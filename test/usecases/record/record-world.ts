import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakePlaces } from '../../support/fake-places.ts'
import { createFakeRequests, sha256 } from '../../support/fake-requests.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, carol, samplePeriod, samplePerson } from '../../support/sample-request.ts'

export const audrey = samplePerson('U0AUDIT', { isFullMember: false })

export const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'S0CONTROLLERS'],
  auditors: ['U0AUDIT'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 }, delete: { approvals: 0 } },
}

/** A register with its readers, and a Zuora that can be away. */
export function createRecordWorld(periods: readonly AccountingPeriod[] = [samplePeriod()]) {
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const zuora = { periods: [...periods], isAway: false }
  const entity = sampleEntity({
    periods: {
      ...sampleEntity().periods,
      list: async () => {
        if (zuora.isAway) throw Object.assign(new Error('no answer'), { name: 'ZuoraUnavailable' })
        return zuora.periods
      },
    },
  })
  const rules = {
    policyFor: () => ({ policy, hash: 'c'.repeat(64), text: '{}' }),
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    entities: [entity],
  }
  const register = {
    all: async () => [...requests.all(), ...filings.allFiled()].sort((a, b) => a.number - b.number),
  }
  const people = createFakePeople([alice, bob, carol, audrey, samplePerson('U0ERIN')], { S0CONTROLLERS: ['U0CAROL'] })
  const now = () => new Date('2026-11-20T15:00:00.000Z')
  const policies = { policyText: async () => undefined }
  const evidence = { register, policies, hash: sha256, program: 'closing-bell 1', retainYears: 8 }
  return { requests, filings, zuora, entity, ports: { requests, people, rules, now, ...evidence } }
}
