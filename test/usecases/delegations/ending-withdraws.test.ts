import { expect, test } from 'vitest'
import { decide } from '../../../src/usecases/decide.ts'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { endDelegation } from '../../../src/usecases/delegations/end-delegation.ts'
import { createPeopleWorld, type PeopleWorld } from '../people-world.ts'

const key = { entity: 'us', number: 1 }

const approve = ({ ports }: PeopleWorld, personId: string) => {
  const asked = { key, kind: 'approved', round: 1, personId, reason: null, slackTs: null } as const
  return decide({ ...asked, messageId: `click-of-${personId}` }, ports)
}

const end = ({ ports }: PeopleWorld, messageId = 'end-1') =>
  endDelegation({ key: { entity: 'us', number: 2 }, personId: 'U0BOB', messageId, slackTs: null }, ports)

/** Carol has approved for Bob, whose part she has; the card is posted. */
async function createWorld(changes: Parameters<PeopleWorld['awaiting']>[0] = {}) {
  const world = createPeopleWorld()
  await world.awaiting({ card: { channel: 'C0CLOSE', ts: '1793725100.000100', round: 1 }, ...changes })
  const asked = { to: 'U0CAROL', from: '2026-11-03', until: '2026-11-04', entity: null, personId: 'U0BOB' }
  await delegate({ ...asked, channel: 'C0CLOSE', messageId: 'hand-on' }, world.ports)
  await approve(world, 'U0CAROL')
  expect(world.requests.peek(key).approvals).toBe(1)
  return world
}

test('an approval given under it that led to no ask is taken back with its end, and whose part it was can decide', async () => {
  const world = await createWorld()
  expect(await end(world)).toMatchObject({ kind: 'ended' })
  expect(world.requests.peek(key)).toMatchObject({ approvals: 0 })
  const details = { round: 1, approvalOf: { id: 'U0CAROL' }, delegation: 2 }
  expect(world.requests.peek(key).log.at(-1)).toMatchObject({ kind: 'withdrawn', by: { id: 'U0BOB' }, details })
  expect(await approve(world, 'U0BOB')).toMatchObject({ kind: 'counted' })
  expect(world.requests.peek(key).approvals).toBe(1)
})

test('approvals that others gave stay', async () => {
  const world = await createWorld()
  await approve(world, 'U0ERIN')
  await end(world)
  expect(world.requests.peek(key).approvals).toBe(1)
  expect(Object.values(world.requests.peek(key).decisions).filter(({ kind }) => kind === 'approved')).toMatchObject([
    { by: { id: 'U0ERIN' } },
  ])
})

test('it dies before the approval is taken back, or before the card shows it: pressed again, it goes on, once', async () => {
  const world = await createWorld()
  const { open } = world.requests
  world.requests.open = () => Promise.reject(new Error('died'))
  await expect(end(world)).rejects.toThrow('died')
  world.requests.open = open
  const { showCard } = world.announcer
  world.announcer.showCard = () => Promise.reject(new Error('died'))
  await expect(end(world)).rejects.toThrow()
  const shown: number[] = []
  world.announcer.showCard = async (request) => {
    shown.push(request.approvals)
    await showCard(request)
  }
  expect(await end(world)).toMatchObject({ kind: 'ended' })
  expect(shown).toEqual([0])
  expect(world.requests.peek(key).log.filter(({ kind }) => kind === 'withdrawn')).toHaveLength(1)
})

test('once Zuora is asked, nothing is taken back any more', async () => {
  const world = await createWorld({ approvalsNeeded: 1 })
  const request = world.requests.peek(key)
  await world.requests.write(request, { status: 'asking' }, [])
  expect(await end(world)).toMatchObject({ kind: 'ended' })
  expect(world.requests.peek(key)).toMatchObject({ approvals: 1, status: 'asking' })
})
