import { expect, test } from 'vitest'
import { kindsOf } from '../../../src/domain/reconcile/difference.ts'
import { SlackUnavailable } from '../../../src/slack/errors.ts'
import { reconcile } from '../../../src/usecases/reconcile/reconcile.ts'
import { ZuoraSignInRefused, ZuoraUnavailable } from '../../../src/zuora/errors.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { sampleDraft } from '../../support/sample-request.ts'
import { accepted, bot, createReconcileWorld, periodOf, person } from './reconcile-world.ts'

const august = periodOf('Aug', { status: 'Closed' })
const september = periodOf('Sep')

async function afterFirstLook(given = [august, september]) {
  const world = createReconcileWorld(given)
  await world.locks.rememberIntegrationUser('us', bot)
  await world.look()
  return world
}

type World = Awaited<ReturnType<typeof afterFirstLook>>
const kinds = (world: World) =>
  world.exceptions().map(({ about }) => (about.kind === 'exception' ? kindsOf(about).join() : ''))

test('the first look files what is so as the baseline, and opens no exception', async () => {
  const world = await afterFirstLook()
  expect(world.filings.allFiled()).toMatchObject([
    {
      about: { kind: 'baseline', periods: [{ name: 'Aug 2026', status: 'Closed' }, { status: 'Open' }] },
      status: 'closed',
    },
  ])
  await world.look()
  expect(world.filings.allFiled()).toHaveLength(1)
  expect(world.told.posted).toEqual([])
})

test('the first look dies after it filed: what was filed is what was seen, and what changed since is found', async () => {
  const world = createReconcileWorld([august, september])
  const { noteFirstLook } = world.seenPeriods
  world.seenPeriods.noteFirstLook = () => Promise.reject(new ZuoraUnavailable('as good as any', {}))
  await world.look()
  world.seenPeriods.noteFirstLook = noteFirstLook
  world.set('Aug', { status: 'Open' })
  await world.look()
  await world.look()
  expect(kinds(world)).toEqual(['reopened'])
})

test('an entity of hundreds of periods has a baseline in parts', async () => {
  const many = Array.from({ length: 160 }, (_, index) => ({ ...august, id: `p${index}`, name: `Period ${index}` }))
  const world = await afterFirstLook(many)
  expect(world.filings.allFiled()).toHaveLength(2)
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('a close outside the bot opens one exception, told once, however often it is looked', async () => {
  const world = await afterFirstLook()
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.look()
  await world.look()
  expect(kinds(world)).toEqual(['closed'])
  expect(world.told.posted).toHaveLength(1)
  expect(world.exceptions()[0]).toMatchObject({
    periodId: 'Sep',
    status: 'open',
    about: { periodName: 'Sep 2026', was: { status: 'Open' }, is: { status: 'Closed', updatedBy: person } },
  })
})

test.each([
  ['reopened', 'Aug', { status: 'Open' as const }],
  ['pending-close', 'Sep', { status: 'PendingClose' as const }],
  ['dates', 'Sep', { endDate: '2026-09-29' }],
  ['renamed', 'Aug', { name: 'August' }],
  ['fiscal', 'Aug', { fiscalQuarter: 1 }],
  ['changed', 'Aug', {}],
  ['status', 'Sep', { status: 'Unknown' as const }],
])('what others did is an exception: %s', async (kind, name, changes) => {
  const world = await afterFirstLook()
  world.set(name, { ...changes, updatedBy: person })
  await world.look()
  expect(kinds(world)).toEqual([kind])
})

test('periods that others create and delete', async () => {
  const world = await afterFirstLook()
  world.zuora.periods = [august, periodOf('Oct')]
  await world.look()
  await world.look()
  expect(kinds(world)).toEqual(['created', 'deleted'])
})

test('the open-ended period is not looked at: its start moves by itself', async () => {
  const world = await afterFirstLook([august, september, periodOf('Oct', { endDate: null })])
  world.set('Oct', { startDate: '2026-12-01' })
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('a trial balance that others run on an Open period is no exception', async () => {
  const world = await afterFirstLook()
  world.set('Sep', { trialBalance: { ...september.trialBalance, start: '2026-11-04 10:00:00' }, updatedBy: 'somebody' })
  await world.look()
  expect(world.exceptions()).toEqual([])
  world.set('Sep', { notes: 'other' })
  await world.look()
  expect(kinds(world)).toEqual(['changed'])
})

test('a closed period with another trial balance was opened and closed between two looks', async () => {
  const world = await afterFirstLook()
  world.set('Aug', { trialBalance: { ...august.trialBalance, start: '2026-11-04 10:00:00' }, updatedBy: 'somebody' })
  await world.look()
  expect(kinds(world)).toEqual(['changed'])
})

test('what the bot’s own user changes beside the status, such as the notes, is no exception', async () => {
  const world = await afterFirstLook()
  world.set('Aug', { notes: '[Closing Bell US-0001 head abc]', updatedBy: bot })
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('a trial balance that was running ends: nobody did anything', async () => {
  const running = { ...august.trialBalance, status: 'running', statusText: 'Processing', end: null } as const
  const world = await afterFirstLook([periodOf('Aug', { status: 'Closed', trialBalance: running })])
  world.set('Aug', { trialBalance: august.trialBalance })
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test.each([true, false])('the bot’s own close is no exception (noted when it was sealed: %s)', async (isNoted) => {
  const world = await afterFirstLook()
  world.set('Sep', { status: 'Closed', updatedBy: bot })
  await world.done('Sep', { asks: { 'pending-close': accepted(), close: accepted() } }, { isNoted })
  await world.look()
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('what others changed while the bot was at it is theirs', async () => {
  const world = await afterFirstLook()
  world.set('Sep', { status: 'Closed', name: 'September', updatedBy: bot })
  await world.done('Sep', { asks: { 'pending-close': accepted(), close: accepted() } })
  await world.look()
  expect(kinds(world)).toEqual(['renamed'])
})

test.each([true, false])(
  'others reopened it, then the bot closed it, all between two looks (noted: %s)',
  async (isNoted) => {
    const world = await afterFirstLook()
    world.set('Aug', { status: 'Closed', updatedBy: bot })
    await world.done('Aug', { asks: { 'pending-close': accepted(), close: accepted() } }, { found: 'Open', isNoted })
    await world.look()
    await world.look()
    expect(kinds(world)).toEqual(['reopened'])
  },
)

test('the bot’s pending close was overtaken: the close is others’, the pending close is not', async () => {
  const world = await afterFirstLook()
  world.set('Sep', { status: 'Closed', updatedBy: person })
  const overtaken = { kind: 'closed-by-others', updatedBy: person, updatedOn: null } as const
  await world.done('Sep', {
    asks: { 'pending-close': accepted() },
    outcome: { kind: 'overtaken', because: overtaken },
  })
  await world.look()
  expect(world.exceptions()).toMatchObject([{ about: { was: { status: 'PendingClose' }, is: { status: 'Closed' } } }])
})

test('a request that ended leaves its own pending close: explained', async () => {
  const world = await afterFirstLook()
  world.set('Sep', { status: 'PendingClose', updatedBy: bot })
  const cancelled = { kind: 'cancelled', by: 'U0ALICE' } as const
  await world.done('Sep', { asks: { 'pending-close': accepted() }, outcome: cancelled })
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('a close that took effect after its request had ended is the bot’s where Zuora names its user, else nobody knows', async () => {
  const failed = { kind: 'failed', because: { kind: 'zuora-unreachable', waitedSeconds: 9000 } } as const
  const lost = { ...accepted(), answer: null }
  for (const [updatedBy, expected] of [
    [bot, []],
    [person, ['closed']],
  ] as const) {
    const world = await afterFirstLook()
    await world.done('Sep', { asks: { close: lost }, outcome: failed, periodAtEnd: null }, { found: 'PendingClose' })
    world.set('Sep', { status: 'Closed', updatedBy })
    await world.look()
    expect(kinds(world)).toEqual(expected)
  }
})

test('a change of dates by the bot moves the next period’s start: both are explained', async () => {
  const world = await afterFirstLook([september, periodOf('Oct')])
  world.set('Sep', { endDate: '2026-09-28', updatedBy: bot })
  world.set('Oct', { startDate: '2026-09-29', updatedBy: bot })
  for (const isNoted of [false, true]) {
    const change = { action: 'update-dates', fields: { endDate: '2026-09-28' }, neighbourId: 'Oct' } as const
    await world.done('Sep', { ...change, asks: { update: accepted() } }, { isNoted })
    await world.look()
    expect(world.exceptions()).toEqual([])
  }
})

test.each([true, false])('periods that the bot created and deleted are explained (noted: %s)', async (isNoted) => {
  const world = await afterFirstLook()
  world.zuora.periods.push(periodOf('Oct', { updatedBy: bot }))
  await world.done('Oct', { action: 'create', asks: { create: accepted() } }, { found: 'does not exist yet', isNoted })
  await world.look()
  world.zuora.periods.pop()
  await world.done('Oct', { action: 'delete', asks: { delete: accepted() }, periodAtEnd: null }, { isNoted })
  await world.look()
  expect(world.exceptions()).toEqual([])
})

test('a period that a request has is left alone; a holder that has ended does not hold it', async () => {
  const world = await afterFirstLook()
  const request = await world.done('Sep', { outcome: { kind: 'cancelled', by: 'U0ALICE' } })
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.locks.take({ entity: 'us', id: 'Sep' }, 'US-0099')
  await world.look()
  expect(world.exceptions()).toEqual([])
  await world.locks.release({ entity: 'us', id: 'Sep' }, 'US-0099')
  await world.locks.take({ entity: 'us', id: 'Sep' }, `US-000${request?.number}`)
  await world.look()
  expect(kinds(world)).toEqual(['closed'])
})

test('what others do while a close only waits for its time is found at once', async () => {
  const world = await afterFirstLook()
  const period = { id: 'Sep', name: 'Sep 2026', startDate: '2026-09-01', endDate: '2026-09-30' }
  const planned = { status: 'planned', notBefore: '2026-12-01T00:00:00.000Z' } as const
  const request = await world.requests.create(sampleDraft({ period, lockTaken: true, ...planned }))
  await world.locks.take({ entity: 'us', id: 'Sep' }, `US-000${request.number}`)
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.look()
  expect(kinds(world)).toEqual(['closed'])
})

test('dies after filing: the same exception is not filed again, also where a request was sealed since', async () => {
  const world = await afterFirstLook()
  world.set('Aug', { status: 'Open', updatedBy: person })
  const { noteSeen } = world.seenPeriods
  world.seenPeriods.noteSeen = () => Promise.reject(new ZuoraUnavailable('as good as any', {}))
  await world.look()
  world.seenPeriods.noteSeen = noteSeen
  world.set('Aug', { status: 'Closed', updatedBy: bot })
  await world.done('Aug', { asks: { 'pending-close': accepted(), close: accepted() } }, { found: 'Open' })
  await world.look()
  await world.look()
  expect(kinds(world)).toEqual(['reopened'])
  expect(world.told.posted).toHaveLength(1)
})

test('the same change made again later is another exception', async () => {
  const world = await afterFirstLook()
  for (const status of ['Open', 'Closed', 'Open'] as const) {
    world.set('Aug', { status, updatedBy: person })
    await world.look()
  }
  expect(kinds(world)).toEqual(['reopened', 'closed', 'reopened'])
})

test('Slack is away: the exception is filed, and told by the next look', async () => {
  const world = await afterFirstLook()
  world.told.fails = new SlackUnavailable('no answer')
  world.set('Sep', { status: 'Closed', updatedBy: person })
  await world.look()
  expect(world.exceptions()).toHaveLength(1)
  expect(world.logged).toEqual(['entity-not-reconciled'])
  world.told.fails = null
  await world.look()
  expect(world.told.posted).toHaveLength(1)
})

test('an entity that cannot be reached does not keep the others from it; what waiting does not mend is a failure', async () => {
  const world = await afterFirstLook()
  const away = (error: Error) =>
    sampleEntity({
      key: 'eu',
      periods: { list: () => Promise.reject(error), retrieve: async () => undefined, ask: () => Promise.reject(error) },
    })
  world.set('Sep', { status: 'Closed', updatedBy: person })
  world.clock.pass(900)
  const [us] = world.ports.rules.entities
  if (!us) throw new Error('no entity')
  const entities = [away(new ZuoraUnavailable('maintenance', {})), us]
  await reconcile({ ...world.ports, rules: { entities } })
  expect(kinds(world)).toEqual(['closed'])
  const refused = [away(new ZuoraSignInRefused('invalid client', {})), us]
  await expect(reconcile({ ...world.ports, rules: { entities: refused } })).rejects.toThrow('1 entities')
})
