import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPeopleCache } from '../../src/store/people-cache.ts'
import type { PeopleCache } from '../../src/usecases/ports/people/people-cache.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createFakePeopleCache } from '../support/fake-people-cache.ts'
import { names, openOwnTable } from '../support/own-table.ts'
import { alice } from '../support/sample-request.ts'

let table: Awaited<ReturnType<typeof openOwnTable>>
let dynamodb: DynamoDBClient

beforeAll(async () => {
  table = await openOwnTable()
  dynamodb = table.dynamodb
})
afterAll(() => table.close())

let groups = 0
const newGroup = () => `S0GROUP${++groups}`

/** What every cache does, wherever it keeps what Slack said. */
function cacheContract(make: (clock: FakeClock) => PeopleCache): void {
  const start = '2026-11-03T14:00:00.900Z'
  const open = () => {
    const clock = createFakeClock(start)
    return { clock, cache: make(clock), group: newGroup() }
  }

  test('what was kept is read, by everybody', async () => {
    const { clock, cache, group } = open()
    expect(await cache.groups.read(group)).toBeUndefined()
    const said = { value: ['U0BOB', 'U0CAROL'], askedAt: clock.iso() }
    await cache.groups.keep(group, said)
    expect(await cache.groups.read(group)).toEqual(said)
  })

  test('a group and a person of the same id are not mixed up; a person is kept whole', async () => {
    const { clock, cache, group } = open()
    await cache.groups.keep(group, { value: [], askedAt: clock.iso() })
    expect(await cache.persons.read(group)).toBeUndefined()
    const said = { value: { person: { ...alice, email: null }, timeZone: 'Europe/London' }, askedAt: clock.iso() }
    await cache.persons.keep(group, said)
    expect(await cache.persons.read(group)).toEqual(said)
  })

  test('an answer that was asked for earlier does not take the place of a later one', async () => {
    const { cache, group } = open()
    const later = { value: ['U0CAROL'], askedAt: '2026-11-03T14:00:05.000Z' }
    await cache.groups.keep(group, later)
    await cache.groups.keep(group, { value: ['U0BOB'], askedAt: '2026-11-03T14:00:04.999Z' })
    expect(await cache.groups.read(group)).toEqual(later)
  })

  test('of twenty who want to ask at once one may, and another once its time is over', async () => {
    const { clock, cache, group } = open()
    const claims = await Promise.all(Array.from({ length: 20 }, () => cache.groups.claim(group)))
    expect(claims.filter((mayAsk) => mayAsk)).toHaveLength(1)
    clock.pass(3.999)
    expect(await cache.groups.claim(group)).toBe(false)
    clock.pass(0.001)
    expect(await cache.groups.claim(group)).toBe(true)
    expect(await cache.persons.claim(group)).toBe(true)
  })
}

describe('the cache in memory, which other tests build on', () => {
  cacheContract((clock) => createFakePeopleCache(clock.now))
})

describe('the cache in the table', () => {
  cacheContract((clock) => createPeopleCache(dynamodb, names, clock.now))

  const itemOf = async (pk: string, sk: string) => {
    const Key = { pk: { S: pk }, sk: { S: sk } }
    return (await dynamodb.send(new GetItemCommand({ TableName: names.table, Key }))).Item
  }

  test('names and e-mail addresses may be deleted two minutes later, and nothing but what is needed is kept', async () => {
    const clock = createFakeClock('2026-11-03T14:00:00.000Z')
    const cache = createPeopleCache(dynamodb, names, clock.now)
    await cache.persons.keep('U0ALICE', { value: { person: alice, timeZone: null }, askedAt: clock.iso() })
    await cache.persons.claim('U0ALICE')
    const deleteAfter = { N: String(Date.parse('2026-11-03T14:02:00Z') / 1000) }
    const item = await itemOf('SLACK#PERSON#U0ALICE', 'SAID')
    expect(item?.deleteAfter).toEqual(deleteAfter)
    expect(Object.keys(item?.value?.M ?? {}).sort()).toEqual([
      'email',
      'id',
      'isFullMember',
      'name',
      'team',
      'timeZone',
    ])
    expect(await itemOf('SLACK#PERSON#U0ALICE', 'ASKING')).toMatchObject({ deleteAfter })
  })

  test('a person whom an older deployment kept is read, without a time zone', async () => {
    const clock = createFakeClock('2026-11-03T14:00:00.000Z')
    const Item = marshall({ pk: 'SLACK#PERSON#U0OLD', sk: 'SAID', value: alice, askedAt: clock.iso() })
    await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
    const said = await createPeopleCache(dynamodb, names, clock.now).persons.read('U0OLD')
    expect(said).toEqual({ value: { person: alice, timeZone: null }, askedAt: clock.iso() })
  })

  test('what was written in another shape is as if it were not there', async () => {
    const Item = { pk: { S: 'SLACK#GROUP#S0OLD' }, sk: { S: 'SAID' }, value: { S: 'U0BOB' }, askedAt: { S: 'now' } }
    await dynamodb.send(new PutItemCommand({ TableName: names.table, Item }))
    const cache = createPeopleCache(dynamodb, names, createFakeClock('2026-11-03T14:00:00.000Z').now)
    expect(await cache.groups.read('S0OLD')).toBeUndefined()
  })
})
