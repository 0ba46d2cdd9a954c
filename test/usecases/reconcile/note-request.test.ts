import { expect, test } from 'vitest'
import { periodSeen } from '../../../src/domain/evidence/filed.ts'
import { sampleDraft, samplePeriod } from '../../support/sample-request.ts'
import { createWorkflowWorld } from '../workflow-world.ts'
import { accepted } from './reconcile-world.ts'

const before = '2026-11-04T13:00:00.000Z'
const open = periodSeen(samplePeriod({ status: 'Open', statusText: 'Open' }))
const closed = samplePeriod({ status: 'Closed', statusText: 'Closed' })

async function afterFirstLook(changes: Parameters<typeof createWorkflowWorld>[0] = {}) {
  const world = await createWorkflowWorld(changes)
  const { seenPeriods } = world.ports
  await seenPeriods.noteFirstLook('us', { at: before, filed: [1] })
  const noted = { entity: 'us', periodId: open.id, seen: open, through: before, at: before }
  await seenPeriods.noteSeen(noted, null, { isLook: true })
  return { ...world, seenNow: async () => (await seenPeriods.one('us', open.id)).watched?.seen?.status }
}

const closedByBot = {
  outcome: { kind: 'succeeded' },
  periodAtEnd: closed,
  lockTaken: true,
  asks: { 'pending-close': accepted(), close: accepted() },
} as const

test('what a request did is seen before its lock is released', async () => {
  const world = await afterFirstLook(closedByBot)
  const { release } = world.ports.locks
  const seenAtRelease: unknown[] = []
  world.ports.locks.release = async (held, reference) => {
    seenAtRelease.push(await world.seenNow())
    await release(held, reference)
  }
  await world.announce()
  expect(seenAtRelease).toEqual(['Closed'])
})

test('it died once it was sealed: who takes over its lock notes it first', async () => {
  const world = await afterFirstLook()
  const { requests, locks } = world.ports
  const died = await requests.create(sampleDraft({ messageId: 'another' }))
  const outcome = { at: '2026-11-04T13:30:00.000Z', kind: 'outcome', by: null, details: {} } as const
  await requests.write(died, { ...closedByBot, status: 'finished' }, [outcome])
  await locks.take({ entity: 'us', id: open.id }, `US-000${died.number}`)
  await world.advance()
  expect(await world.seenNow()).toBe('Closed')
  expect(world.now().lockTaken).toBe(true)
})

test('before the first look nothing is noted', async () => {
  const world = await createWorkflowWorld(closedByBot)
  await world.announce()
  expect(await world.ports.seenPeriods.all('us')).toEqual([])
})
