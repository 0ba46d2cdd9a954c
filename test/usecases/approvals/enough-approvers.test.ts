import { expect, test } from 'vitest'
import type { ActionRule } from '../../../src/domain/policy/policy.ts'
import { whyNotAsk } from '../../../src/usecases/people/may-ask.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, carol } from '../../support/sample-request.ts'
import { createWorkflowWorld } from '../workflow-world.ts'

async function ask(close: ActionRule) {
  const { policy, ports } = await createWorkflowWorld()
  policy.actions = { close }
  const people = createFakePeople([alice, bob, carol], { S0CONTROLLERS: ['U0ALICE', 'U0BOB'] })
  return whyNotAsk({ action: 'close', personId: 'U0ALICE', entity: sampleEntity() }, { rules: ports.rules, people })
}

const stages = (...given: readonly (readonly string[])[]): ActionRule => ({
  approvals: given.length,
  stages: given.map((approvers) => ({ approvers, approvals: 1 })),
})

test('each stage has somebody besides who asks: they may', async () => {
  expect(await ask(stages(['S0CONTROLLERS'], ['U0CAROL']))).toBeUndefined()
})

test('a stage whose only approver is who asks', async () => {
  expect(await ask(stages(['S0CONTROLLERS'], ['U0ALICE']))).toEqual({
    kind: 'too-few-approvers',
    stage: 2,
    needed: 1,
    others: 0,
  })
})

test('one person who would have to agree in both stages counts once', async () => {
  expect(await ask(stages(['S0CONTROLLERS'], ['U0BOB']))).toEqual({
    kind: 'too-few-approvers',
    stage: null,
    needed: 2,
    others: 1,
  })
})

test('two stages that only the same person can agree in, whoever else may in a third', async () => {
  expect(await ask(stages(['U0BOB', 'U0CAROL', 'U0DAN'], ['U0BOB'], ['U0BOB']))).toEqual({
    kind: 'too-few-approvers',
    stage: null,
    needed: 3,
    others: 2,
  })
})

test('without stages all are counted together', async () => {
  const answer = await ask({ approvals: 3 })
  expect(answer).toEqual({ kind: 'too-few-approvers', stage: null, needed: 3, others: 2 })
})
