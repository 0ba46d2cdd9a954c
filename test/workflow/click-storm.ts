import { setTimeout as wait } from 'node:timers/promises'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Person } from '../../src/domain/person.ts'
import type { ActionRule, Policy } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import { createPeopleCache } from '../../src/store/people-cache.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createRefusedClicks } from '../../src/store/requests/refused-clicks.ts'
import { createRequests } from '../../src/store/requests/requests.ts'
import { advance } from '../../src/usecases/advance.ts'
import { announce } from '../../src/usecases/announce.ts'
import { type DecisionAnswer, type DecisionAsked, decide } from '../../src/usecases/decide.ts'
import { createCachedPeople } from '../../src/usecases/people/cached-people.ts'
import type { SlackPeople } from '../../src/usecases/ports/people/people.ts'
import { requestApproval } from '../../src/usecases/request-approval.ts'
import { recording } from '../contract/requests-contract.ts'
import { createFakeAnnouncer } from '../support/fake-announcer.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeFilings } from '../support/fake-filings.ts'
import { createFakeKeptCalendars } from '../support/fake-kept-calendars.ts'
import { createFakeKeptPolicies } from '../support/fake-kept-policies.ts'
import { createFakeLocks } from '../support/fake-locks.ts'
import { createFakeSeenPeriods } from '../support/fake-seen-periods.ts'
import { createFakeWorkflow } from '../support/fake-workflow.ts'
import { createFakeZuora } from '../support/fake-zuora.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { sampleDraft, samplePeriod, samplePerson } from '../support/sample-request.ts'

const idOf = (index: number) => `U0P${String(index).padStart(2, '0')}`
const outsiders = 36

/** Fifty people: 30 controllers, some of whom may not count, 5 named by themselves, who asks, and 14 outsiders. */
export const requester = samplePerson(idOf(35))
const unlike: Readonly<Record<number, Partial<Person>>> = {
  26: { email: requester.email },
  27: { email: samplePerson(idOf(0)).email },
  28: { isFullMember: false },
  29: { isFullMember: false },
}
export const everyone = Array.from({ length: 50 }, (_, index) => samplePerson(idOf(index), unlike[index]))
const controllers = everyone.slice(0, 30).map(({ id }) => id)
export const named = everyone.slice(30, 35).map(({ id }) => id)
export const isOutsider = (id: string) => everyone.findIndex((person) => person.id === id) >= outsiders

/** How long Slack takes to answer. */
const slackMs = 50

function createSlack() {
  const calls: string[] = []
  const say = async <T>(what: string, value: T): Promise<T> => {
    calls.push(what)
    await wait(slackMs)
    return value
  }
  const slack: SlackPeople = {
    describe: (id) => {
      const known = everyone.find((person) => person.id === id)
      return say(id, { person: known ?? samplePerson(id, { isFullMember: false }), timeZone: null })
    },
    members: async (groups) =>
      new Map(await Promise.all(groups.map(async (id) => [id, await say(id, controllers)] as const))),
  }
  return { slack, calls }
}

export type Click = DecisionAsked & { answer: DecisionAnswer }

let storms = 0

/** The real use cases on the real store, each click in one of ten containers. Zuora, messages and the clock are played. */
export async function openStorm(dynamodb: DynamoDBClient, close: ActionRule) {
  storms += 1
  const names = { table: 'closing-bell', partitionOf: (entity: string) => `ENTITY#${entity}` }
  // A day after the one before: nothing is remembered of Slack.
  const clock = createFakeClock(new Date(Date.parse('2026-11-04T14:00:00.000Z') + storms * 86_400_000).toISOString())
  const zuora = createFakeZuora(clock, samplePeriod({ status: 'Open', updatedBy: 'zuora-user-of-a-person' }))
  const { slack, calls } = createSlack()
  const requests = {
    ...createRequests(dynamodb, names, recording),
    ...createRegister(dynamodb, names, recording),
    ...createRefusedClicks(dynamodb, names),
  }
  const locks = createFakeLocks()
  const quick = createFakeAnnouncer()
  const announcer = {
    ...quick,
    showCard: async (request: Request) => {
      await wait(slackMs)
      await quick.showCard(request)
    },
  }
  const { periods, blockers, dated, filed } = zuora
  const key = `e${storms}`
  const entity = sampleEntity({ key, periods, blockers, documents: dated.documents, reports: filed.reports })
  const policy: Policy = {
    requesters: [requester.id],
    approvers: ['S0CONTROLLERS', ...named],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
    actions: { close },
  }
  const rules = {
    policyFor: () => ({ policy, hash: 'b'.repeat(64), text: '{}' }),
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    entities: [entity],
  }
  const cache = createPeopleCache(dynamodb, names, clock.now)
  const container = () => createCachedPeople({ slack, cache, now: clock.now, wait: () => wait(40) })
  const ports = {
    requests,
    locks,
    seenPeriods: createFakeSeenPeriods(locks),
    keptCalendars: createFakeKeptCalendars(),
    announcer,
    rules,
    people: container(),
    filings: createFakeFilings(),
    policies: createFakeKeptPolicies(),
    delegations: { inForce: async () => [] },
    now: clock.now,
    log: () => {},
    workflow: { start: async () => {}, resume: async () => {} },
  }
  const flow = createFakeWorkflow(clock, {
    advance: (request) => advance(request, ports),
    requestApproval: (request, token) => requestApproval(request, token, { ...ports, workflow: flow.workflow }),
    announce: (request, broke) => announce(request, broke, ports),
  })
  const draft = sampleDraft({ entity: key, requester, approvalsNeeded: close.approvals, policyHash: 'b'.repeat(64) })
  const asked = await requests.create(draft)
  await flow.workflow.start(asked, asked.execution)
  const now = async () => (await requests.read(asked)) ?? asked

  /** Until people are waited for under a card, or nothing runs any more. */
  const runUntilAwaited = async (): Promise<void> => {
    for (;;) {
      const { status, taskToken, card, round } = await now()
      if (status === 'awaiting' && taskToken && card?.round === round) return
      if (flow.nextDueAt() === undefined) return
      await flow.runNext()
    }
  }
  const runToTheEnd = async (): Promise<void> => {
    while (flow.nextDueAt() !== undefined) await flow.runNext()
  }

  const resumed: string[] = []
  const resume = async (token: string) => {
    resumed.push(token)
    await flow.workflow.resume(token)
  }

  /** All at once: everyone presses `times` times, each press delivered `copies` times. */
  const press = async ({ times, copies }: { times: number; copies: number }): Promise<Click[]> => {
    const { round } = await now()
    const containers = Array.from({ length: 10 }, container)
    const presses = Array.from({ length: times }, (_, time) =>
      everyone.map(({ id }): DecisionAsked => {
        const messageId = `${key}-${resumed.length}-${id}-${time}`
        return { key: asked, kind: 'approved', round, personId: id, reason: null, messageId, slackTs: null }
      }),
    ).flat()
    const deliveries = Array.from({ length: copies }, () => presses).flat()
    const answers = deliveries.map(async (click, index): Promise<Click> => {
      const people = containers[index % containers.length] ?? container()
      return { ...click, answer: await decide(click, { ...ports, people, workflow: { resume } }) }
    })
    return Promise.all(answers)
  }

  return { ports, key: asked, zuora, calls, announcer, requests, now, runUntilAwaited, runToTheEnd, press }
}
