import { describe, expect, test } from 'vitest'
import { type Control, controls } from '../../../src/domain/approvals/control-test.ts'
import { beginning, chainOf } from '../../../src/domain/evidence/log.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { Request } from '../../../src/domain/request.ts'
import { controlTestMessage, controlTestReply } from '../../../src/slack/messages/record/control-test.ts'
import { type ControlTestPorts, runControlTest } from '../../../src/usecases/control-test/run-control-test.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakeRequests, sha256 } from '../../support/fake-requests.ts'
import { alice, bob, carol, samplePerson } from '../../support/sample-request.ts'
import { createWorkflowWorld } from '../workflow-world.ts'

const guest = samplePerson('U0GUEST', { isFullMember: false })
const auditor = samplePerson('U0AUDIT', { isFullMember: false })
const label = () => 'SANDBOX Example US'

function openWorld(changes: Partial<ControlTestPorts> = {}) {
  const clock = createFakeClock('2026-11-03T14:00:00.000Z')
  const requests = createFakeRequests()
  const announcer = createFakeAnnouncer()
  const people = createFakePeople([alice, bob, carol, guest, auditor], { S0CONTROLLERS: ['U0CAROL', 'U0GUEST'] })
  const policy: Policy = {
    requesters: ['U0ALICE'],
    approvers: ['U0BOB', 'S0CONTROLLERS'],
    auditors: ['U0AUDIT'],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
    actions: { close: { approvals: 2 } },
  }
  const ports: ControlTestPorts = {
    requests,
    announcer,
    people,
    delegations: { inForce: async () => [] },
    rules: {
      policyFor: () => ({ policy, text: '{}', hash: 'b'.repeat(64) }),
      labelOf: label,
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [{ key: 'us', name: 'Example US', channel: 'C0CLOSE', timeZone: 'America/New_York' }],
    },
    now: clock.now,
    ...changes,
  }
  const run = (personId = 'U0ALICE', messageId = 'message-1', more: Partial<ControlTestPorts> = {}) =>
    runControlTest({ entity: null, channel: 'C0CLOSE', personId, messageId }, { ...ports, ...more })
  return { clock, requests, announcer, people, policy, ports, run }
}

const outcomesTold = ({ announcer }: ReturnType<typeof openWorld>) =>
  announcer.told.filter(({ kind }) => kind === 'outcome')

async function tested(answer: ReturnType<typeof runControlTest>) {
  const given = await answer
  if (given.kind !== 'tested') throw new Error(`answered ${given.kind}`)
  return given
}

describe('a control test where every rule holds', () => {
  test('each try is refused for its reason, an approver counts once, and a void leaves no approval', async () => {
    const world = openWorld()
    const { request, results } = await tested(world.run())
    expect(results.map(({ control, got, passed }) => [control, got, passed])).toEqual([
      ['self-approval', 'own-request', true],
      ['outsider', 'not-an-approver', true],
      ['stale-card', 'older-card', true],
      ['approver', 'counted', true],
      ['same-approver-twice', 'already-decided', true],
      ['void', 'no approval counts', true],
      ['voided-card', 'not-awaiting', true],
    ] satisfies [Control, string, boolean][])
    expect(request).toMatchObject({ action: 'control-test', status: 'finished', outcome: { kind: 'succeeded' } })
    expect(await world.requests.refusedClicks(request)).toEqual({
      'U0ALICE#own-request': 1,
      'U0CONTROLTESTOUTSIDER#not-an-approver': 1,
      'U0CONTROLTESTAPPROVER#older-card': 1,
      'U0CONTROLTESTAPPROVER#already-decided': 1,
      'U0CONTROLTESTAPPROVER#not-awaiting': 1,
    })
  })

  test('it is sealed with its results: whoever changes one of them breaks its chain', async () => {
    const world = openWorld()
    const { request, results } = await tested(world.run())
    expect(request.log.map(({ kind }) => kind)).toEqual(['asked', 'approval-asked', 'approved', 'voided', 'outcome'])
    expect(request.log.at(-1)?.details).toMatchObject({ results, clicksThatDidNotCount: expect.anything() })
    expect(request.log[0]?.details).toMatchObject({ authority: { rule: 'U0ALICE' } })
    const previous = String(request.log[0]?.details.previousRequest)
    expect(previous).toBe(beginning)
    expect(request.chain).toEqual(chainOf(request.log, [], previous, sha256))
  })

  test('the channel gets one line with reference and head; the answer says what was tried', async () => {
    const world = openWorld()
    const answer = await tested(world.run())
    const { request } = answer
    expect(world.announcer.told.map(({ kind }) => kind)).toEqual(['outcome'])
    const { text } = controlTestMessage(request, label)
    expect(text).toContain('every control that was tried held')
    expect(text).toContain('US-0001')
    expect(text).toContain(request.chain.at(-1))
    expect(text.split('\n')).toHaveLength(1)
    const reply = controlTestReply(answer, label).text
    expect(reply.split(':white_check_mark:')).toHaveLength(controls.length + 1)
    expect(reply).toContain('Nothing was asked of Zuora')
  })

  test('nothing of it is left for the repair of every minute, and it is of no period', async () => {
    const world = openWorld()
    const { request } = await tested(world.run())
    expect(request.told).toBe(true)
    expect(await world.requests.open()).toEqual([])
    expect(await world.requests.ofPeriod('us', null)).toEqual([])
  })
})

describe('who may run it', () => {
  test.each(['U0ALICE', 'U0BOB', 'U0CAROL'])('%s, who may ask or approve, may', async (personId) => {
    expect((await openWorld().run(personId)).kind).toBe('tested')
  })

  test.each([
    ['U0AUDIT', 'may-not-test'],
    ['U0NOBODY', 'may-not-test'],
    ['U0GUEST', 'not-a-full-member'],
  ])('%s may not (%s), and nothing is numbered', async (personId, kind) => {
    const world = openWorld()
    expect((await world.run(personId)).kind).toBe(kind)
    expect(world.requests.all()).toEqual([])
  })
})

describe('a broken rule makes it fail, loudly', () => {
  const failing = async (changes: Partial<ControlTestPorts>) => {
    const world = openWorld()
    const answer = await tested(world.run('U0ALICE', 'message-1', changes))
    const failed = answer.results.filter(({ passed }) => !passed).map(({ control }) => control)
    return { world, answer, failed }
  }
  const { people } = openWorld()

  test('everybody is taken for a member of the approvers’ group', async () => {
    const everybody = { ...people, members: async () => new Map([['S0CONTROLLERS', ['U0CONTROLTESTOUTSIDER']]]) }
    const anyone = { ...everybody, person: async (id: string) => samplePerson(id) }
    const { failed, answer } = await failing({ people: anyone })
    expect(failed).toEqual(['outsider'])
    expect(answer.request.outcome).toEqual({ kind: 'failed', because: { kind: 'controls-failed', controls: failed } })
    const texts = [controlTestReply(answer, label).text, controlTestMessage(answer.request, label).text]
    for (const text of texts) expect(text).toMatch(/CONTROL FAILED.*These did not hold: outsider/)
  })

  const brokenStore = (changes: (requests: ControlTestPorts['requests']) => Partial<ControlTestPorts['requests']>) => {
    const { requests, ports } = openWorld()
    return { ...ports, requests: { ...requests, ...changes(requests) } }
  }

  test('who asked is forgotten', async () => {
    const ports = brokenStore(({ read }) => ({
      read: async (key) => {
        const found = await read(key)
        return found && { ...found, requester: carol }
      },
    }))
    const { failed } = await failing(ports)
    expect(failed).toContain('self-approval')
  })

  test('the round of a card is not looked at, and a void leaves the approvals', async () => {
    const store = createFakeRequests()
    const ports = brokenStore(() => ({
      ...store,
      addDecision: (click, decision) => store.addDecision({ ...click, round: 2 }, decision),
      write: (request, changes, entries) =>
        store.write(
          request,
          'approvals' in changes && request.round > 0 ? { ...changes, approvals: 1 } : changes,
          entries,
        ),
    }))
    const { failed } = await failing(ports)
    expect(failed).toContain('void')
  })

  test('the card counts nobody at all: then the other refusals say nothing', async () => {
    const ports = brokenStore(() => ({ addDecision: async () => undefined }))
    const { failed } = await failing(ports)
    expect(failed).toEqual(['approver', 'same-approver-twice'])
  })

  test('Slack cannot say who is in a group: what could not be tried has not held', async () => {
    class SlackBusy extends Error {
      override name = 'SlackBusy' as const
    }
    const known = { ...people, members: async () => Promise.reject(new SlackBusy('Slack asks to wait.')) }
    const { answer, failed } = await failing({ people: known })
    expect(failed).toContain('outsider')
    expect(answer.results[1]?.got).toBe('could not be tried: SlackBusy')
  })
})

describe('everything may happen twice, or stop in the middle', () => {
  test('the same message delivered again makes no second one and tells nothing twice', async () => {
    const world = openWorld()
    const first = await tested(world.run())
    expect(await tested(world.run())).toEqual(first)
    expect(world.requests.all()).toHaveLength(1)
    expect(outcomesTold(world)).toHaveLength(1)
  })

  test('another message makes another one, chained to the first', async () => {
    const world = openWorld()
    const { request: first } = await tested(world.run())
    const { request: second } = await tested(world.run('U0BOB', 'message-2'))
    expect(second.number).toBe(2)
    expect(second.log[0]?.details.previousRequest).toBe(first.chain[0])
  })

  test('delivered twice at once: one of the two seals it, and it passes', async () => {
    const world = openWorld()
    const answers = await Promise.all([world.run(), world.run()])
    const [only, ...others] = world.requests.all()
    expect(others).toEqual([])
    expect(only?.status).toBe('finished')
    expect(only?.outcome).toEqual({ kind: 'succeeded' })
    expect(outcomesTold(world)).toHaveLength(1)
    for (const answer of answers) expect(['tested', 'under-way']).toContain(answer.kind)
  })

  /** Dies right before its nth call of the store or of Slack; then the message is delivered again. */
  const dyingAt = (world: ReturnType<typeof openWorld>, nth: number): Partial<ControlTestPorts> => {
    let calls = 0
    const mortal = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name, receiver) => {
          const found = Reflect.get(target, name, receiver)
          if (typeof found !== 'function') return found
          return (...args: unknown[]) => {
            calls += 1
            if (calls === nth) return Promise.reject(new Error('died'))
            return Reflect.apply(found, target, args)
          }
        },
      })
    return { requests: mortal(world.requests), announcer: mortal(world.announcer) }
  }

  test('wherever it dies, the repeated delivery ends it, sealed once and told', async () => {
    for (let nth = 1; nth <= 40; nth += 1) {
      const world = openWorld()
      const dying = await world.run('U0ALICE', 'message-1', dyingAt(world, nth)).catch(() => 'died')
      const { request } = await tested(world.run())
      expect(world.requests.all(), `died at ${nth}`).toHaveLength(1)
      expect(request.log.filter(({ kind }) => kind === 'outcome')).toHaveLength(1)
      expect(outcomesTold(world).length, `died at ${nth}`).toBeGreaterThan(0)
      // What died within a try was caught as one that could not be tried; everything else passes the second time.
      if (dying === 'died') expect(request.outcome).toEqual({ kind: 'succeeded' })
    }
  })

  test('should the repair of a minute ever start it, it ends without a look at Zuora', async () => {
    const world = await createWorkflowWorld({ action: 'control-test', period: rehearsed, approvalsNeeded: 2 })
    world.zuora.state.unavailableUntil = Number.POSITIVE_INFINITY
    expect(await world.advance()).toEqual({ kind: 'announce' })
    expect(world.now().outcome).toEqual({ kind: 'failed', because: { kind: 'rehearsal-broken-off' } })
    expect(await world.announce()).toEqual({ kind: 'finished' })
    expect(world.zuora.asks).toEqual([])
    expect(world.now()).toMatchObject({ status: 'finished', told: true, periodAtEnd: null })
  })
})

const rehearsed: Request['period'] = {
  id: 'control-test',
  name: 'a rehearsal',
  startDate: '2026-11-03',
  endDate: '2026-11-03',
}
