import type { Policy, Stage } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import { advance } from '../../src/usecases/advance.ts'
import { type AnnouncePorts, announce } from '../../src/usecases/announce.ts'
import type { DecidePorts } from '../../src/usecases/decide.ts'
import type { Entity } from '../../src/usecases/ports/rules.ts'
import { startRequest } from '../../src/usecases/register/start-request.ts'
import type { RequestActionPorts } from '../../src/usecases/request-action.ts'
import { requestApproval } from '../../src/usecases/request-approval.ts'
import type { WorkflowPorts } from '../../src/usecases/turns/workflow-ports.ts'
import { wake } from '../../src/usecases/wake.ts'
import type { AtAsk, ClosingEvent, ClosingStory, TurnPlan } from './closing-story.ts'
import { type CloseAsk, watchCloses } from './closing-watch.ts'
import { createFakeAnnouncer } from './fake-announcer.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeFilings } from './fake-filings.ts'
import { createFakeKeptCalendars } from './fake-kept-calendars.ts'
import { createFakeKeptPolicies } from './fake-kept-policies.ts'
import { createFakeLocks } from './fake-locks.ts'
import { createFakePeople } from './fake-people.ts'
import { createFakeRequests } from './fake-requests.ts'
import { createFakeSeenPeriods } from './fake-seen-periods.ts'
import { createFakeWorkflow } from './fake-workflow.ts'
import { botUser, createFakeZuora, type FakeZuora } from './fake-zuora.ts'
import { interruptible, interruptiblePeople } from './interruptible.ts'
import { wrongWithWrite } from './record-watch.ts'
import { sampleEntity } from './sample-entity.ts'
import { alice, bob, carol, samplePeriod, samplePerson } from './sample-request.ts'
import { createTurnTicks } from './turn-ticks.ts'

export type Ports = WorkflowPorts & DecidePorts & RequestActionPorts & Pick<AnnouncePorts, 'keptCalendars'>

export type ClosingWorld = Awaited<ReturnType<typeof createClosingWorld>>

/** One close of one period, carried out by the real use cases, while everything around them goes wrong. */
export async function createClosingWorld(story: ClosingStory) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const zuora = createFakeZuora(clock, samplePeriod({ status: story.startsAs, updatedBy: 'zuora-user-of-a-person' }))
  const requests = createFakeRequests()
  const locks = createFakeLocks()
  const seenPeriods = createFakeSeenPeriods(locks)
  const keptCalendars = createFakeKeptCalendars()
  if (story.botIsKnown) await locks.rememberIntegrationUser('us', botUser)
  const announcer = createFakeAnnouncer()
  const crowd = [...everyone]
  const groups = { S0CONTROLLERS: ['U0DAVE', 'U0ALICE'] }
  const people = createFakePeople(crowd, groups)
  const plans: TurnPlan[] = []
  const atAsks: AtAsk[] = []
  const asking = { turns: 0 }
  const closes: CloseAsk[] = []
  const violations: string[] = []
  requests.onWrite((before, after) => violations.push(...wrongWithWrite(before, after)))
  const policy = { approvals: story.approvals as number | null }
  const world = { happen: async (_event: ClosingEvent): Promise<void> => {} }

  /** As an invocation finds them: the configuration does not change under it. */
  const rulesNow = (entity: Entity) => {
    const inForce = { policy: policyOf(policy.approvals, story), hash: `close: ${policy.approvals}`, text: '{}' }
    return {
      policyFor: () => inForce,
      labelOf: () => 'Example US',
      patience: { trialBalance: 4 * 3600, trialBalanceStart: 900 },
      entities: [entity],
    }
  }

  /** The ports as one invocation of a function has them, until it dies. */
  const portsOf = (plan: TurnPlan): Ports => {
    const ticks = createTurnTicks(plan, { clock, atAsks, asking, happen: (event) => world.happen(event) })
    const rules = rulesNow(entityOf(zuora))
    const needed = policy.approvals
    const stages = stagesOf(needed ?? 0, story).map(({ approvals }) => approvals)
    const watched = watchCloses({ zuora, requests, clock, closes, violations, story, needed, stages })
    const periods = watched.delivered({
      ...interruptible(watched.periods, ticks.read),
      ask: interruptible(watched.periods, ticks.ask).ask,
    })
    const looks = {
      blockers: interruptible(watched.blockers, ticks.read),
      documents: interruptible(watched.documents, ticks.read),
      reports: interruptible(zuora.filed.reports, ticks.read),
    }
    return {
      requests: interruptible(requests, ticks.call),
      locks: interruptible(locks, ticks.call),
      seenPeriods: interruptible(seenPeriods, ticks.call),
      keptCalendars: interruptible(keptCalendars, ticks.call),
      announcer: interruptible(announcer, ticks.call),
      people: interruptiblePeople(people, ticks.call, watched.lookedUp),
      filings: createFakeFilings(),
      policies: createFakeKeptPolicies(),
      delegations: { inForce: async () => [] },
      workflow: interruptible(states.workflow, ticks.call),
      rules: { ...rules, entities: [sampleEntity({ periods, ...looks })] },
      now: clock.now,
      log: () => {},
    }
  }

  const turn = <T>(run: (ports: Ports) => Promise<T>): Promise<T> => run(portsOf(plans.shift() ?? calm))

  const states = createFakeWorkflow(clock, {
    advance: (key) => turn((ports) => advance(key, ports)),
    requestApproval: (key, token) => turn((ports) => requestApproval(key, token, ports)),
    announce: (key, broke) => turn((ports) => announce(key, broke, ports)),
  })

  const startClose = (messageId: string) => {
    const period = { ...zuora.show(), endDate: '2026-10-31' }
    const at = clock.now().getTime() + (story.plannedSeconds ?? 0) * 1000
    const notBefore = story.plannedSeconds ? new Date(at).toISOString() : null
    const asked = { action: 'close', person: alice, period, note: null, notBefore, messageId } as const
    return startRequest({ ...asked, entity: entityOf(zuora) }, portsOf(calm))
  }
  const request = await startClose('asked-1')
  await states.workflow.start(request, request.execution)

  return {
    key: { entity: 'us', number: request.number },
    clock,
    zuora,
    requests,
    locks,
    announcer,
    states,
    policy,
    closes,
    violations,
    turn,
    /** Whether the lock of the period is there for whoever asks next. */
    async mayNextRequestBegin(): Promise<boolean> {
      Object.assign(zuora.state, { unavailableUntil: 0, gone: true })
      const next = await startClose('asked-2')
      await advance(next, portsOf(calm))
      return requests.peek(next).lockTaken
    },
    now: (): Request => requests.peek(request),
    wake: () =>
      wake({
        requests,
        workflow: states.workflow,
        rules: rulesNow(entityOf(zuora)),
        now: clock.now,
        log: () => {},
      }),
    /** What becomes of somebody in Slack. */
    setAuthority(id: string, is: 'member' | 'guest' | 'unnamed'): void {
      const at = crowd.findIndex((person) => person.id === id)
      crowd[at] = samplePerson(id, { isFullMember: is !== 'guest' })
      if (id === 'U0DAVE') groups.S0CONTROLLERS = is === 'unnamed' ? ['U0ALICE'] : ['U0DAVE', 'U0ALICE']
    },
    /** From now on everything may go wrong. */
    beginTrouble(): void {
      plans.push(...story.plans)
      atAsks.push(...story.atAsks)
      zuora.runs.push(...story.runs)
      zuora.fates.push(...story.fates)
      zuora.state.lastFate = story.lastFate
    },
    /** What comes in between within a turn. */
    onBetween: (happen: (event: ClosingEvent) => Promise<void>) => {
      world.happen = happen
    },
  }
}

const calm: TurnPlan = { diesAt: null, slow: null, between: null }

const everyone = [
  alice,
  bob,
  carol,
  samplePerson('U0DAVE'),
  samplePerson('U0MALLORY'),
  samplePerson('U0GUEST', { isFullMember: false }),
]

function entityOf({ periods, blockers, dated, filed }: FakeZuora): Entity {
  return sampleEntity({ periods, blockers, documents: dated.documents, reports: filed.reports })
}

/** Who asked, and a guest, are named as approvers on purpose. */
const approvers = ['U0BOB', 'U0CAROL', 'U0ALICE', 'U0GUEST', 'S0CONTROLLERS']

function stagesOf(approvals: number, { isStaged }: ClosingStory): readonly Stage[] {
  if (!isStaged || approvals < 2) return [{ approvers, approvals }]
  return [
    { approvers: ['U0BOB', 'U0CAROL', 'U0ALICE'], approvals: 1 },
    { approvers, approvals: approvals - 1 },
  ]
}

function policyOf(approvals: number | null, story: ClosingStory): Policy {
  const { onChangedData, onNewTrialBalance, holdSeconds, validForSeconds } = story
  return {
    requesters: ['U0ALICE'],
    approvers,
    holdBeforeCloseSeconds: holdSeconds,
    approvalValidForSeconds: validForSeconds,
    expireAfter: { kind: 'seconds', seconds: 6 * 3600 },
    onChangedData,
    onNewTrialBalance,
    actions: { close: approvals === null ? undefined : { approvals, stages: stagesOf(approvals, story) } },
  }
}
