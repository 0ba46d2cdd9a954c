import type { Policy } from '../../src/domain/policy/policy.ts'
import type { Entity } from '../../src/usecases/ports/rules.ts'
import { createFakeAnnouncer } from './fake-announcer.ts'
import { createFakeFilings } from './fake-filings.ts'
import { createFakePeople } from './fake-people.ts'
import { createFakeReconcilePorts } from './fake-reconcile-ports.ts'
import { createFakeRequests } from './fake-requests.ts'
import { alice, bob } from './sample-request.ts'

/** What asking for something needs, in memory: Alice may ask, Bob approves. */
export function askingPorts(given: { entities: readonly Entity[]; actions: Policy['actions']; now?: string }) {
  const { entities, actions, now = '2026-11-04T15:00:00Z' } = given
  const policy: Policy = {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB'],
    expireAfter: { kind: 'seconds', seconds: 60 },
    actions,
  }
  return {
    ...createFakeReconcilePorts(),
    requests: createFakeRequests(),
    filings: createFakeFilings(),
    people: createFakePeople([alice, bob]),
    announcer: createFakeAnnouncer(),
    workflow: { start: async () => {} },
    rules: {
      policyFor: () => ({ policy, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities,
    },
    now: () => new Date(now),
  }
}
