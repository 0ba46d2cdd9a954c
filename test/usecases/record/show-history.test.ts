import { expect, test } from 'vitest'
import { showHistory } from '../../../src/usecases/record/show-history.ts'
import { alice, bob, sampleDraft, samplePeriod } from '../../support/sample-request.ts'
import { createRecordWorld } from './record-world.ts'

const { period } = sampleDraft()
const dec = { id: 'dec', name: 'Dec 2026', startDate: '2026-12-01', endDate: '2026-12-31' }

const asks = (world: ReturnType<typeof createRecordWorld>) => (reference: string, personId: string) =>
  showHistory({ reference, personId, channel: 'C0CLOSE', entity: null }, world.ports)

async function historyOf(world: ReturnType<typeof createRecordWorld>, reference: string, personId = 'U0ALICE') {
  const answer = await asks(world)(reference, personId)
  if (answer.kind !== 'history') throw new Error(answer.kind)
  const { period: found, recorded } = answer
  return { ...found, entries: recorded.map(({ of, entry }) => `${of.number} ${entry.kind}`) }
}

test('of a period: its requests, ranges that it is in, changes that move its start, and what was filed about it', async () => {
  const world = createRecordWorld()
  const { requests, filings } = world
  const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`
  await requests.create(sampleDraft({ askedAt: at(1) }))
  const child = { periodId: period.id ?? '', name: 'Oct 2026', number: null, ended: null }
  const ofNone = { ...period, id: null, name: 'Sep 2026 to Oct 2026' }
  await requests.create(
    sampleDraft({ askedAt: at(2), action: 'close-range', period: ofNone, range: [child], messageId: 'm2' }),
  )
  const moving = { askedAt: at(3), action: 'update-dates', neighbourId: period.id, messageId: 'm3' } as const
  await requests.create(sampleDraft({ ...moving, period: { ...period, id: 'sep', name: 'Sep 2026' } }))
  await requests.create(sampleDraft({ askedAt: at(4), period: dec, messageId: 'm4' }))
  const about = { kind: 'exception', periodName: 'Oct 2026', was: null, is: null } as const
  const exception = { ...about, explanation: null, acknowledged: null, message: null }
  const filed = { entity: 'us', messageId: 'm5', periodId: period.id, about: exception, status: 'open' } as const
  await filings.file({ ...filed, at: at(5), by: null })
  expect(await historyOf(world, '2026-10')).toEqual({
    kind: 'found',
    ids: [period.id],
    name: 'Oct 2026',
    inZuora: 'there',
    entries: ['5 filed', '3 asked', '2 asked', '1 asked'],
  })
})

test('of a period that Zuora no longer has, by its name, its month or its id', async () => {
  const world = createRecordWorld()
  await world.requests.create(sampleDraft({ action: 'delete', period: dec }))
  for (const reference of ['dec  2026', '2026-12', 'dec']) {
    expect(await historyOf(world, reference)).toMatchObject({ ids: ['dec'], inZuora: 'gone', entries: ['1 asked'] })
  }
})

test('of a name that two deleted periods had, both are told', async () => {
  const world = createRecordWorld()
  await world.requests.create(sampleDraft({ action: 'delete', period: dec }))
  await world.requests.create(sampleDraft({ action: 'delete', period: { ...dec, id: 'dec-2' }, messageId: 'm2' }))
  const told = await historyOf(world, 'Dec 2026')
  expect(told.ids).toEqual(['dec', 'dec-2'])
  expect(told.entries).toHaveLength(2)
})

test('of a period that never was: its creation came to nothing', async () => {
  const world = createRecordWorld()
  await world.requests.create(sampleDraft({ action: 'create', period: { ...dec, id: null } }))
  expect(await historyOf(world, 'Dec 2026')).toMatchObject({ ids: [], inZuora: 'gone', entries: ['1 asked'] })
})

test('while Zuora does not answer, the record still does', async () => {
  const world = createRecordWorld()
  await world.requests.create(sampleDraft())
  world.zuora.isAway = true
  expect(await historyOf(world, 'Oct 2026')).toMatchObject({ inZuora: 'not-known', entries: ['1 asked'] })
})

test('a period that neither Zuora nor the record knows is not found', async () => {
  expect(await asks(createRecordWorld())('Mar 2031', 'U0ALICE')).toMatchObject({ kind: 'not-found' })
})

test.each([alice.id, bob.id, 'U0AUDIT'])('%s may read it, the auditor as a guest', async (personId) => {
  expect(await asks(createRecordWorld([samplePeriod()]))('Oct 2026', personId)).toMatchObject({ kind: 'history' })
})

test('others may not', async () => {
  expect(await asks(createRecordWorld())('Oct 2026', 'U0ERIN')).toMatchObject({ kind: 'may-not-read' })
})
