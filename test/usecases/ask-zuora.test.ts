import { expect, test } from 'vitest'
import { ZuoraUnavailable } from '../../src/zuora/errors.ts'
import { botUser } from '../support/fake-zuora.ts'
import { createWorkflowWorld } from './workflow-world.ts'

test('the bot’s user is learned in the read that follows its own accepted pending close', async () => {
  const world = await createWorkflowWorld()
  await world.advance()
  expect(world.now().integrationUser).toBe(botUser)
  expect(await world.locks.integrationUser('us')).toBe(botUser)
})

test('where that read is not possible it is not learned, not even by a later one', async () => {
  const world = await createWorkflowWorld()
  const { retrieve } = world.zuora.periods
  let reads = 0
  const [entity] = world.ports.rules.entities
  Object.assign(entity ?? {}, {
    periods: {
      ...world.zuora.periods,
      retrieve: async (id: string) => {
        reads += 1
        if (reads === 2) throw new ZuoraUnavailable('no answer', {})
        return retrieve(id)
      },
    },
  })
  expect(await world.advance()).toEqual({ kind: 'asked' })
  expect(world.now().asks['pending-close']?.answer?.kind).toBe('accepted')
  await world.advance()
  expect(world.now().integrationUser).toBe(null)
  expect(await world.locks.integrationUser('us')).toBe(null)
})

test('an ask is in the record before it is sent, and its answer after', async () => {
  const world = await createWorkflowWorld()
  await world.advance()
  expect(world.now().log.map(({ kind }) => kind)).toEqual([
    'asked',
    'message-posted',
    'scanned',
    'zuora-asked',
    'zuora-answered',
  ])
  expect(world.now().chain).toHaveLength(5)
})

test('held up between storing an ask and sending it: it is not sent, because another turn may have taken it for settled', async () => {
  const world = await createWorkflowWorld()
  const { write } = world.ports.requests
  world.ports.requests.write = async (...given) => {
    const written = await write(...given)
    if (given[2].some(({ kind }) => kind === 'zuora-asked')) world.clock.pass(16)
    return written
  }
  await world.advance()
  expect(world.zuora.asks).toEqual([])
  expect(world.now().asks['pending-close']?.answer?.kind).toBe('busy')
})

test('a change looks for no documents, so its thread tells of none', async () => {
  const world = await createWorkflowWorld({ action: 'update', fields: { notes: 'audited' }, approvalsNeeded: 0 })
  await world.advance()
  expect(world.now().asks.update).toBeDefined()
  const details = world.announcer.told.flatMap((told) => (told.kind === 'detail' ? [told.detail.kind] : []))
  expect(details).toEqual(['zuora-asked'])
})
