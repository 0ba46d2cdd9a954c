import { expect, test } from 'vitest'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { acknowledge } from '../../../src/usecases/exceptions/acknowledge.ts'
import { explain } from '../../../src/usecases/exceptions/explain.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { alice, bob, carol, samplePerson } from '../../support/sample-request.ts'
import { createReconcileWorld, periodOf, person } from './reconcile-world.ts'

const dave = samplePerson('U0DAVE')
const guest = samplePerson('U0GUEST', { isFullMember: false })
/** The same person as Bob: they have his e-mail. */
const bobToo = samplePerson('U0BOBTOO', { email: bob.email?.toUpperCase() ?? '' })

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0GUEST', 'U0BOBTOO'],
  auditors: ['U0AUDIT', 'U0AUDITOO'],
  expireAfter: { kind: 'seconds', seconds: 3600 },
  actions: { reopen: { approvals: 1, approvers: ['S0CONTROLLERS'] } },
}

async function withException() {
  const world = createReconcileWorld([periodOf('Sep')])
  await world.look()
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.look()
  const people = createFakePeople([alice, bob, carol, dave, guest, bobToo], { S0CONTROLLERS: ['U0CAROL'] })
  const rules = { policyFor: () => ({ policy, hash: 'h', text: '{}' }), labelOf: () => 'Example US' }
  const claimed = new Set<string>()
  const answered = { claimOnce: async (id: string) => !claimed.has(id) && claimed.add(id) !== undefined }
  const ports = { ...world.ports, people, rules, answered }
  const key = { entity: 'us', number: world.exceptions()[0]?.number ?? 0 }
  let clicks = 0
  const click = (personId: string) => ({ key, personId, messageId: `click-${++clicks}`, slackTs: '1793800000.000900' })
  const explanation = { who: 'Erin in Zuora', why: 'the bot was down', ticket: '' }
  return {
    world,
    ports,
    click,
    now: () => world.exceptions()[0],
    explain: (personId: string) => explain({ ...click(personId), explanation }, ports),
    acknowledge: (personId: string, read = 1) => acknowledge({ ...click(personId), read }, ports),
  }
}

test('explained by a requester, acknowledged by an approver: it is closed, and both stand in the record with why they may', async () => {
  const { explain, acknowledge, now, world } = await withException()
  expect(await explain('U0ALICE')).toMatchObject({ kind: 'counted' })
  expect(now()).toMatchObject({
    status: 'open',
    about: { explanation: { why: 'the bot was down', by: { id: 'U0ALICE' } } },
  })
  expect(await acknowledge('U0CAROL')).toMatchObject({ kind: 'counted' })
  expect(now()).toMatchObject({ status: 'closed', about: { acknowledged: { by: { id: 'U0CAROL' } } } })
  expect(now()?.log.map(({ kind, by, slackTs }) => [kind, by?.id, slackTs])).toEqual([
    ['filed', undefined, undefined],
    ['announced', undefined, undefined],
    ['explained', 'U0ALICE', '1793800000.000900'],
    ['acknowledged', 'U0CAROL', '1793800000.000900'],
  ])
  const [, , explained, acknowledged] = now()?.log ?? []
  expect(explained?.details).toMatchObject({ who: 'Erin in Zuora', authority: { rule: 'U0ALICE' } })
  expect(acknowledged?.details).toMatchObject({
    attestation: expect.stringContaining('accept the explanation'),
    explanation: { why: 'the bot was down' },
    authority: { rule: 'S0CONTROLLERS', members: ['U0CAROL'] },
  })
  expect(world.told.shown.map(({ status }) => status)).toEqual(['open', 'closed'])
  expect(world.told.heads).toEqual(['U0AUDIT', 'U0AUDITOO'])
})

test('each auditor gets the head once, however often the click comes; whom it does not reach is logged, and nothing else fails', async () => {
  const { explain: byPerson, ports, click, world } = await withException()
  await byPerson('U0ALICE')
  const asked = { ...click('U0CAROL'), read: 1 }
  const tried: string[] = []
  world.ports.exceptions.tellExceptionHead = async (_filed, person) => {
    tried.push(person)
    if (person === 'U0AUDIT') throw new Error('Slack is away')
    return true
  }
  expect(await acknowledge(asked, ports)).toMatchObject({ kind: 'counted' })
  expect(await acknowledge(asked, ports)).toMatchObject({ kind: 'counted' })
  expect(tried).toEqual(['U0AUDIT', 'U0AUDITOO'])
  expect(world.logged).toContain('notices-missed')
})

test('not acknowledged: by who explained it, under whatever id; by a requester; by a guest; before it is explained', async () => {
  const { explain, acknowledge, now } = await withException()
  expect(await acknowledge('U0BOB', 0)).toMatchObject({ because: 'not-explained' })
  await explain('U0BOB')
  expect(await acknowledge('U0BOB')).toMatchObject({ because: 'own-explanation' })
  expect(await acknowledge('U0BOBTOO')).toMatchObject({ because: 'own-explanation' })
  expect(await acknowledge('U0ALICE')).toMatchObject({ because: 'not-an-approver' })
  expect(await acknowledge('U0GUEST')).toMatchObject({ because: 'not-a-full-member' })
  expect(now()?.status).toBe('open')
})

test('explained again until acknowledged; an acknowledgement of the earlier explanation does not count', async () => {
  const { explain, acknowledge, now } = await withException()
  await explain('U0ALICE')
  await explain('U0BOB')
  expect(await acknowledge('U0CAROL', 1)).toMatchObject({ because: 'explained-anew' })
  await acknowledge('U0CAROL', 2)
  expect(await explain('U0ALICE')).toMatchObject({ because: 'acknowledged-already' })
  expect(await acknowledge('U0BOB', 2)).toMatchObject({ because: 'acknowledged-already' })
  expect(now()?.log.map(({ kind }) => kind)).toEqual(['filed', 'announced', 'explained', 'explained', 'acknowledged'])
})

test('explained so often that its record could fill: no more, and the last explanation can be acknowledged', async () => {
  const { explain, acknowledge } = await withException()
  for (let times = 1; times <= 20; times += 1) expect(await explain('U0ALICE')).toMatchObject({ kind: 'counted' })
  expect(await explain('U0ALICE')).toMatchObject({ because: 'explained-too-often' })
  expect(await acknowledge('U0CAROL', 20)).toMatchObject({ kind: 'counted' })
})

test('not explained by somebody whom the policy does not name, nor where there is no such exception', async () => {
  const { explain: byPerson, ports, click, now } = await withException()
  expect(await byPerson('U0DAVE')).toMatchObject({ because: 'may-not-explain' })
  const missing = {
    ...click('U0ALICE'),
    key: { entity: 'us', number: 99 },
    explanation: { who: 'w', why: 'y', ticket: '' },
  }
  expect(await explain(missing, ports)).toMatchObject({ because: 'no-such-exception' })
  expect(now()?.log.map(({ kind }) => kind)).toEqual(['filed', 'announced'])
})

test('the same click delivered twice is written once, and shown again', async () => {
  const { ports, click, world, now } = await withException()
  const asked = { ...click('U0ALICE'), explanation: { who: 'w', why: 'y', ticket: 'FIN-1' } }
  world.ports.exceptions.showException = () => Promise.reject(new Error('Slack is away'))
  await expect(explain(asked, ports)).rejects.toThrow('Slack is away')
  world.ports.exceptions.showException = async () => undefined
  expect(await explain(asked, ports)).toMatchObject({ kind: 'counted' })
  expect(now()?.log.map(({ kind }) => kind)).toEqual(['filed', 'announced', 'explained'])
})
