import { expect, test } from 'vitest'
import { createWorkflowWorld } from './workflow-world.ts'

test('where the bot may not write in the channel, it is told before anything is asked of Zuora', async () => {
  const world = await createWorkflowWorld()
  const showStatus = async () => ({ channel: 'D0ALICE', ts: '1.1' })
  Object.assign(world.announcer, { showStatus })
  await world.advance()
  expect(await world.advance()).toEqual({ kind: 'announce' })
  expect(world.now().outcome).toEqual({ kind: 'failed', because: { kind: 'card-not-posted', channel: 'C0CLOSE' } })
  expect(world.zuora.asks).toEqual([])
})

test('a channel that other companies read is like one that refuses, and the outcome says why', async () => {
  const world = await createWorkflowWorld()
  const showStatus = async () => ({ channel: 'D0ALICE', ts: '1.1' })
  Object.assign(world.announcer, { showStatus, whyNoCard: async () => 'shared-outside' })
  await world.advance()
  expect(await world.advance()).toEqual({ kind: 'announce' })
  const because = { kind: 'card-not-posted', channel: 'C0CLOSE', why: 'shared-outside' }
  expect(world.now().outcome).toEqual({ kind: 'failed', because })
  expect(world.zuora.asks).toEqual([])
})
