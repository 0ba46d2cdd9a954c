import { periodSeen } from '../../../src/domain/evidence/filed.ts'
import { canonicalJson } from '../../../src/domain/evidence/log.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { Request } from '../../../src/domain/request.ts'
import { advance } from '../../../src/usecases/advance.ts'
import { announce } from '../../../src/usecases/announce.ts'
import { runControlTest } from '../../../src/usecases/control-test/run-control-test.ts'
import { decide } from '../../../src/usecases/decide.ts'
import { delegationsInForce } from '../../../src/usecases/delegations/delegations-in-force.ts'
import { makeExport } from '../../../src/usecases/record/make-export.ts'
import { startRequest } from '../../../src/usecases/register/start-request.ts'
import { requestApproval } from '../../../src/usecases/request-approval.ts'
import { createFakeAnnouncer } from '../fake-announcer.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createFakeFilings } from '../fake-filings.ts'
import { createFakeKeptCalendars } from '../fake-kept-calendars.ts'
import { createFakeKeptPolicies } from '../fake-kept-policies.ts'
import { createFakeLocks } from '../fake-locks.ts'
import { createFakePeople } from '../fake-people.ts'
import { createFakePlaces } from '../fake-places.ts'
import { createFakeRequests, sha256 } from '../fake-requests.ts'
import { createFakeSeenPeriods } from '../fake-seen-periods.ts'
import { createFakeWorkflow } from '../fake-workflow.ts'
import { createFakeZuora } from '../fake-zuora.ts'
import { sampleEntity } from '../sample-entity.ts'
import { alice, bob, carol, samplePeriod, samplePerson } from '../sample-request.ts'

export const dave = samplePerson('U0DAVE', { name: 'Dave "=1+1" <Müller>, jr.' })

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'S0CONTROLLERS'],
  delegates: ['U0DAVE'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 }, reopen: { approvals: 2 } },
}
const text = canonicalJson(policy)
const inForce = { policy, text, hash: sha256(text) }

export type EvidenceWorld = ReturnType<typeof createEvidenceWorld>

/** A register in which requests, carried out by the real use cases, and filings stand in one row. */
export function createEvidenceWorld() {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const zuora = createFakeZuora(clock, samplePeriod({ status: 'Open', updatedBy: 'zuora-user-of-a-person' }))
  const places = createFakePlaces()
  const requests = createFakeRequests(places)
  const filings = createFakeFilings(places)
  const locks = createFakeLocks()
  const people = createFakePeople([alice, bob, carol, dave], { S0CONTROLLERS: ['U0CAROL', 'U0ALICE'] })
  const { periods, blockers } = zuora
  const entity = sampleEntity({ periods, blockers, documents: zuora.dated.documents, reports: zuora.filed.reports })
  const ports = {
    requests,
    filings,
    policies: createFakeKeptPolicies(),
    locks,
    people,
    seenPeriods: createFakeSeenPeriods(locks),
    keptCalendars: createFakeKeptCalendars(),
    delegations: delegationsInForce({ filings, timeZoneOf: () => entity.timeZone, now: clock.now }),
    announcer: createFakeAnnouncer(),
    rules: {
      policyFor: () => inForce,
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
    },
    now: clock.now,
    log: () => {},
  }
  const states = createFakeWorkflow(clock, {
    advance: (key) => advance(key, { ...ports, ...workflow }),
    requestApproval: (key, token) => requestApproval(key, token, { ...ports, ...workflow }),
    announce: (key, broke) => announce(key, broke, { ...ports, ...workflow }),
  })
  const workflow = { workflow: states.workflow }
  let messages = 0

  /** Runs what is due within the next hours, as long as `isDone` is not so. */
  const run = async (isDone: () => boolean) => {
    for (let tasks = 0; !isDone() && tasks < 500; tasks += 1) await states.runNext()
    if (!isDone()) throw new Error('it never came to that')
  }

  return {
    clock,
    zuora,
    requests,
    filings,
    run,
    registered: () => [...requests.all(), ...filings.allFiled()].sort((a, b) => a.number - b.number),
    /** Asked by Alice, and carried out until people are waited for. */
    async ask(action: 'close' | 'reopen', note: string | null): Promise<Request> {
      const period = { ...zuora.show(), endDate: '2026-10-31' }
      const asked = { action, person: alice, period, note, messageId: `message-${++messages}`, entity }
      const request = await startRequest(asked, ports)
      await states.workflow.start(request, request.execution)
      await run(() => requests.peek(request).card !== null)
      return request
    },
    async decide(request: Request, personId: string, reason: string | null = null): Promise<void> {
      clock.pass(90)
      const { round } = requests.peek(request)
      const kind = reason === null ? 'approved' : 'rejected'
      const slackTs = `${clock.now().getTime() / 1000 - 1}.000100`
      const messageId = `message-${++messages}`
      const asked = { key: request, kind, round, personId, reason, messageId, slackTs } as const
      const answer = await decide(asked, { ...ports, ...workflow })
      if (answer.kind !== 'counted') throw new Error(`it did not count: ${answer.because}`)
    },
    untilTold: (request: Request) => run(() => requests.peek(request).told),
    file(draft: Pick<Parameters<typeof filings.file>[0], 'about' | 'periodId' | 'by'>) {
      const at = clock.now().toISOString()
      return filings.file({ ...draft, entity: 'us', messageId: `message-${++messages}`, status: 'open', at })
    },
    controlTest: () =>
      runControlTest(
        { entity: null, channel: 'C0CLOSE', personId: 'U0BOB', messageId: `message-${++messages}` },
        ports,
      ),
    policyFiled: { kind: 'policy', hash: inForce.hash, before: null, changes: ['=the first'] } as const,
    seen: () => periodSeen(zuora.show()),
    export: (wanted: Parameters<typeof makeExport>[0]['wanted']) =>
      makeExport(
        { entity: { key: 'us', name: 'Example US' }, wanted, by: alice },
        {
          register: { all: async () => [...requests.all(), ...filings.allFiled()].sort((a, b) => a.number - b.number) },
          policies: { policyText: async (_entity, hash) => (hash === inForce.hash ? text : undefined) },
          now: clock.now,
          hash: sha256,
          program: '0.1.0 0123456789ab',
          retainYears: 8,
        },
      ),
  }
}
