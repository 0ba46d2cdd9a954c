import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { startZuora, type ZuoraOptions } from '../../sim/zuora/server.ts'

export const clientId = '11111111-2222-3333-4444-555555555555'
export const clientSecret = 'a secret of the stand-in'

const period = z.object({
  id: z.string(),
  name: z.string(),
  startDate: z.string(),
  endDate: z.string().nullable(),
  status: z.string(),
  fiscalYear: z.union([z.number(), z.string()]),
  fiscalQuarter: z.number().nullable().optional(),
  notes: z.string().nullable(),
  runTrialBalanceStatus: z.string(),
  runTrialBalanceStart: z.string().nullable(),
  runTrialBalanceEnd: z.string().nullable(),
  runTrialBalanceErrorMessage: z.string().nullable(),
  fileIds: z.record(z.string(), z.string().nullable()),
  createdBy: z.string(),
  updatedBy: z.string(),
  updatedOn: z.string(),
})

const reasons = z.object({
  success: z.literal(false),
  processId: z.string(),
  reasons: z.tuple([z.object({ code: z.union([z.number(), z.string()]), message: z.string() })]),
})

/** The category of an error's body: the last two digits of its code. */
export const categoryOf = (body: unknown) => Number(reasons.parse(body).reasons[0].code) % 100

type Init = { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer>; signal?: AbortSignal }

const record = z.record(z.string(), z.unknown())
const records = z.object({ calls: z.array(record).default([]), effects: z.array(record).default([]) })

type Credentials = { clientId: string; clientSecret: string }

/** A signed-in caller of a tenant's API and of its control API. */
export async function createCaller(url: string, credentials: Credentials = { clientId, clientSecret }) {
  let authorization = ''

  const signIn = async () => {
    const body = new URLSearchParams({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: 'client_credentials',
    })
    const response = await fetch(`${url}/oauth/token`, { method: 'POST', body })
    const token = z.object({ access_token: z.string() }).parse(await response.json()).access_token
    authorization = `Bearer ${token}`
  }
  const call = async (method: string, path: string, { headers = {}, ...init }: Init = {}) => {
    const pinned = { authorization, 'zuora-version': '2025-08-12', ...headers }
    const response = await fetch(`${url}${path}`, { method, headers: pinned, ...init })
    const text = await response.text()
    const body: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, body }
  }
  const control = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${url}/sim/${path}`, { method, ...init })
    const answer: unknown = await response.json()
    return { status: response.status, body: answer }
  }
  const periods = async () =>
    z.object({ periods: z.array(period) }).parse((await control('GET', 'periods')).body).periods
  const find = async (name: string) => period.parse((await periods()).find((one) => one.name === name))

  const write = (method: string, path: string, body: unknown, { headers = {}, ...init }: Init = {}) =>
    call(method, `/v1/accounting-periods${path}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
      ...init,
    })

  await signIn()
  return {
    url,
    token: () => authorization,
    create: (body: unknown, init: Init = {}) => write('POST', '', body, init),
    update: async (name: string, body: unknown, init: Init = {}) =>
      write('PUT', `/${(await find(name)).id}`, body, init),
    remove: async (name: string, init: Init = {}) => write('DELETE', `/${(await find(name)).id}`, {}, init),
    signIn,
    call,
    control,
    periods,
    find,
    /** Asks as the integration does. */
    ask: async (what: string, name: string, init: Init = {}) => {
      const headers = { 'content-type': 'application/json', ...init.headers }
      return call('PUT', `/v1/accounting-periods/${(await find(name)).id}/${what}`, { body: '{}', ...init, headers })
    },
    retrieve: async (name: string) =>
      period.parse((await call('GET', `/v1/accounting-periods/${(await find(name)).id}`)).body),
    effects: async () => records.parse((await control('GET', 'effects')).body).effects,
    calls: async () => records.parse((await control('GET', 'calls')).body).calls,
  }
}

/** A tenant in November 2026 whose clock stands still until a test moves it, and a signed-in caller. */
export async function startTenant(options: Partial<ZuoraOptions> = {}) {
  let at = new Date('2026-11-04T15:00:00Z')
  const zuora = await startZuora({ port: 0, file: ':memory:', clientId, clientSecret, now: () => at, ...options })
  onTestFinished(() => zuora.close())
  const advance = (seconds: number) => {
    at = new Date(at.getTime() + seconds * 1000)
  }
  return { ...(await createCaller(zuora.url)), advance }
}
