import { gzipSync } from 'node:zlib'
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import { createKeptCalendars } from '../../src/store/calendar/kept-calendars.ts'
import { createLocks } from '../../src/store/calendar/locks.ts'
import { createSeenPeriods } from '../../src/store/calendar/seen-periods.ts'
import { createFilings } from '../../src/store/filings/filings.ts'
import { createKeptPolicies } from '../../src/store/filings/kept-policies.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createOpenRequests } from '../../src/store/requests/open-requests.ts'
import { createRefusedClicks } from '../../src/store/requests/refused-clicks.ts'
import { createRequests } from '../../src/store/requests/requests.ts'
import type { TableNames } from '../../src/store/table.ts'
import { createAnsweredMessages } from '../../src/store/told/answered-messages.ts'
import { createHomes } from '../../src/store/told/homes.ts'
import { createKeptPictures } from '../../src/store/told/kept-pictures.ts'
import { createReminded } from '../../src/store/told/reminded.ts'
import { createToldAdmin } from '../../src/store/told/told-admin.ts'
import { createFakeToldAdmin } from '../support/fake-admin-notices.ts'
import { createFakeFilings } from '../support/fake-filings.ts'
import { createFakeHomes } from '../support/fake-homes.ts'
import { createFakeKeptCalendars } from '../support/fake-kept-calendars.ts'
import { createFakeKeptPictures } from '../support/fake-kept-pictures.ts'
import { createFakeKeptPolicies } from '../support/fake-kept-policies.ts'
import { createFakeLocks } from '../support/fake-locks.ts'
import { createFakePlaces } from '../support/fake-places.ts'
import { createFakeReminded } from '../support/fake-reminded.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { createFakeSeenPeriods } from '../support/fake-seen-periods.ts'
import { names, openOwnTable } from '../support/own-table.ts'
import { alice, bob } from '../support/sample-request.ts'
import { filingsContract } from './filings-contract.ts'
import { homesContract } from './homes-contract.ts'
import { keptCalendarsContract, keptPeriod } from './kept-calendars-contract.ts'
import { keptPicturesContract } from './kept-pictures-contract.ts'
import { keptPoliciesContract } from './kept-policies-contract.ts'
import { locksContract } from './locks-contract.ts'
import { remindedContract } from './reminded-contract.ts'
import { awaiting, click, type EveryRequest, newDraft, recording, requestsContract } from './requests-contract.ts'
import { seenPeriodsContract } from './seen-periods-contract.ts'
import { toldAdminContract } from './told-admin-contract.ts'

let table: Awaited<ReturnType<typeof openOwnTable>>
let dynamodb: DynamoDBClient

beforeAll(async () => {
  table = await openOwnTable()
  dynamodb = table.dynamodb
})
afterAll(() => table.close())

/** What the functions are built from, in one. */
const everyRequest = (of: TableNames): EveryRequest => ({
  ...createRequests(dynamodb, of, recording),
  ...createRegister(dynamodb, of, recording),
  ...createOpenRequests(dynamodb, of),
  ...createRefusedClicks(dynamodb, of),
})

let entities = 0
const newEntity = () => `e${++entities}`

describe('the register in memory, which other tests build on', () => {
  requestsContract(() => ({ requests: createFakeRequests(), entity: newEntity() }))
})

describe('the locks in memory, which other tests build on', () => {
  locksContract(() => ({ locks: createFakeLocks(), entity: newEntity() }))
})

describe('filings in memory, which other tests build on', () => {
  filingsContract(() => {
    const places = createFakePlaces()
    return { requests: createFakeRequests(places), filings: createFakeFilings(places), entity: newEntity() }
  })
})

describe('filings in the table', () => {
  const make = () => ({
    requests: everyRequest(names),
    filings: createFilings(dynamodb, names, recording),
    entity: newEntity(),
  })
  filingsContract(make)

  test('nothing that is done to requests touches a filing', async () => {
    const { requests, filings, entity } = make()
    const request = await requests.create(newDraft({ entity, ...awaiting(1) }))
    const about = { kind: 'baseline', periods: [] } as const
    const draft = {
      entity,
      messageId: 'm',
      periodId: null,
      about,
      status: 'open',
      at: '2026-11-02T15:00:00.000Z',
    } as const
    const filed = await filings.file({ ...draft, by: null })
    const mistaken = { ...request, number: filed.number }
    expect(await requests.write(mistaken, { status: 'asking' }, [])).toBeUndefined()
    expect(await click(requests, mistaken, alice)).toBeUndefined()
    expect(await requests.cancel({ key: mistaken, person: alice, at: draft.at })).toBeUndefined()
    await expect(requests.keepToken(mistaken, 'token')).rejects.toThrow()
    await expect(requests.noteMessages(mistaken, { told: true })).rejects.toThrow()
    expect(await filings.readFiled(filed)).toEqual(filed)
  })
})

describe('policies kept in memory, which other tests build on', () => {
  keptPoliciesContract(() => ({ policies: createFakeKeptPolicies(), entity: newEntity() }))
})

describe('policies kept in the table', () => {
  keptPoliciesContract(() => ({ policies: createKeptPolicies(dynamodb, names), entity: newEntity() }))

  test('the text is kept before anything is written that names its hash', async () => {
    const entity = newEntity()
    const policies = createKeptPolicies(dynamodb, names)
    const isKept = async () => (await policies.policyText(entity, 'abc')) !== undefined
    const keepPolicy = () => policies.keepPolicy(entity, 'abc', '{}')
    const keeping = { ...recording, keepPolicy }
    await createRegister(dynamodb, names, keeping).create(newDraft({ entity }))
    expect(await isKept()).toBe(true)
    const failing = { ...recording, keepPolicy: () => Promise.reject(new Error('no answer')) }
    const written = [
      createRegister(dynamodb, names, failing).create(newDraft({ entity })),
      createRequests(dynamodb, names, failing).cancel({ key: { entity, number: 1 }, person: alice, at: '2026-11-02' }),
    ]
    expect((await Promise.allSettled(written)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await createRequests(dynamodb, names, recording).read({ entity, number: 1 })).toHaveProperty('stopped', null)
  })
})

describe('what every entry says of how it came about', () => {
  test('every writer of a log stamps its entries before they are chained', async () => {
    const stamp = (entity: string, entry: LogEntry) => ({ ...entry, policy: `policy of ${entity}`, code: '0.4.0 abc' })
    const stamping = { ...recording, stamp }
    const requests = { ...createRequests(dynamodb, names, stamping), ...createRegister(dynamodb, names, stamping) }
    const filings = createFilings(dynamodb, names, stamping)
    const entity = newEntity()
    const at = '2026-11-02T15:00:00.000Z'
    const entry: LogEntry = { at, kind: 'voided', by: null, details: {} }
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    await click(requests, created, bob)
    const cancelled = await requests.cancel({ key: created, person: alice, at })
    const sealed = cancelled && (await requests.write(cancelled, { status: 'finished' }, [entry]))
    const after = sealed && (await requests.write(sealed, {}, [entry]))
    const about = { kind: 'baseline', periods: [] } as const
    const filed = await filings.file({ entity, messageId: 'm', periodId: null, about, status: 'open', at, by: null })
    const appended = await filings.appendFiled(filed, {}, [entry])
    const entries = [...(after?.log ?? []), ...(after?.later ?? []), ...(appended?.log ?? [])]
    expect(entries.map(({ kind }) => kind)).toEqual([
      'asked',
      'approved',
      'cancelled',
      'voided',
      'voided',
      'filed',
      'voided',
    ])
    expect(entries.filter(({ policy, code }) => policy !== `policy of ${entity}` || code !== '0.4.0 abc')).toEqual([])
    expect(after?.chain).toEqual(chainOf(after?.log ?? [], [], beginning, recording.hash))
  })
})

describe('the register in the table', () => {
  const make = () => ({ requests: everyRequest(names), entity: newEntity() })
  requestsContract(make)

  test('hundreds of clicks that did not count do not fill the request', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const key = { pk: { S: names.partitionOf(entity) }, sk: { S: 'REQUEST#000001' } }
    const itemNow = async () => (await dynamodb.send(new GetItemCommand({ TableName: names.table, Key: key }))).Item
    const before = await itemNow()
    for (let round = 0; round < 5; round++) {
      const clickers = Array.from({ length: 40 }, (_, index) => `U${index % 4}`)
      await Promise.all(clickers.map((id) => requests.countRefusedClick(created, id, 'not-an-approver')))
    }
    expect(await itemNow()).toEqual(before)
    const counted = await requests.refusedClicks(created)
    expect(counted).toEqual(Object.fromEntries([0, 1, 2, 3].map((index) => [`U${index}#not-an-approver`, 50])))
  })

  test('an entity whose key is renamed in the configuration keeps its register', async () => {
    const partitionOf = () => 'ENTITY#11e643f4-a3ee-8bad-b061-0025904c57d6'
    const requests = everyRequest({ ...names, partitionOf })
    const first = await requests.create(newDraft({ entity: 'usa' }))
    const second = await requests.create(newDraft({ entity: 'northamerica' }))
    expect(second).toMatchObject({ number: 2, log: [{ details: { previousRequest: first.chain[0] } }] })
    expect(await requests.read({ entity: 'northamerica', number: 1 })).toEqual(first)
  })

  test('what is done to a request that does not exist makes none', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const missing = { ...created, number: 9 }
    expect(await click(requests, missing, created.requester)).toBeUndefined()
    expect(await requests.write(missing, {}, [])).toBeUndefined()
    await expect(requests.keepToken(missing, 'token')).rejects.toThrow()
    await expect(requests.noteMessages(missing, { told: true })).rejects.toThrow()
    expect(await requests.read(missing)).toBeUndefined()
  })
})

describe('what was seen, in memory and in the table', () => {
  seenPeriodsContract(() => {
    const locks = createFakeLocks()
    return { locks, seenPeriods: createFakeSeenPeriods(locks), entity: newEntity() }
  })
  seenPeriodsContract(() => ({
    locks: createLocks(dynamodb, names),
    seenPeriods: createSeenPeriods(dynamodb, names),
    entity: newEntity(),
  }))
})

describe('the locks in the table', () => {
  locksContract(() => ({ locks: createLocks(dynamodb, names), entity: newEntity() }))
})

describe('calendars that were looked at, in memory and in the table', () => {
  keptCalendarsContract(() => ({ calendars: createFakeKeptCalendars(), entity: newEntity() }))
  keptCalendarsContract(() => ({ calendars: createKeptCalendars(dynamodb, names), entity: newEntity() }))

  const keyOf = (entity: string) => ({ pk: { S: names.partitionOf(entity) }, sk: { S: 'LOOKED-AT' } })

  test('what was written in another shape is as if nobody had looked', async () => {
    const entity = newEntity()
    const calendars = createKeptCalendars(dynamodb, names)
    const at = '2026-11-09T14:00:00.000Z'
    const shapes = [{ S: 'text' }, { B: Buffer.from('text') }, { B: gzipSync('{"periods":[]}') }]
    for (const periods of shapes) {
      const Item = { ...keyOf(entity), at: { S: at }, periods }
      await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
      expect(await calendars.read(entity)).toBeNull()
    }
    await calendars.keep(entity, at, () => ({ at, periods: [] }))
    expect(await calendars.read(entity)).toEqual({ at, periods: [] })
  })

  test('what was kept before it was noted that a period was reopened is read', async () => {
    const entity = newEntity()
    const calendars = createKeptCalendars(dynamodb, names)
    const at = '2026-11-09T14:00:00.000Z'
    const { reopenedAt, ...older } = keptPeriod()
    const Item = { ...keyOf(entity), at: { S: at }, periods: { B: gzipSync(JSON.stringify([older])) } }
    await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
    expect(await calendars.read(entity)).toEqual({ at, periods: [{ ...older, reopenedAt }] })
  })

  test('of more periods than one item takes, those that end last are kept, in their order', async () => {
    const entity = newEntity()
    const calendars = createKeptCalendars(dynamodb, names)
    const dateOf = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
    // What does not compress: the hashes of numbers.
    const notes = (index: number) => [1, 2, 3, 4, 5, 6].map((part) => recording.hash(`${index}-${part}`)).join('')
    const periods = Array.from({ length: 2400 }, (_, index) => {
      const kept = keptPeriod({}, dateOf(index % 400))
      return { ...kept, period: { ...kept.period, id: String(index), notes: notes(index) } }
    })
    const at = '2026-11-09T14:00:00.000Z'
    await calendars.keep(entity, at, () => ({ at, periods }))
    const ids = (await calendars.read(entity))?.periods.map(({ period }) => period.id) ?? []
    const expected = periods.filter(({ period }) => ids.includes(period.id))
    expect(ids.length).toBeGreaterThan(1000)
    expect(ids).toEqual(expected.map(({ period }) => period.id))
    const [first = ''] = expected.map(({ period }) => period.endDate).toSorted()
    const left = periods.filter(({ period }) => !ids.includes(period.id))
    expect(left.filter(({ period }) => period.endDate > first)).toEqual([])
  })
})

describe('what the admin was told, in memory and in the table', () => {
  let channels = 0
  const newKey = () => `C0TOLD${++channels} not_in_channel`
  toldAdminContract(() => ({ told: createFakeToldAdmin(), key: newKey() }))
  toldAdminContract(() => ({ told: createToldAdmin(dynamodb, names), key: newKey() }))

  test('it may be deleted when it is over', async () => {
    const key = newKey()
    await createToldAdmin(dynamodb, names).noteTold(key, '2026-12-09T14:00:00.000Z')
    const Key = { pk: { S: `TOLD-ADMIN#${key}` }, sk: { S: 'TOLD' } }
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key }))
    expect(Item?.deleteAfter).toEqual({ N: String(Date.parse('2026-12-09T14:00:00Z') / 1000) })
  })
})

describe('pictures that Slack has, in memory and in the table', () => {
  let drawings = 0
  const newDrawing = () => `drawing-${++drawings}`
  keptPicturesContract(() => ({ pictures: createFakeKeptPictures(), drawing: newDrawing() }))
  keptPicturesContract(() => ({ pictures: createKeptPictures(dynamodb, names), drawing: newDrawing() }))

  test('one may be deleted 60 days after its upload', async () => {
    const drawing = newDrawing()
    const pictures = createKeptPictures(dynamodb, names)
    await pictures.keep(drawing, { fileId: 'F0FIRST', uploadedAt: '2026-11-09T14:00:00.000Z' })
    const Key = { pk: { S: `PICTURE#${drawing}` }, sk: { S: 'FILE' } }
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key }))
    expect(new Date(Number(Item?.deleteAfter?.N) * 1000).toISOString()).toBe('2027-01-08T14:00:00.000Z')
  })
})

describe('who opened their Home, in memory and in the table', () => {
  const inMemory = createFakeHomes()
  homesContract(() => inMemory)
  homesContract(() => createHomes(dynamodb, names))

  test('DynamoDB may delete it once it is not kept as things are', async () => {
    await createHomes(dynamodb, names).noteOpened({ personId: 'U0TTL', at: '2026-11-20T09:00:00.000Z', version: '1' })
    const Key = { pk: { S: 'HOMES' }, sk: { S: 'U0TTL' } }
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key }))
    expect(Item?.deleteAfter?.N).toBe(String(Date.parse('2026-11-28T09:00:00.000Z') / 1000))
  })
})

describe('what people were reminded of, in memory and in the table', () => {
  let audiences = 0
  const newAudience = () => `C0${++audiences}`
  remindedContract(() => ({ reminded: createFakeReminded(), audience: newAudience() }))
  remindedContract(() => ({ reminded: createReminded(dynamodb, names), audience: newAudience() }))

  test('a claim that is sent again because its answer was lost is still its own', async () => {
    const reminded = createReminded(dynamodb, names)
    const [audience, claim] = [newAudience(), { key: '2026-11-09', at: '2026-11-09T14:00:00.000Z', reminders: [] }]
    const options = { step: 'finalizeRequest', name: 'sends-twice' } as const
    dynamodb.middlewareStack.add((next) => async (given) => (await next(given)) && next(given), options)
    expect(await reminded.claim(audience, claim)).toBe(true)
    dynamodb.middlewareStack.remove(options.name)
    expect(await reminded.claim(audience, claim)).toBe(false)
  })

  test('it may be deleted 400 days later, a snooze three weeks after its end', async () => {
    const audience = newAudience()
    const reminded = createReminded(dynamodb, names)
    await reminded.claim(audience, { key: '2026-11-09', at: '2026-11-09T14:00:00.000Z', reminders: [] })
    const snooze = { until: '2026-11-10T14:00:00.000Z', by: 'U0ALICE', at: '2026-11-09T15:00:00.000Z' }
    await reminded.snooze(audience, { subject: 'us/calendar', ...snooze })
    const deletableAt = async (sk: string) => {
      const Key = { pk: { S: `TOLD#${audience}` }, sk: { S: sk } }
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key }))
      return new Date(Number(Item?.deleteAfter?.N) * 1000).toISOString()
    }
    expect(await deletableAt('TOLD#2026-11-09')).toBe('2027-12-14T14:00:00.000Z')
    expect(await deletableAt('SNOOZE#us/calendar')).toBe('2026-12-01T14:00:00.000Z')
  })
})

describe('answered messages', () => {
  test('are known once they were answered, and deleted a day later', async () => {
    const now = new Date('2026-11-03T14:00:00.900Z')
    const answered = createAnsweredMessages(dynamodb, names, () => now)
    expect(await answered.has('message-1')).toBe(false)
    await answered.add('message-1')
    await answered.add('message-1')
    expect(await answered.has('message-1')).toBe(true)
    expect(await answered.has('message-2')).toBe(false)
    const claims = await Promise.all(['message-2', 'message-2', 'message-1'].map((id) => answered.claimOnce(id)))
    expect(claims.filter((isFirst) => isFirst)).toHaveLength(2)
    expect(await answered.has('message-2')).toBe(false)
    const key = { pk: { S: 'MESSAGE#message-1' }, sk: { S: 'ANSWERED' } }
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: names.table, Key: key }))
    expect(Item?.deleteAfter).toEqual({ N: String(Date.parse('2026-11-04T14:00:00Z') / 1000) })
  })
})
