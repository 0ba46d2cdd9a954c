import { expect, test } from 'vitest'
import { decideAndTell } from '../../../src/usecases/delegations/decide-and-tell.ts'
import { delegate } from '../../../src/usecases/delegations/delegate.ts'
import { createPeopleWorld, type PeopleWorld } from '../people-world.ts'

const click = ({ ports }: PeopleWorld, personId: string, kind: 'approved' | 'rejected' = 'approved') => {
  const reason = kind === 'rejected' ? 'Too early' : null
  const asked = { key: { entity: 'us', number: 1 }, kind, round: 1, personId, reason, slackTs: null }
  return decideAndTell({ ...asked, messageId: `click-of-${personId}` }, ports)
}

async function createWorld() {
  const world = createPeopleWorld()
  await world.awaiting()
  const asked = { to: 'U0CAROL', from: '2026-11-03', until: '2026-11-04', entity: null, personId: 'U0BOB' }
  await delegate({ ...asked, channel: 'C0CLOSE', messageId: 'hand-on' }, world.ports)
  return world
}

const told = ({ announcer }: PeopleWorld) =>
  announcer.told.flatMap((one) => (one.kind === 'decided-for' ? one.people : []))

test.each(['approved', 'rejected'] as const)(
  'whoever handed their part on is told once that it was %s',
  async (kind) => {
    const world = await createWorld()
    expect(await click(world, 'U0CAROL', kind)).toMatchObject({ kind: 'counted' })
    await click(world, 'U0CAROL', kind)
    expect(told(world)).toEqual(['U0BOB'])
    const details = { to: 'U0BOB', requests: ['US-0001'], messageId: 'click-of-U0CAROL' }
    expect(world.filings.allFiled()[0]?.log.at(-1)).toMatchObject({ kind: 'announced', details })
  },
)

test('nobody is told of a decision that was given in one’s own right, or did not count', async () => {
  const world = await createWorld()
  await click(world, 'U0ERIN')
  await click(world, 'U0ALICE')
  expect(told(world)).toEqual([])
})
