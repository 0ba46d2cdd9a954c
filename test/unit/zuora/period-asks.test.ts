import { expect, test } from 'vitest'
import type { AskTarget } from '../../../src/usecases/ports/zuora/accounting-periods.ts'
import { createAccountingPeriods } from '../../../src/zuora/accounting-periods.ts'
import { documentedPeriod } from './documented-periods.ts'
import { startScriptedClient } from './scripted-client.ts'

const path = '/v1/accounting-periods'
const oct2014 = { periodId: documentedPeriod.id, fields: null, idempotencyKey: null }
const ofPeriod = `${path}/${documentedPeriod.id}`

async function startPeriods() {
  const scripted = await startScriptedClient()
  return { ...scripted, periods: createAccountingPeriods(scripted.client) }
}

const november: AskTarget = {
  periodId: null,
  fields: { name: 'Nov 2014', startDate: '2014-11-01', endDate: '2014-11-30', fiscalYear: 2014 },
  idempotencyKey: 'US-0147-create',
}

const no = (code: number, message: string) => ({ success: false, processId: 'P1', reasons: [{ code, message }] })

test.each(['pending-close', 'close', 'reopen', 'run-trial-balance'] as const)('asking for %s', async (what) => {
  const { zuora, periods } = await startPeriods()
  const date = 'Tue, 03 Nov 2026 14:00:00 GMT'
  zuora.on(`PUT ${ofPeriod}/${what}`, { headers: { 'zuora-request-id': 'r-1', date }, body: { success: true } })
  expect(await periods.ask(what, oct2014, 'US-0147')).toEqual({
    kind: 'accepted',
    zuoraRequestId: 'r-1',
    zuoraDate: date,
    createdId: null,
  })
})

test.each([400, 200])('a no is Zuora’s own words (HTTP %d)', async (status) => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`PUT ${ofPeriod}/close`, {
    status,
    headers: { date: 'Tue, 03 Nov 2026 14:00:00 GMT' },
    body: {
      success: false,
      processId: 'CBCFED6580B4E076',
      reasons: [
        { code: 50000030, message: 'All prior accounting periods must be closed.' },
        { code: 50000031, message: 'Draft invoices.' },
      ],
    },
  })
  expect(await periods.ask('close', oct2014, 'US-0147')).toEqual({
    kind: 'refused',
    code: '50000030, 50000031',
    message: 'All prior accounting periods must be closed.; Draft invoices.',
    zuoraRequestId: 'CBCFED6580B4E076',
    zuoraDate: 'Tue, 03 Nov 2026 14:00:00 GMT',
  })
})

test.each([
  [409, { success: false, reasons: [{ code: 50000050, message: 'Lock contention' }] }, { 'retry-after': '9' }, 9],
  [200, { success: false, reasons: [{ code: 50000070, message: 'Limit' }] }, { 'ratelimit-reset': '20' }, 20],
  [429, '', {}, null],
])('certainly not done is busy, with how long to wait: HTTP %d', async (status, body, headers, retryAfterSeconds) => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`PUT ${ofPeriod}/close`, { status, headers, body })
  expect(await periods.ask('close', oct2014, 'US-0147')).toMatchObject({ kind: 'busy', retryAfterSeconds })
})

test.each([
  [500, { success: false, reasons: [{ code: 50000060, message: 'Internal error' }] }],
  [500, { reasons: [{ code: 'SystemError', message: 'Internal error' }] }],
  [200, { success: false, reasons: [{ code: 50000061, message: 'Temporary' }] }],
  [502, '<html>Bad gateway</html>'],
  [503, ''],
  [504, { message: 'Gateway time-out' }],
  [200, ''],
  [200, '<html>Maintenance</html>'],
  [200, {}],
  [200, []],
])('an answer that says nothing leaves it unknown: HTTP %d %j', async (status, body) => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`PUT ${ofPeriod}/close`, { status, body })
  expect(await periods.ask('close', oct2014, 'US-0147')).toMatchObject({ kind: 'unknown' })
})

test('create posts what is given and nothing else, with its key, and brings the new id', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`POST ${path}`, { body: { success: true, id: '402880e541112f1b0141113c7b7c0004' } })
  expect(await periods.ask('create', november, 'US-0147')).toMatchObject({
    kind: 'accepted',
    createdId: '402880e541112f1b0141113c7b7c0004',
  })
  const { headers, body } = zuora.seen.at(-1) ?? {}
  expect(JSON.parse(body ?? '')).toEqual(november.fields)
  expect(headers).toMatchObject({ 'idempotency-key': 'US-0147-create', 'zuora-track-id': 'US-0147' })
})

// "409 Conflict: concurrent requests for the same cached data while the request is still in progress. 422 Unprocessable
// Content: a mismatch of tenant IDs, URLs or HTTP methods." https://developer.zuora.com/docs/guides/idempotent-requests
test.each([
  [409, '', { kind: 'busy' }],
  [409, no(90000050, 'A request with the same key is in progress.'), { kind: 'busy' }],
  [422, '', { kind: 'refused', code: 'HTTP 422' }],
  [422, no(90000022, 'The key was used for something else.'), { kind: 'refused', code: '90000022' }],
])('a create whose key is known to Zuora: HTTP %d %j', async (status, body, expected) => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`POST ${path}`, { status, body })
  expect(await periods.ask('create', november, 'US-0147')).toMatchObject(expected)
})

test('a create whose answer is lost is unknown, and goes out the same when asked again', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`POST ${path}`, 'break', { body: { success: true, id: 'p9' } })
  expect(await periods.ask('create', november, 'US-0147')).toMatchObject({ kind: 'unknown' })
  expect(await periods.ask('create', november, 'US-0147')).toMatchObject({ kind: 'accepted', createdId: 'p9' })
  const [first, second] = zuora.seen.filter(({ method, path: asked }) => method === 'POST' && asked === path)
  expect(second).toMatchObject({ body: first?.body, headers: { 'idempotency-key': 'US-0147-create' } })
})

test('update puts only what is present; null empties a field', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`PUT ${ofPeriod}`, { body: { success: true } })
  const fields = { name: 'October 2014', notes: null }
  expect(await periods.ask('update', { ...oct2014, fields }, 'US-0147')).toMatchObject({ kind: 'accepted' })
  expect(JSON.parse(zuora.seen.at(-1)?.body ?? '')).toEqual({ name: 'October 2014', notes: null })
})

test('delete is a DELETE of the period', async () => {
  const { zuora, periods } = await startPeriods()
  zuora.on(`DELETE ${ofPeriod}`, { body: { success: true } })
  expect(await periods.ask('delete', oct2014, 'US-0147')).toMatchObject({ kind: 'accepted', createdId: null })
  expect(zuora.seen.at(-1)).toMatchObject({ headers: { 'content-type': 'application/json' }, body: '{}' })
})

test.each(['update', 'delete', 'close', 'reopen'] as const)('%s never carries an Idempotency-Key', async (what) => {
  const { zuora, periods } = await startPeriods()
  await periods.ask(what, { ...oct2014, fields: {}, idempotencyKey: 'k' }, 'US-0147')
  expect(zuora.seen.at(-1)?.headers).not.toHaveProperty('idempotency-key')
})

test.each([
  ['update', `PUT ${ofPeriod}`],
  ['delete', `DELETE ${ofPeriod}`],
  ['close', `PUT ${ofPeriod}/close`],
] as const)('%s of a period that Zuora does not know is a no', async (what, methodAndPath) => {
  const { zuora, periods } = await startPeriods()
  zuora.on(methodAndPath, { status: 404, body: no(50000040, 'Cannot find entity by key') })
  expect(await periods.ask(what, { ...oct2014, fields: {} }, 'US-0147')).toMatchObject({
    kind: 'refused',
    code: '50000040',
    message: 'Cannot find entity by key',
  })
})

test.each([
  ['create', { ...november, fields: null }],
  ['update', oct2014],
  ['close', november],
] as const)('%s without what it is about is a bug, and nothing is sent', async (what, target) => {
  const { zuora, periods } = await startPeriods()
  await expect(periods.ask(what, target, 'US-0147')).rejects.toMatchObject({ name: 'ZuoraUnexpected' })
  expect(zuora.seen).toEqual([])
})
