import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { createLiveSettings } from '../../../src/runtime/live-settings.ts'
import { readSettings } from '../../../src/runtime/settings.ts'
import { zuoraEntities } from '../../../src/runtime/zuora-entities.ts'
import { startParameterStore } from '../../support/fake-parameter-store.ts'
import { documentedToken, startScriptedZuora } from '../../support/scripted-zuora.ts'

afterEach(() => vi.unstubAllEnvs())

const path = (name: string) => `/closing-bell/dev/zuora/${name}`
const policy = { requesters: ['U0ALICE'], approvers: ['U0BOB'], expireAfter: '48h', actions: {} }

/** `reconcile`'s Zuora in a container that goes on, on a Parameter Store that a test changes; Zuora knows the clients that `taken` names. */
async function openContainer() {
  const { stored, calls } = await startParameterStore({
    [path('client-id')]: 'first-client',
    [path('client-secret')]: 'first-secret',
    [path('eu/client-id')]: 'eu-client',
    [path('eu/client-secret')]: 'eu-secret',
  })
  const zuora = await startScriptedZuora()
  onTestFinished(() => zuora.close())
  const taken = new Map([
    ['first-client', 'first-secret'],
    ['eu-client', 'eu-secret'],
  ])
  const signedIn: string[] = []
  zuora.on('POST /oauth/token', ({ body }) => {
    const { client_id: id = '', client_secret: secret } = Object.fromEntries(new URLSearchParams(body))
    if (taken.get(id) !== secret) return { status: 401, body: { message: 'Bad credentials' } }
    signedIn.push(id)
    return { body: documentedToken(`token of ${id}`) }
  })
  zuora.on('GET /v1/accounting-periods', ({ headers }) =>
    taken.has(headers.authorization?.replace('Bearer token of ', '') ?? '')
      ? { body: { accountingPeriods: [], success: true } }
      : { status: 401, body: { success: false, reasons: [{ code: 90000011, message: 'no' }] } },
  )
  const entities = [
    { key: 'us', name: 'Example US' },
    { key: 'eu', name: 'Example EU', credentials: 'own' },
  ]
  const read = readConfig({ slack: { team: 'T0LOCAL', channel: 'C0CLOSE' }, timezone: 'UTC', policy, entities })
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  const { config } = read
  const secret = (name: string) => `ssm:${path(name)}`
  const environment = {
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    SLACK_BOT_TOKEN: 'xoxb-unused',
    ZUORA_BASE_URL: zuora.url,
    ZUORA_CLIENT_ID: secret('client-id'),
    ZUORA_CLIENT_SECRET: secret('client-secret'),
    ZUORA_EU_CLIENT_ID: secret('eu/client-id'),
    ZUORA_EU_CLIENT_SECRET: secret('eu/client-secret'),
    CLOSING_BELL_CONFIG: 'unused',
    TABLE_NAME: 'unused',
    AWS_REGION: 'us-east-1',
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const readAll = () => readSettings('reconcile', config.entities)
  const settings = await readAll()
  const live = createLiveSettings(settings, { read: readAll, now: () => new Date(), log: () => {} })
  const [us, eu] = zuoraEntities(settings, { config, log: () => {}, live })
  if (!us || !eu) throw new Error('two entities')
  const replace = (name: string, value: string) => stored.set(path(name), { value, version: 2, type: 'SecureString' })
  return { us, eu, taken, signedIn, replace, readings: () => calls.length }
}

test('a client that was replaced and deleted in Zuora: the read that meets it is answered, with the new one', async () => {
  const { us, eu, taken, signedIn, replace, readings } = await openContainer()
  await us.periods.list()
  replace('client-id', 'second-client')
  replace('client-secret', 'second-secret')
  taken.set('second-client', 'second-secret')
  await us.periods.list()
  expect(signedIn).toEqual(['first-client'])
  taken.delete('first-client')
  expect(await us.periods.list()).toEqual([])
  expect(await eu.periods.list()).toEqual([])
  expect(signedIn).toEqual(['first-client', 'second-client', 'eu-client'])
  expect(readings()).toBe(2)
})

test('an id that was written without its secret stops only who signs in at that moment, until the secret is there', async () => {
  const { us, eu, taken, replace } = await openContainer()
  await us.periods.list()
  taken.set('second-client', 'second-secret')
  replace('eu/client-id', 'second-client')
  taken.delete('eu-client')
  expect(await us.periods.list()).toEqual([])
  await expect(eu.periods.list()).rejects.toMatchObject({ name: 'ZuoraSignInRefused' })
  replace('eu/client-secret', 'second-secret')
  expect(await eu.periods.list()).toEqual([])
})
