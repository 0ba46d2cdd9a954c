import type { AccountingPeriod, TrialBalance } from '../../src/domain/accounting-period.ts'
import type { Decision } from '../../src/domain/approvals/decision.ts'
import { requiredItems, type Scan } from '../../src/domain/documents/blockers.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Request } from '../../src/domain/request.ts'
import { takeSnapshot } from '../../src/domain/snapshot.ts'
import type { RequestDraft } from '../../src/usecases/ports/record/requests.ts'

export function samplePerson(id: string, changes: Partial<Person> = {}): Person {
  return {
    id,
    name: `Person ${id}`,
    email: `${id}@example.com`.toLowerCase(),
    team: 'T0LOCAL',
    isFullMember: true,
    ...changes,
  }
}

export const alice = samplePerson('U0ALICE')
export const bob = samplePerson('U0BOB')
export const carol = samplePerson('U0CAROL')

export const completed: TrialBalance = {
  status: 'completed',
  statusText: 'Completed',
  start: '2026-11-02 08:00:00',
  end: '2026-11-02 08:12:30',
  errorMessage: null,
}

export const inError: TrialBalance = {
  status: 'error',
  statusText: 'Error',
  start: '2026-11-02 09:15:00',
  end: null,
  errorMessage: 'Unbalanced <entries> & more',
}

export function samplePeriod(changes: Partial<AccountingPeriod> = {}): AccountingPeriod {
  return {
    id: '402892c74c9193cd014c96bbe7c101f8',
    name: 'Oct 2026',
    startDate: '2026-10-01',
    endDate: '2026-10-31',
    status: 'PendingClose',
    statusText: 'PendingClose',
    fiscalYear: 2026,
    fiscalQuarter: 4,
    notes: null,
    trialBalance: completed,
    updatedBy: '402881e522cf4f9b0122cf5d82860002',
    updatedOn: '2026-11-02 08:12:31',
    organizationLabels: [],
    createdBy: '402881e522cf4f9b0122cf5d82860001',
    createdOn: '2026-01-05 10:00:00',
    reports: [],
    ...changes,
  }
}

export const noneFound: readonly Scan[] = requiredItems.map((item) => ({
  item,
  kind: 'counted',
  count: 0,
  more: false,
}))

/** A request as it is while approvers are waited for, in its first round. */
export function sampleRequest(changes: Partial<Request> = {}): Request {
  const { details: _details, ...draft } = sampleDraft()
  return {
    ...draft,
    number: 147,
    execution: 'US-0147',
    revision: 7,
    told: false,
    log: [],
    chain: ['a'.repeat(64)],
    later: [],
    laterChain: [],
    lockTaken: true,
    status: 'awaiting',
    round: 1,
    snapshot: takeSnapshot(samplePeriod(), noneFound),
    expiresAt: '2026-11-04T15:00:00.000Z',
    statusMessage: { channel: 'C0CLOSE', ts: '1793725200.000100' },
    ...changes,
  }
}

/** A request as `startRequest` hands it to the store. */
export function sampleDraft(changes: Partial<RequestDraft> = {}): RequestDraft {
  return {
    entity: 'us',
    action: 'close',
    period: {
      id: '402892c74c9193cd014c96bbe7c101f8',
      name: 'Oct 2026',
      startDate: '2026-10-01',
      endDate: '2026-10-31',
    },
    requester: alice,
    askedAt: '2026-11-02T13:00:00.000Z',
    notBefore: null,
    note: null,
    channel: 'C0CLOSE',
    messageId: 'message-1',
    setsBack: null,
    fields: null,
    neighbourId: null,
    range: null,
    partOf: null,
    earlier: null,
    approvalsNeeded: 2,
    policyHash: 'b'.repeat(64),
    details: { action: 'close' },
    status: 'working',
    lockTaken: false,
    unreachableSince: null,
    othersSince: null,
    asks: {},
    marks: null,
    shown: null,
    changedSinceCard: null,
    integrationUser: null,
    obstacles: null,
    obstaclesAt: null,
    lookAgainAt: null,
    round: 0,
    snapshot: null,
    changes: [],
    expiresAt: null,
    decisions: {},
    approvals: 0,
    stopped: null,
    taskToken: null,
    outcome: null,
    followUp: null,
    periodAtEnd: null,
    statusMessage: null,
    card: null,
    afterCard: null,
    outcomeMessage: null,
    followUpMessage: null,
    stages: null,
    formerRequesters: [],
    requesterLeftAt: null,
    roundStartedAt: null,
    heldUntil: null,
    escalatedAt: null,
    nudgedAt: null,
    trialBalanceNoted: null,
    headsTold: [],
    ...changes,
  }
}

export function sampleDecision(by: Person, changes: Partial<Decision> = {}): Decision {
  return {
    kind: 'approved',
    by,
    at: '2026-11-02T15:00:00.000Z',
    reason: null,
    authority: { rule: by.id, members: null },
    messageId: `click-of-${by.id}`,
    ...changes,
  }
}
