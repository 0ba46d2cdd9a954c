import { expect, test } from 'vitest'
import { SlackUnavailable } from '../../src/slack/errors.ts'
import { asked } from '../support/facts.ts'
import { completed, samplePeriod } from '../support/sample-request.ts'
import { createWorkflowWorld } from './workflow-world.ts'

const cancelled = { outcome: { kind: 'cancelled', by: 'U0ALICE' }, lockTaken: true } as const

test('the outcome is posted once, and everyone has been told', async () => {
  const world = await createWorkflowWorld(cancelled)
  expect(await world.announce()).toEqual({ kind: 'finished' })
  expect(await world.announce()).toEqual({ kind: 'finished' })
  expect(world.announcer.told.filter(({ kind }) => kind === 'outcome')).toHaveLength(1)
  expect(world.now()).toMatchObject({ status: 'finished', told: true })
})

test('interrupted after the outcome was posted: the status is still rendered, and only then is everyone told', async () => {
  const world = await createWorkflowWorld(cancelled)
  const { showStatus } = world.announcer
  world.announcer.showStatus = () => Promise.reject(new SlackUnavailable('no answer'))
  await expect(world.announce()).rejects.toThrow(SlackUnavailable)
  expect(world.now()).toMatchObject({ status: 'finished', told: false })
  world.announcer.showStatus = showStatus
  await world.announce()
  expect(world.announcer.told.map(({ kind }) => kind)).toEqual(['outcome', 'status'])
  expect(world.now().told).toBe(true)
})

test('broke while a close may still take effect: nothing is sealed yet', async () => {
  const world = await createWorkflowWorld({
    asks: {
      close: {
        at: '2026-11-04T13:59:00.000Z',
        times: 1,
        mayHaveBeenHeard: false,
        trialBalanceStartBefore: null,
        trialBalanceStart: null,
        answer: null,
      },
    },
  })
  expect(await world.announce({ Error: 'TypeError' })).toEqual({ kind: 'wait', seconds: 10 })
  expect(world.now()).toMatchObject({ status: 'working', outcome: null })
})

test('once what was done in Zuora is told the calendar is looked at, one time', async () => {
  const world = await createWorkflowWorld({ ...cancelled, asks: { 'pending-close': asked(60, 'accepted') } })
  await world.announce()
  const kept = await world.ports.keptCalendars.read('us')
  expect(kept?.periods.map(({ period }) => period.name)).toEqual(['Sep 2026', 'Oct 2026'])
  world.clock.pass(60)
  await world.announce()
  expect(await world.ports.keptCalendars.read('us')).toEqual(kept)
})

test('the calendar is not looked at where nothing was asked of Zuora; and Zuora being away keeps nobody from being told', async () => {
  const idle = await createWorkflowWorld(cancelled)
  await idle.announce()
  expect(await idle.ports.keptCalendars.read('us')).toBeNull()
  const world = await createWorkflowWorld({ ...cancelled, asks: { 'pending-close': asked(60, 'accepted') } })
  world.zuora.state.unavailableUntil = Number.POSITIVE_INFINITY
  expect(await world.announce()).toEqual({ kind: 'finished' })
  expect(world.now()).toMatchObject({ told: true })
  expect(await world.ports.keptCalendars.read('us')).toBeNull()
})

test('a final trial balance that had completed already is told in the thread of the outcome', async () => {
  const followUp = { kind: 'completed', trialBalance: completed } as const
  const world = await createWorkflowWorld({ outcome: { kind: 'succeeded' }, lockTaken: true, followUp })
  await world.announce()
  const told = world.announcer.told.find(({ kind }) => kind === 'follow-up')
  expect(told?.request.outcomeMessage).toEqual(world.now().outcomeMessage)
  expect(told?.request.outcomeMessage).not.toBe(null)
})

test('the head is told after the outcome, and the notes are stamped after the final trial balance, before all is told', async () => {
  const world = await createWorkflowWorld({
    outcome: { kind: 'succeeded' },
    lockTaken: true,
    followUp: { kind: 'waiting', since: '2026-11-04T14:00:00.000Z' },
  })
  world.policy.auditors = ['U0CAROL']
  const [entity] = world.ports.rules.entities
  if (!entity) throw new Error('no entity')
  const stamps: unknown[] = []
  entity.stampNotes = true
  entity.periods = {
    ...entity.periods,
    retrieve: async () => samplePeriod({ status: 'Closed', notes: stamps.length === 0 ? null : String(stamps[0]) }),
    ask: async (_what, { fields }) => {
      stamps.push(fields?.notes)
      return { kind: 'accepted', zuoraRequestId: null, zuoraDate: null, createdId: null }
    },
  }
  expect(await world.announce()).toEqual({ kind: 'wait', seconds: 3 })
  expect(world.announcer.told.map(({ kind }) => kind)).toEqual(['outcome', 'status', 'head'])
  expect(stamps).toEqual([])
  await world.ports.requests.write(world.now(), { followUp: { kind: 'completed', trialBalance: completed } }, [])
  expect(await world.announce()).toEqual({ kind: 'finished' })
  expect(world.announcer.told.map(({ kind }) => kind).slice(-2)).toEqual(['follow-up', 'detail'])
  expect(stamps).toEqual([`[Closing Bell US-0001 head ${world.now().chain.at(-1)}]`])
  expect(world.now()).toMatchObject({ told: true, status: 'finished' })
  expect(world.announcer.told.filter(({ kind }) => kind === 'head')).toHaveLength(1)
})
