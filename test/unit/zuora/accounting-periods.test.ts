import { expect, test } from 'vitest'
import { createAccountingPeriods } from '../../../src/zuora/accounting-periods.ts'
import { documentedErrorPeriod, documentedOpenEnded, documentedPeriod } from './documented-periods.ts'
import { startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods'
const ofPeriod = `${path}/${documentedPeriod.id}`

async function startPeriods() {
  const scripted = await startScriptedClient()
  return { ...scripted, periods: createAccountingPeriods(scripted.client) }
}

function listOf(...accountingPeriods: object[]) {
  return { body: { accountingPeriods, success: true } }
}

function named(id: string, startDate: string, endDate: string | null) {
  return { ...documentedPeriod, id, startDate, endDate }
}

test('the list comes in order of start date, whatever Zuora’s order; the open-ended period last', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(
    `GET ${path}`,
    listOf(
      documentedOpenEnded,
      named('c', '2026-12-01', '2026-12-31'),
      documentedErrorPeriod,
      named('b', '2026-11-01', '2026-11-30'),
      documentedPeriod,
    ),
  )
  const list = await periods.list()
  expect(list.map(({ name, id }) => (id.length === 1 ? id : name))).toEqual([
    'Oct 2014',
    'Mar 2016',
    'b',
    'c',
    'Open-Ended',
  ])
  expect(Object.fromEntries(zuora.seen.at(-1)?.query ?? [])).toEqual({ page: '1', pageSize: '300' })
})

test('every page is read, from our own host only, and a period that moved between pages counts once', async () => {
  const { zuora, periods } = await startPeriods()
  const nextPage = `https://elsewhere.example${path}?page=2&pageSize=300`
  zuora.on(`GET ${path}`, ({ query }) => {
    if (query.get('page') === '2')
      return listOf(named('b', '2026-11-01', '2026-11-30'), named('c', '2026-12-01', '2026-12-31'))
    const { body } = listOf(named('a', '2026-10-01', '2026-10-31'), named('b', '2026-11-01', '2026-11-30'))
    return { body: { ...body, nextPage } }
  })
  expect((await periods.list()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(zuora.seen.filter((seen) => seen.path === path)).toHaveLength(2)
})

test('pages that never end are a fault, not a loop', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`GET ${path}`, {
    body: { accountingPeriods: [], nextPage: `https://rest.zuora.com${path}?page=2`, success: true },
  })
  await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraUnexpected' })
})

test('a list that is not as documented is told by its fields, without their values', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`GET ${path}`, listOf({ ...documentedPeriod, startDate: 'Oct 1st' }))
  const error = await periods.list().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    name: 'ZuoraUnexpected',
    message: expect.stringMatching(
      /GET \/v1\/accounting-periods is not as documented.*accountingPeriods\[0\]\.startDate/s,
    ),
  })
  expect(String(error)).not.toContain('Oct 1st')
})

test('one period is read by its id', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`GET ${ofPeriod}`, { body: documentedPeriod })
  expect(await periods.retrieve(documentedPeriod.id)).toMatchObject({ name: 'Oct 2014', status: 'Closed' })
})

test('an id cannot lead to another path', async () => {
  const { zuora, periods } = await startPeriods()
  const reasons = [{ code: 50000040, message: 'Cannot find entity by key' }]
  zuora.on(`GET ${path}/..%2F..%2Fx%3Fy`, { status: 404, body: { success: false, reasons } })
  expect(await periods.retrieve('../../x?y')).toBeUndefined()
})

test.each([404, 200])('a period that Zuora does not know is undefined (HTTP %d)', async (status) => {
  const { zuora, periods } = await startPeriods()
  const body = { success: false, reasons: [{ code: 50000040, message: `Cannot find entity by key: 'x'.` }] }
  zuora.on(`GET ${ofPeriod}`, { status, body })
  expect(await periods.retrieve(documentedPeriod.id)).toBeUndefined()
})

test('a missing permission to read is a refusal in Zuora’s words, with its id', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`GET ${ofPeriod}`, {
    status: 403,
    body: { success: false, processId: 'P1', reasons: [{ code: 50000010, message: 'You do not have permission.' }] },
  })
  await expect(periods.retrieve(documentedPeriod.id)).rejects.toMatchObject({
    name: 'ZuoraRefused',
    code: '50000010',
    message: 'You do not have permission.',
    requestId: 'P1',
  })
})
