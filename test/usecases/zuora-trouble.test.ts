import { expect, test } from 'vitest'
import { ZuoraRefused } from '../../src/zuora/errors.ts'
import { createWorkflowWorld } from './workflow-world.ts'

const refusal = new ZuoraRefused('You may not view accounting periods', { because: 'not-permitted', code: '58800010' })

async function worldThatRefusesReads(changes: Parameters<typeof createWorkflowWorld>[0]) {
  const world = await createWorkflowWorld(changes)
  const [entity] = world.ports.rules.entities
  Object.assign(entity ?? {}, { periods: { ...world.zuora.periods, retrieve: () => Promise.reject(refusal) } })
  return world
}

test('Zuora refuses to let the period be read: refused, in Zuora’s words', async () => {
  const world = await worldThatRefusesReads({ lockTaken: true })
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toMatchObject({ kind: 'refused', because: { message: refusal.message } })
})

test('while the final trial balance is followed: the sealed outcome stays, only the end was not seen', async () => {
  const world = await worldThatRefusesReads({
    status: 'finished',
    outcome: { kind: 'succeeded' },
    lockTaken: true,
    followUp: { kind: 'waiting', since: '2026-11-04T13:59:00.000Z' },
  })
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now()).toMatchObject({ outcome: { kind: 'succeeded' }, followUp: { kind: 'not-seen' } })
})

test('while a close may still take effect: nothing is decided from a refused read', async () => {
  const close = {
    at: '2026-11-04T13:59:00.000Z',
    times: 1,
    mayHaveBeenHeard: false,
    trialBalanceStartBefore: null,
    trialBalanceStart: null,
    answer: null,
  }
  const world = await worldThatRefusesReads({ lockTaken: true, status: 'asking', asks: { close } })
  await expect(world.advance()).rejects.toThrow(ZuoraRefused)
  expect(world.now().outcome).toBe(null)
})
