import { expect } from 'vitest'
import { z } from 'zod'
import { creating, type Fact, target } from './fact.ts'

const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }
const json = { 'content-type': 'application/json', 'zuora-version': '2025-08-12' }
const unknown = '8ad0000000000000000000000000dead'
const recorded = z.object({ calls: z.array(z.object({ trackId: z.string().nullable() })) })

/** Signing in, headers, errors, limits. */
export const platformFacts: readonly Fact[] = [
  {
    rule: 'token: client credentials, 3599 s',
    fact: 'one serves concurrent callers, and is renewed before it ends',
    needs: 'stand-in',
    async check({ periods, log, wait }) {
      const signIns = () => log.filter(({ path }) => path === '/oauth/token').length
      await Promise.all([periods.list(), periods.list(), periods.list()])
      expect(signIns()).toBe(1)
      wait(3530)
      await periods.list()
      expect(signIns()).toBe(1)
      wait(60)
      await periods.list()
      expect(signIns()).toBe(2)
      expect(log.every(({ status }) => status === 200)).toBe(true)
    },
  },
  {
    rule: 'token: client credentials, 3599 s',
    fact: 'signing in works',
    needs: 'reading',
    async check({ periods, log }) {
      await periods.list()
      expect(log[0]).toMatchObject({ method: 'POST', path: '/oauth/token', result: 'ok' })
    },
  },
  {
    rule: 'token: wrong credentials are refused',
    fact: 'for reads and asks alike',
    needs: 'stand-in',
    async check({ another }) {
      const { periods } = another({ clientSecret: 'another-secret' })
      await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
      await expect(periods.ask('close', target('p1'), 'US-0007')).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
    },
  },
  {
    rule: 'token: one that ended early is 401',
    fact: 'it is replaced, and the ask is made once',
    needs: 'stand-in',
    async check({ periods, named, control, log }) {
      const { id } = await named('Oct 2026')
      await control('DELETE tokens')
      expect(await periods.ask('pending-close', target(id), 'US-0006')).toMatchObject({ kind: 'accepted' })
      expect(log.slice(-3).map(({ method, status }) => [method, status])).toEqual([
        ['PUT', 401],
        ['POST', 200],
        ['PUT', 200],
      ])
    },
  },
  {
    rule: 'token: a client belongs to one user, who is updatedBy',
    fact: 'what the client did is its user’s, what others did is theirs',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      const { id } = await named('Oct 2026')
      await periods.ask('run-trial-balance', target(id), 'US-0001')
      const ours = await periods.retrieve(id)
      wait(60)
      await control('POST periods/Oct%202026/close')
      expect((await periods.retrieve(id))?.updatedBy).not.toBe(ours?.updatedBy)
    },
  },
  {
    rule: 'Zuora-Version: real HTTP codes; without it 200 with success:false',
    fact: 'the client’s version gets a real code',
    needs: 'reading',
    async check({ periods, log }) {
      expect(await periods.retrieve(unknown)).toBeUndefined()
      expect(log.at(-1)).toMatchObject({ status: 404, result: 'refused' })
    },
  },
  {
    rule: 'Zuora-Version: real HTTP codes; without it 200 with success:false',
    fact: 'without a version a no is 200',
    needs: 'stand-in',
    async check({ send }) {
      const { status, body } = await send(`GET /v1/accounting-periods/${unknown}`, { headers: {} })
      expect([status, body]).toMatchObject([200, { success: false }])
    },
  },
  {
    rule: 'Zuora-Track-Id: at most 64 characters, none of : ; " \'',
    fact: 'an ARN is refused, and what the client makes of it is taken',
    needs: 'stand-in',
    async check({ periods, named, send, control }) {
      const arn = `arn:aws:states:us-east-1:123456789012:execution:period-request:${'x'.repeat(40)}`
      const { id } = await named('Oct 2026')
      const path = `/v1/accounting-periods/${id}`
      expect((await send(`GET ${path}`, { headers: { 'zuora-track-id': arn } })).status).toBe(400)
      expect(await periods.ask('pending-close', target(id), arn)).toMatchObject({ kind: 'accepted' })
      const { calls } = recorded.parse(await control('GET calls'))
      expect(calls.at(-1)?.trackId).toMatch(/^arn-aws-states-.{49}$/)
    },
  },
  {
    rule: 'Zuora-Request-Id and processId of every failure',
    fact: 'both are logged',
    needs: 'reading',
    async check({ periods, log }) {
      await periods.retrieve(unknown)
      expect(log.at(-1)).toMatchObject({ zuoraRequestId: expect.any(String), processId: expect.any(String) })
    },
  },
  {
    rule: 'Zuora-Entity-Ids: which entity',
    fact: 'a token that reaches two must say which, and sees that one’s periods',
    needs: 'stand-in',
    async check({ periods, another, control }) {
      const before = await periods.list()
      await control('POST entities', { name: 'Example EU', id: 'entity-eu' })
      await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraRefused', code: expect.stringMatching(/20$/) })
      const inEu = await another({ entityId: 'entity-eu' }).periods.list()
      expect(inEu).toHaveLength(before.length)
      expect(inEu.filter(({ id }) => before.some((one) => one.id === id))).toEqual([])
      await expect(another({ entityId: 'none' }).periods.list()).rejects.toMatchObject({ name: 'ZuoraRefused' })
    },
  },
  {
    rule: 'Zuora-Org-Ids: a subset of the organisations',
    fact: 'only theirs are seen',
    needs: 'stand-in',
    async check({ another, control }) {
      await control('POST organizations', { name: 'AMER', id: 'o1', periods: 'unlabeled' })
      await control('POST organizations', { name: 'EMEA', id: 'o2' })
      const labels = (await another({ orgIds: ['o2'] }).periods.list()).map((period) =>
        period.organizationLabels.join(),
      )
      expect(new Set(labels)).toEqual(new Set(['EMEA']))
      await expect(another({ orgIds: ['o3'] }).periods.list()).rejects.toMatchObject({ because: 'not-permitted' })
    },
  },
  {
    rule: 'gzip: answers over 1000 bytes',
    fact: 'they are compressed for whoever takes it, and the client reads them',
    needs: 'stand-in',
    async check({ periods, send }) {
      const { headers } = await send('GET /v1/accounting-periods', { headers: { 'accept-encoding': 'gzip' } })
      expect(headers.get('content-encoding')).toBe('gzip')
      expect((await periods.list()).length).toBeGreaterThan(20)
    },
  },
  {
    rule: 'gzip: requests',
    fact: 'a create with long notes goes compressed, and arrives',
    needs: 'stand-in',
    async check({ periods, created }) {
      const notes = '…'.repeat(255)
      const id = await created({ ...april, name: '…'.repeat(100), notes })
      expect(await periods.retrieve(id)).toMatchObject({ name: '…'.repeat(100), notes })
    },
  },
  {
    rule: 'action PUTs and DELETE: a JSON content type, or 415',
    fact: 'without one nothing is done',
    needs: 'stand-in',
    async check({ periods, named, send }) {
      const { id } = await named('Oct 2026')
      const { status } = await send(`PUT /v1/accounting-periods/${id}/pending-close`, { headers: {} })
      expect(status).toBe(415)
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
    },
  },
  {
    rule: 'Idempotency-Key: refused for PUT',
    fact: 'a PUT with one does nothing',
    needs: 'stand-in',
    async check({ periods, named, send }) {
      const { id } = await named('Oct 2026')
      const init = { headers: { ...json, 'idempotency-key': 'k' }, body: '{}' }
      expect((await send(`PUT /v1/accounting-periods/${id}/pending-close`, init)).status).toBe(400)
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
    },
  },
  {
    rule: 'Idempotency-Key: the same again is the first answer again',
    fact: 'a create whose answer is lost is made once',
    needs: 'stand-in',
    async check({ periods, control }) {
      await control('POST faults', { kind: 'drop-after', method: 'POST', path: 'accounting-periods' })
      expect(await periods.ask('create', creating(april, 'US-0009'), 'US-0009')).toMatchObject({ kind: 'unknown' })
      const second = await periods.ask('create', creating(april, 'US-0009'), 'US-0009')
      expect(second).toMatchObject({ kind: 'accepted', createdId: expect.any(String) })
      expect((await periods.list()).filter(({ name }) => name === april.name)).toHaveLength(1)
    },
  },
  {
    rule: 'Idempotency-Key: the same again is the first answer again',
    fact: 'a refusal too, though it could be done now: another try needs another key',
    needs: 'stand-in',
    async check({ periods, control }) {
      await control('POST permissions', { createAccountingPeriod: false })
      expect(await periods.ask('create', creating(april, 'US-0009'), 'US-0009')).toMatchObject({ kind: 'refused' })
      await control('POST permissions', { createAccountingPeriod: true })
      expect(await periods.ask('create', creating(april, 'US-0009'), 'US-0009')).toMatchObject({ kind: 'refused' })
      expect(await periods.ask('create', creating(april, 'US-0010'), 'US-0010')).toMatchObject({ kind: 'accepted' })
    },
  },
  {
    rule: 'Idempotency-Key: 409 while the first is in progress',
    fact: 'it is busy, and in the end the period is there once',
    needs: 'stand-in',
    async check({ periods, control }) {
      await control('POST faults', { kind: 'delay', ms: 300, method: 'POST', path: 'accounting-periods' })
      const both = [1, 2].map(() => periods.ask('create', creating(april, 'US-0009'), 'US-0009'))
      expect((await Promise.all(both)).map(({ kind }) => kind).sort()).toEqual(['accepted', 'busy'])
      expect((await periods.list()).filter(({ name }) => name === april.name)).toHaveLength(1)
    },
  },
  {
    rule: 'Idempotency-Key: 422 for another request',
    fact: 'it is refused',
    needs: 'stand-in',
    async check({ periods }) {
      await periods.ask('create', creating(april, 'US-0009'), 'US-0009')
      const other = creating({ ...april, name: 'April' }, 'US-0009')
      expect(await periods.ask('create', other, 'US-0009')).toMatchObject({ kind: 'refused' })
    },
  },
  {
    rule: 'errors: the code is a number or text, its last two digits the category',
    fact: 'an unknown period is category 40, as text',
    needs: 'reading',
    async check({ periods, log }) {
      await periods.retrieve(unknown)
      expect(log.at(-1)?.code).toMatch(/^\d{6}40$/)
    },
  },
  ...(
    [
      [409, { success: false, reasons: [{ code: 50000050, message: 'Lock contention' }] }, 'busy'],
      [500, { success: false, reasons: [{ code: '50000061', message: 'Temporary' }] }, 'unknown'],
      [500, { reasons: [{ code: 'SystemError', message: 'Internal' }] }, 'unknown'],
      [400, { Success: false, Errors: [{ Code: 'INVALID_VALUE', Message: 'no' }] }, 'refused'],
      [400, { FaultCode: 'fns:INVALID_FIELD', FaultMessage: 'no' }, 'refused'],
      [200, { success: false, reasons: [{ code: '50000070', message: 'Limit' }] }, 'busy'],
    ] as const
  ).map(
    ([status, body, kind]): Fact => ({
      rule: 'errors: the code is a number or text, its last two digits the category',
      fact: `HTTP ${status} ${JSON.stringify(body)} is ${kind}`,
      needs: 'stand-in',
      async check({ periods, named, control }) {
        const { id } = await named('Oct 2026')
        await control('POST faults', { kind: 'status', status, body, method: 'PUT' })
        expect((await periods.ask('close', target(id), 'US-0001')).kind).toBe(kind)
      },
    }),
  ),
  {
    rule: 'errors: bodies that are no JSON',
    fact: 'an outage is unavailable for reads and unknown for asks, and did nothing',
    needs: 'stand-in',
    async check({ periods, named, control }) {
      const { id } = await named('Oct 2026')
      await control('POST outage', { on: true })
      await expect(periods.list()).rejects.toMatchObject({ name: 'ZuoraUnavailable' })
      expect(await periods.ask('pending-close', target(id), 'US-0008')).toMatchObject({ kind: 'unknown' })
      await control('POST outage', { on: false })
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
    },
  },
  {
    rule: 'limits: RateLimit and Concurrency headers',
    fact: 'the headroom is logged with every call',
    needs: 'reading',
    async check({ periods, log }) {
      await periods.list()
      expect(log.at(-1)).toMatchObject({
        rateLimitRemaining: expect.any(Number),
        rateLimit: expect.any(Number),
        concurrencyRemaining: expect.any(Number),
        concurrencyLimit: expect.any(Number),
      })
    },
  },
  {
    rule: 'limits: 429 says how long to wait',
    fact: 'asks are busy, reads are sent once more and then busy, and nothing was done',
    needs: 'stand-in',
    async check({ periods, named, control, log }) {
      const { id } = await named('Oct 2026')
      await control('POST too-many-requests', { on: true })
      expect(await periods.ask('pending-close', target(id), 'US-0008')).toMatchObject({
        kind: 'busy',
        retryAfterSeconds: 2,
      })
      const calls = log.length
      await expect(periods.retrieve(id)).rejects.toMatchObject({ name: 'ZuoraBusy', retryAfterSeconds: 2 })
      expect(log.length - calls).toBe(2)
      await control('POST too-many-requests', { on: false })
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
    },
  },
  ...(
    [
      ['drop-before', 'Open'],
      ['drop-after', 'PendingClose'],
    ] as const
  ).map(
    ([kind, status]): Fact => ({
      rule: 'a lost answer says nothing: only the next read tells',
      fact: kind,
      needs: 'stand-in',
      async check({ periods, named, control }) {
        const { id } = await named('Oct 2026')
        await control('POST faults', { kind, method: 'PUT', path: 'pending-close' })
        expect(await periods.ask('pending-close', target(id), 'US-0009')).toMatchObject({ kind: 'unknown' })
        expect(await periods.retrieve(id)).toMatchObject({ status })
      },
    }),
  ),
  {
    rule: 'a lost answer says nothing: only the next read tells',
    fact: 'a client that gives up early does not stop Zuora',
    needs: 'stand-in',
    async check({ named, control, another, periods }) {
      const { id } = await named('Oct 2026')
      await control('POST faults', { kind: 'delay', ms: 300, method: 'PUT', path: 'pending-close' })
      const hasty = another({ askTimeoutMs: 50 })
      expect(await hasty.periods.ask('pending-close', target(id), 'US-0009')).toMatchObject({ kind: 'unknown' })
      await expect.poll(async () => (await periods.retrieve(id))?.status).toBe('PendingClose')
    },
  },
]
