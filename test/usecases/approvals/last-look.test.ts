import { expect, test } from 'vitest'
import type { ApproverNow } from '../../../src/domain/approvals/authority-lost.ts'
import { authorityLost } from '../../../src/domain/approvals/authority-lost.ts'
import { alice, bob, carol, sampleDecision, samplePerson, sampleRequest } from '../../support/sample-request.ts'
import { type ApprovalWorld, createApprovalWorld, dave } from './approval-world.ts'

const byGroup = { approvers: ['U0BOB', 'S0CONTROLLERS'] }

/** Bob and Dave have approved; then something happens before the workflow looks. */
async function afterApprovals(happens: (world: ApprovalWorld) => void): Promise<ApprovalWorld> {
  const world = await createApprovalWorld(byGroup)
  await world.approve('U0BOB')
  await world.approve('U0DAVE')
  happens(world)
  await world.turns()
  return world
}

test('everybody who approved still may: Zuora is asked, in the turn that looked', async () => {
  const world = await afterApprovals(() => {})
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
  expect(world.entry('zuora-asked')?.details).toMatchObject({ what: 'close', approversLookedUp: ['U0BOB', 'U0DAVE'] })
})

test.each<[string, (world: ApprovalWorld) => void, string, string]>([
  [
    'was deactivated or made a guest',
    ({ become }) => become('U0DAVE', { isFullMember: false }),
    'a full member, in @S0CONTROLLERS',
    'no longer a full member: deactivated in Slack, or a guest',
  ],
  [
    'left the group that the policy names',
    ({ groups }) => Object.assign(groups, { S0CONTROLLERS: ['U0CAROL'] }),
    'a full member, in @S0CONTROLLERS',
    'no longer in @S0CONTROLLERS',
  ],
  [
    'turns out to be the same person as who asked',
    ({ become }) => become('U0DAVE', { email: alice.email }),
    'a full member, in @S0CONTROLLERS',
    'of the same person as who asked',
  ],
])(
  'an approver who %s since: the approvals are void, a new card says why, and nothing is asked',
  async (_what, happens, was, is) => {
    const world = await afterApprovals(happens)
    const changes = [{ what: 'the approval of Person U0DAVE', was, is }]
    expect(world.now()).toMatchObject({ status: 'awaiting', round: 2, approvals: 0, changes })
    expect(world.entry('voided')?.details).toMatchObject({ round: 1, approvals: 2, changes })
    expect(world.cards()).toHaveLength(2)
    expect(world.zuora.asks.filter(({ what }) => what === 'close')).toEqual([])
  },
)

test('Slack cannot say who they are: nothing is asked, and the error lets the workflow try again', async () => {
  const world = await createApprovalWorld(byGroup)
  await world.approve('U0BOB')
  await world.approve('U0DAVE')
  const { fresh } = world.ports.people
  world.ports.people.fresh = () => ({ ...world.ports.people, person: () => Promise.reject(new Error('SlackBusy')) })
  await expect(world.turns()).rejects.toThrow('SlackBusy')
  expect(world.now()).toMatchObject({ status: 'awaiting', approvals: 2 })
  world.ports.people.fresh = fresh
  await world.turns()
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('after Zuora was busy everybody is looked at again before it is asked again', async () => {
  const world = await afterApprovals(({ zuora, groups, clock }) => {
    zuora.fates.push('busy')
    const { pass } = clock
    clock.pass = (seconds) => {
      Object.assign(groups, { S0CONTROLLERS: [] })
      pass(seconds)
    }
  })
  expect(world.zuora.asks.filter(({ what }) => what === 'close')).toHaveLength(1)
  expect(world.now()).toMatchObject({ round: 2, approvals: 0 })
})

test.each([
  [24 * 3600, 'older than 24 h', undefined],
  [90 * 60, 'older than 90 min', 90 * 60],
])('after %i s an approval has lapsed: a new card says whose', async (seconds, is, approvalValidForSeconds) => {
  const world = await createApprovalWorld(approvalValidForSeconds ? { approvalValidForSeconds } : {})
  await world.approve('U0BOB')
  const given = world.entry('approved')?.at ?? ''
  world.clock.pass(seconds)
  await world.turns()
  expect(world.now()).toMatchObject({ round: 1, approvals: 1 })
  world.clock.pass(1)
  await world.turns()
  expect(world.now()).toMatchObject({
    round: 2,
    approvals: 0,
    changes: [{ what: 'the approval of Person U0BOB', was: `given ${given.slice(0, 16).replace('T', ' ')} UTC`, is }],
  })
})

test('after a long outage old approvals close nothing', async () => {
  const world = await createApprovalWorld()
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  world.clock.pass(25 * 3600)
  await world.turns()
  expect(world.now()).toMatchObject({ status: 'awaiting', round: 2, approvals: 0 })
  expect(world.zuora.asks.filter(({ what }) => what === 'close')).toEqual([])
  await world.approve('U0BOB')
  await world.approve('U0CAROL')
  await world.turns()
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

const acting = sampleDecision(dave, {
  authority: { rule: 'S0CONTROLLERS', members: [], delegation: { from: carol, record: 7 } },
})
const inPlace: ApproverNow = {
  decision: acting,
  person: dave,
  isNamed: true,
  delegation: { isInForce: true, from: carol },
}

test.each<[string, Partial<ApproverNow>, string | undefined]>([
  ['stands', {}, undefined],
  [
    'falls when the delegation has ended',
    { delegation: { isInForce: false, from: carol } },
    'no longer acting for Person U0CAROL: the delegation has ended',
  ],
  [
    'falls when whose part it is has left',
    { delegation: { isInForce: true, from: samplePerson('U0CAROL', { isFullMember: false }) } },
    'acting for Person U0CAROL, who is no longer a full member',
  ],
  [
    'falls when whose part it is is no longer named',
    { isNamed: false },
    'acting for Person U0CAROL, who is no longer in @S0CONTROLLERS',
  ],
  [
    'falls when whose part it is turns out to have asked',
    { delegation: { isInForce: true, from: samplePerson('U0CAROL', { email: alice.email }) } },
    'acting for Person U0CAROL, who is the same person as who asked',
  ],
])('the approval of who acts for another %s', (_what, now, is) => {
  const changes = authorityLost(sampleRequest(), { approvers: [{ ...inPlace, ...now }], askers: [] })
  expect(changes.map((change) => change.is)).toEqual(is === undefined ? [] : [is])
})

test('two approvers who turn out to be one person count once, and one who turns out to have asked does not', () => {
  const byBob: ApproverNow = { decision: sampleDecision(bob), person: bob, isNamed: true, delegation: null }
  const byCarol: ApproverNow = { decision: sampleDecision(carol), person: carol, isNamed: true, delegation: null }
  const lost = (approvers: ApproverNow[], askers = [alice]) =>
    authorityLost(sampleRequest(), { approvers, askers }).map(({ what, is }) => ({ what, is }))
  expect(lost([byBob, byCarol])).toEqual([])
  const samePerson = { ...byCarol, person: samplePerson('U0CAROL', { email: bob.email }) }
  expect(lost([byBob, samePerson])).toEqual([
    { what: 'the approval of Person U0CAROL', is: 'of the same person as the approval of Person U0BOB' },
  ])
  expect(lost([byBob, byCarol], [samplePerson('U0ALICE', { email: bob.email })])).toEqual([
    { what: 'the approval of Person U0BOB', is: 'of the same person as who asked' },
  ])
})

test.each([
  ['ended there, the approval of the delegate is void', true],
  ['open and in its days, it stands', false],
])('the delegation is read from the register: %s', async (_what, isEnded) => {
  const world = await createApprovalWorld({ approvers: ['U0BOB', 'U0CAROL'], delegates: ['U0DAVE'] })
  const { filings, delegations } = world.ports
  const about = {
    kind: 'delegation',
    delegator: carol,
    delegate: dave,
    from: '2026-11-01',
    until: '2026-11-30',
  } as const
  const draft = { entity: 'us', messageId: 'handed-on', periodId: null, about, status: 'open', by: carol } as const
  const filed = await filings.file({ ...draft, at: world.clock.iso() })
  delegations.inForce = async () => [{ ...about, entity: 'us', record: filed.number, messageId: 'handed-on' }]
  await world.approve('U0BOB')
  expect(await world.approve('U0DAVE')).toMatchObject({ kind: 'counted', request: { approvals: 2 } })
  if (isEnded) await filings.appendFiled(filed, { status: 'closed' }, [])
  await world.turns()
  const changes = [{ what: 'the approval of Person U0DAVE' }]
  expect(world.now()).toMatchObject(isEnded ? { round: 2, approvals: 0, changes } : { outcome: { kind: 'succeeded' } })
})
