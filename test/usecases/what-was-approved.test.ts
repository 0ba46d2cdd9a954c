import { expect, test } from 'vitest'
import { placeOf } from '../../src/domain/approvals/stages.ts'
import type { Policy } from '../../src/domain/policy/policy.ts'
import type { WorkflowStep } from '../../src/usecases/turns/workflow-step.ts'
import { bob, carol, sampleDecision } from '../support/sample-request.ts'
import { createWorkflowWorld } from './workflow-world.ts'

type World = Awaited<ReturnType<typeof createWorkflowWorld>>

/** Takes turns until people are waited for, or it has ended. */
async function takeTurns(world: World): Promise<WorkflowStep> {
  for (;;) {
    const step = await world.advance()
    if (step.kind === 'wait') world.clock.pass(step.seconds)
    if (['await-decision', 'announce', 'finished'].includes(step.kind)) return step
  }
}

async function createWorldAtCard(policy: Partial<Policy> = {}): Promise<World> {
  const world = await createWorkflowWorld()
  Object.assign(world.policy, policy)
  expect(await takeTurns(world)).toMatchObject({ kind: 'await-decision' })
  return world
}

async function approve(world: World): Promise<void> {
  const key = { entity: 'us', number: 1 }
  for (const person of [bob, carol]) {
    const at = world.clock.iso()
    const place = placeOf(world.now(), 1)
    const click = { key, round: world.now().round, person, at, place }
    expect(await world.ports.requests.addDecision(click, sampleDecision(person, { at }))).toBeDefined()
  }
}

const entry = (world: World, kind: string) => world.now().log.findLast((one) => one.kind === kind)?.details
const details = (world: World) =>
  world.announcer.told.flatMap((told) => (told.kind === 'detail' ? [told.detail.kind] : []))

test('the marks are taken before the ask that starts the trial balance, and are in the record with it', async () => {
  const world = await createWorkflowWorld()
  await world.advance()
  expect(world.now().marks).toEqual(world.zuora.dated.marks())
  expect(entry(world, 'zuora-asked')).toMatchObject({ what: 'pending-close', marks: world.now().marks })
})

test('asked again after a lost answer, the first marks stay: the trial balance may be the one that the first ask started', async () => {
  const world = await createWorkflowWorld()
  world.zuora.fates.push('lost-undone')
  await world.advance()
  const { marks } = world.now()
  world.zuora.dated.change('invoices')
  await takeTurns(world)
  expect(world.now().asks['pending-close']?.times).toBe(2)
  expect(world.now().marks).toEqual(marks)
  expect(world.now().snapshot?.documents).toMatchObject({
    changed: [{ documents: 'invoices', count: 1 }, {}, {}, {}, {}],
  })
})

test('asked again after Zuora was busy, the marks are taken again: nothing had been started', async () => {
  const world = await createWorkflowWorld()
  world.zuora.fates.push('busy')
  await world.advance()
  world.zuora.dated.change('invoices')
  await takeTurns(world)
  expect(world.now().marks).toEqual(world.zuora.dated.marks())
})

test('the card, its documents and the hashes of its reports are one entry of the record', async () => {
  const world = await createWorldAtCard()
  const { shown, snapshot } = world.now()
  expect(shown).toMatchObject({ marks: world.zuora.dated.marks(), reports: [{ kind: 'measured', rows: 4 }] })
  expect(snapshot?.documents).toMatchObject({ kind: 'looked' })
  expect(entry(world, 'approval-asked')).toMatchObject({ snapshot, ...shown })
  expect(details(world)).toContain('reports-noted')
})

test('reports that cannot be measured keep nobody from approving', async () => {
  const world = await createWorkflowWorld()
  world.zuora.filed.state.failing = true
  expect(await takeTurns(world)).toMatchObject({ kind: 'await-decision' })
  expect(world.now().shown?.reports).toMatchObject([{ kind: 'not-measured' }])
})

test('changed after the card: said once in the thread, kept for the outcome, and closed', async () => {
  const world = await createWorldAtCard()
  world.zuora.dated.change('payments')
  world.zuora.fates.push('busy')
  await approve(world)
  await takeTurns(world)
  expect(world.now()).toMatchObject({ outcome: { kind: 'succeeded' } })
  expect(details(world).filter((kind) => kind === 'changed-since-card')).toHaveLength(1)
  expect(world.now().changedSinceCard).toContainEqual({ documents: 'payments', kind: 'counted', count: 1, more: false })
  expect(entry(world, 'zuora-asked')).toMatchObject({ what: 'close', documents: { kind: 'looked' } })
  await world.announce()
  expect(entry(world, 'outcome')).toMatchObject({ changedSinceCard: world.now().changedSinceCard })
})

test('changed before the card only: approvers saw it, and nothing is said about it again', async () => {
  const world = await createWorkflowWorld()
  await world.advance()
  world.zuora.dated.change('payments')
  await takeTurns(world)
  await approve(world)
  await takeTurns(world)
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
  expect(details(world)).not.toContain('changed-since-card')
})

test('changed after the card, with a policy that voids: a second round, which says why', async () => {
  const world = await createWorldAtCard({ onChangedData: 'void' })
  world.zuora.dated.change('payments')
  await approve(world)
  expect(await takeTurns(world)).toMatchObject({ kind: 'await-decision' })
  expect(world.now()).toMatchObject({ round: 2, changes: [{ what: 'the payments dated in the period' }] })
  await approve(world)
  await takeTurns(world)
  expect(world.now().outcome).toEqual({ kind: 'succeeded' })
})

test('a newer trial balance with equal reports is noted in the record and on the card; the approvals stand', async () => {
  const world = await createWorldAtCard({ onNewTrialBalance: 'keep-if-reports-equal' })
  const { snapshot } = world.now()
  await approve(world)
  world.clock.pass(60)
  world.zuora.someone('run-trial-balance')
  world.clock.pass(3)
  await takeTurns(world)
  expect(world.now()).toMatchObject({ round: 1, outcome: { kind: 'succeeded' } })
  expect(entry(world, 'trial-balance-kept')).toMatchObject({ round: 1, was: snapshot?.trialBalance })
  expect(world.now().snapshot?.sameReportsAs).toBe(snapshot?.trialBalance.start)
  const kinds = world.now().log.map(({ kind }) => kind)
  expect(kinds[kinds.indexOf('trial-balance-kept') - 1]).toBe('scanned')
  expect(details(world)).toContain('run-kept')
})

test.each([
  ['another report', (world: World) => world.zuora.dated.change('invoices'), /^v1/],
  [
    'a report that cannot be measured',
    (world: World) => Object.assign(world.zuora.filed.state, { failing: true }),
    /not measured/,
  ],
])('a newer trial balance with %s: the approvals are void, with what differs', async (_what, happen, now) => {
  const world = await createWorldAtCard({ onNewTrialBalance: 'keep-if-reports-equal' })
  await approve(world)
  happen(world)
  world.clock.pass(60)
  world.zuora.someone('run-trial-balance')
  world.clock.pass(3)
  expect(await takeTurns(world)).toMatchObject({ kind: 'await-decision' })
  expect(world.now()).toMatchObject({ round: 2, approvals: 0 })
  const { changes } = world.now()
  expect(changes.map(({ what }) => what)).toEqual(['the trial balance', 'the report revenueDetailCsv'])
  expect(changes[1]?.is.replace(/^4 rows, SHA-256 /, '')).toMatch(now)
})

test('after the close the final reports are compared with the approved ones, once', async () => {
  const world = await createWorldAtCard()
  await approve(world)
  await takeTurns(world)
  expect(await world.announce()).toMatchObject({ kind: 'wait' })
  world.clock.pass(60)
  await takeTurns(world)
  expect(world.now().followUp).toMatchObject({
    kind: 'completed',
    reports: [{ report: 'revenueDetailCsv', kind: 'same' }],
  })
  expect(await world.announce()).toEqual({ kind: 'finished' })
})

test('what became another report meanwhile is told; the close stays what it is', async () => {
  const world = await createWorldAtCard()
  world.zuora.dated.change('invoices')
  await approve(world)
  await takeTurns(world)
  await world.announce()
  world.clock.pass(60)
  await takeTurns(world)
  expect(world.now()).toMatchObject({
    outcome: { kind: 'succeeded' },
    followUp: { kind: 'completed', reports: [{ kind: 'differs', was: { rows: 4 }, is: { rows: 4 } }] },
  })
})
