import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { Request } from '../../../src/domain/request.ts'
import { advance } from '../../../src/usecases/advance.ts'
import { type AnnouncePorts, announce } from '../../../src/usecases/announce.ts'
import type { DecidePorts } from '../../../src/usecases/decide.ts'
import type { ReconcilePorts } from '../../../src/usecases/reconcile/reconcile-ports.ts'
import type { RequestActionPorts } from '../../../src/usecases/request-action.ts'
import { requestApproval } from '../../../src/usecases/request-approval.ts'
import type { WorkflowPorts } from '../../../src/usecases/turns/workflow-ports.ts'
import { wake } from '../../../src/usecases/wake.ts'
import type { AtAsk, TurnPlan } from '../closing-story.ts'
import { createFakeAnnouncer } from '../fake-announcer.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createFakeFilings } from '../fake-filings.ts'
import { createFakeKeptCalendars } from '../fake-kept-calendars.ts'
import { createFakeKeptPolicies } from '../fake-kept-policies.ts'
import { createFakeLocks } from '../fake-locks.ts'
import { createFakePeople } from '../fake-people.ts'
import { createFakeReconcilePorts } from '../fake-reconcile-ports.ts'
import { createFakeRequests } from '../fake-requests.ts'
import { createFakeSeenPeriods } from '../fake-seen-periods.ts'
import { createFakeWorkflow } from '../fake-workflow.ts'
import { botUser, humanUser } from '../fake-zuora.ts'
import { interruptible, interruptiblePeople } from '../interruptible.ts'
import { wrongWithWrite } from '../record-watch.ts'
import { sampleEntity } from '../sample-entity.ts'
import { alice, bob, carol, samplePeriod, samplePerson } from '../sample-request.ts'
import { createTurnTicks } from '../turn-ticks.ts'
import { watchAsks } from './ask-watch.ts'
import type { CalendarEvent, CalendarStory, Subject } from './calendar-story.ts'
import { wrongWithEnding } from './end-watch.ts'
import { createFakeCalendar } from './fake-calendar.ts'
import { wrongWithLocks } from './lock-watch.ts'
import { wrongWithRanges } from './range-watch.ts'
import { askFor } from './subjects.ts'

export type Ports = WorkflowPorts &
  DecidePorts &
  RequestActionPorts &
  ReconcilePorts &
  Pick<AnnouncePorts, 'keptCalendars'>

export type CalendarWorld = Awaited<ReturnType<typeof createCalendarWorld>>

/** One request about a calendar of four periods, carried out by the real use cases, while everything around it goes wrong. */
export async function createCalendarWorld(story: CalendarStory) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const zuora = createFakeCalendar(clock, calendarFor(story.subject))
  const requests = createFakeRequests()
  const locks = createFakeLocks()
  const seenPeriods = createFakeSeenPeriods(locks)
  const keptCalendars = createFakeKeptCalendars()
  if (story.botIsKnown) await locks.rememberIntegrationUser('us', botUser)
  const announcer = createFakeAnnouncer()
  const people = createFakePeople(everyone, { S0CONTROLLERS: ['U0DAVE', 'U0ALICE'] })
  const plans: TurnPlan<CalendarEvent>[] = []
  const atAsks: AtAsk<CalendarEvent>[] = []
  const asking = { turns: 0 }
  const asks: Parameters<typeof watchAsks>[0]['asks'] = []
  const violations: string[] = []
  const policy = { approvals: story.approvals as number | null }
  const world = { happen: async (_event: CalendarEvent): Promise<void> => {} }
  requests.onWrite((before, after) => {
    violations.push(...wrongWithWrite(before, after), ...wrongWithEnding(before, after, clock.now()))
    violations.push(...wrongWithLocks(requests.all()), ...wrongWithRanges(requests.all()))
  })

  /** The index of a period's requests takes its time. */
  const ofPeriod: RequestActionPorts['requests']['ofPeriod'] = async (entity, periodId) => {
    const found = await requests.ofPeriod(entity, periodId)
    const latest = clock.now().getTime() - story.indexLagSeconds * 1000
    return found.filter(({ askedAt }) => Date.parse(askedAt) <= latest)
  }

  const inForceNow = () => ({
    policy: policyOf(policy.approvals),
    hash: `approvals: ${policy.approvals}`,
    text: '{}',
  })

  /** The ports as one invocation of a function has them, until it dies. */
  const portsOf = (plan: TurnPlan<CalendarEvent>): Ports => {
    const ticks = createTurnTicks(plan, { clock, atAsks, asking, happen: (event) => world.happen(event) })
    const needed = policy.approvals
    const inForce = inForceNow()
    const watched = watchAsks({ zuora, requests, locks, clock, asks, violations, needed })
    const periods = watched.delivered({
      ...interruptible(watched.periods, ticks.read),
      ask: interruptible(watched.periods, ticks.ask).ask,
    })
    const blockers = interruptible(zuora.blockers, ticks.read)
    return {
      ...createFakeReconcilePorts(),
      requests: interruptible({ ...requests, ofPeriod }, ticks.call),
      locks: interruptible(locks, ticks.call),
      seenPeriods: interruptible(seenPeriods, ticks.call),
      keptCalendars: interruptible(keptCalendars, ticks.call),
      announcer: interruptible(announcer, ticks.call),
      people: interruptiblePeople(people, ticks.call),
      filings: createFakeFilings(),
      policies: createFakeKeptPolicies(),
      delegations: { inForce: async () => [] },
      workflow: interruptible(states.workflow, ticks.call),
      rules: {
        policyFor: () => inForce,
        labelOf: () => 'Example US',
        patience: { trialBalance: 4 * 3600, trialBalanceStart: 900 },
        entities: [sampleEntity({ periods, blockers })],
      },
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

  await askFor(story.subject, { personId: 'U0ALICE', messageId: 'asked-1' }, portsOf(calm))
  const key = { entity: 'us', number: 1 }

  return {
    key,
    clock,
    zuora,
    requests,
    locks,
    seenPeriods,
    states,
    policy,
    violations,
    turn,
    now: (): Request => requests.peek(key),
    /** The last request that is not finished. */
    newest: (): Request => requests.all().findLast(({ status }) => status !== 'finished') ?? requests.peek(key),
    wake: () =>
      wake({
        requests,
        workflow: states.workflow,
        rules: { policyFor: inForceNow, patience: { trialBalance: 4 * 3600, trialBalanceStart: 900 } },
        now: clock.now,
        log: () => {},
      }),
    /** From now on everything may go wrong. */
    beginTrouble(): void {
      plans.push(...story.plans)
      atAsks.push(...story.atAsks)
      zuora.runs.push(...story.runs)
      zuora.fates.push(...story.fates)
      zuora.lags.push(...story.lags)
      zuora.state.lastFate = story.lastFate
    },
    /** What comes in between within a turn. */
    onBetween: (happen: (event: CalendarEvent) => Promise<void>) => {
      world.happen = happen
    },
  }
}

const calm: TurnPlan<CalendarEvent> = { diesAt: null, slow: null, between: null }

const everyone = [
  alice,
  bob,
  carol,
  samplePerson('U0DAVE'),
  samplePerson('U0ERIN'),
  samplePerson('U0MALLORY'),
  samplePerson('U0GUEST', { isFullMember: false }),
]

/** July to October: closed as far as the story needs it. */
function calendarFor(subject: Subject): AccountingPeriod[] {
  const august = subject.action === 'close-range' ? 'Open' : subject.action === 'reopen' ? subject.from : 'Closed'
  const statuses = ['Closed', august, 'Open', 'Open'] as const
  return ['Jul', 'Aug', 'Sep', 'Oct'].map((month, index) => {
    const status = statuses[index] ?? 'Open'
    const start = `2026-${String(index + 7).padStart(2, '0')}`
    const dates = { startDate: `${start}-01`, endDate: `${start}-${month === 'Sep' ? 30 : 31}` }
    const users = { createdBy: humanUser, updatedBy: humanUser }
    return samplePeriod({ id: month, name: `${month} 2026`, ...dates, ...users, status, statusText: status })
  })
}

/** Who asked, and a guest, are named as approvers on purpose. */
function policyOf(approvals: number | null): Policy {
  const rule = approvals === null ? undefined : { approvals }
  return {
    requesters: ['U0ALICE', 'U0ERIN'],
    approvers: ['U0BOB', 'U0CAROL', 'U0ALICE', 'U0GUEST', 'S0CONTROLLERS'],
    expireAfter: { kind: 'seconds', seconds: 6 * 3600 },
    actions: { close: rule, reopen: rule, create: rule, update: rule, 'update-dates': rule, delete: rule },
  }
}
