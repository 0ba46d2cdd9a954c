import type { Policy } from '../../src/domain/policy/policy.ts'
import { advance } from '../../src/usecases/advance.ts'
import { announce, type Broke } from '../../src/usecases/announce.ts'
import type { Delegations } from '../../src/usecases/ports/delegations.ts'
import type { RequestDraft } from '../../src/usecases/ports/record/requests.ts'
import { createFakeAnnouncer } from '../support/fake-announcer.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeFilings } from '../support/fake-filings.ts'
import { createFakeKeptCalendars } from '../support/fake-kept-calendars.ts'
import { createFakeKeptPolicies } from '../support/fake-kept-policies.ts'
import { createFakeLocks } from '../support/fake-locks.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { createFakeSeenPeriods } from '../support/fake-seen-periods.ts'
import { createFakeZuora } from '../support/fake-zuora.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { alice, bob, carol, sampleDraft, samplePeriod } from '../support/sample-request.ts'

/** One request with its Zuora, for tests of what a single turn of the workflow does. */
export async function createWorkflowWorld(changes: Partial<RequestDraft> = {}) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const zuora = createFakeZuora(clock, samplePeriod({ status: 'Open', updatedBy: 'zuora-user-of-a-person' }))
  const requests = createFakeRequests()
  const locks = createFakeLocks()
  const seenPeriods = createFakeSeenPeriods(locks)
  const announcer = createFakeAnnouncer()
  const request = await requests.create(sampleDraft(changes))
  const entity = sampleEntity({
    key: request.entity,
    periods: zuora.periods,
    blockers: zuora.blockers,
    documents: zuora.dated.documents,
    reports: zuora.filed.reports,
  })
  const policy: Policy = {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB', 'U0CAROL'],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
    actions: { close: { approvals: 2 }, update: { approvals: 0 } },
  }
  const rules = {
    policyFor: () => ({ policy, hash: request.policyHash, text: '{}' }),
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    entities: [entity],
  }
  const workflow = { start: async () => {}, resume: async () => {} }
  const people = createFakePeople([alice, bob, carol])
  const filings = createFakeFilings()
  const delegations: Delegations = { inForce: async () => [] }
  const keptCalendars = createFakeKeptCalendars()
  const beside = { people, filings, delegations, policies: createFakeKeptPolicies(), keptCalendars }
  const ports = { requests, locks, seenPeriods, workflow, announcer, rules, ...beside, now: clock.now, log: () => {} }
  return {
    clock,
    policy,
    zuora,
    locks,
    announcer,
    ports,
    now: () => requests.peek(request),
    advance: () => advance(request, ports),
    announce: (broke: Broke = null) => announce(request, broke, ports),
  }
}
