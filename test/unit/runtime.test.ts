import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { rulesOf } from '../../src/runtime/adapters.ts'
import { readConfigFile } from '../../src/runtime/config-file.ts'
import { once } from '../../src/runtime/once.ts'
import { type FunctionName, readSettings, settingNames } from '../../src/runtime/settings.ts'
import { zuoraSettingsOf } from '../../src/runtime/zuora-settings.ts'
import { type Answer, startLocalHttp } from '../support/local-http.ts'

afterEach(() => vi.unstubAllEnvs())

const functions = Object.keys(settingNames) as FunctionName[]

/** The environment of one function, complete, without a secret in Parameter Store. */
function setEnvironment(name: FunctionName, changes: Record<string, string | undefined> = {}): void {
  for (const setting of new Set(Object.values(settingNames).flat())) vi.stubEnv(setting, undefined)
  for (const setting of settingNames[name]) vi.stubEnv(setting, `value of ${setting}`)
  for (const setting of Object.keys(process.env).filter((it) => /^ZUORA_[A-Z]+_(BASE|CLIENT)_/.test(it)))
    vi.stubEnv(setting, undefined)
  for (const [setting, value] of Object.entries(changes)) vi.stubEnv(setting, value)
}

test.each(functions)('%s reads exactly its own settings', async (name) => {
  setEnvironment(name, { UNRELATED: 'x' })
  const settings = await readSettings(name)
  expect(settings).toEqual(Object.fromEntries(settingNames[name].map((setting) => [setting, `value of ${setting}`])))
})

const required = functions.flatMap((name) =>
  settingNames[name].filter((setting) => setting !== 'SLACK_APP_ID').map((setting) => [name, setting] as const),
)

test.each(required)('%s does not start without %s, or with an empty one, and says so', async (name, setting) => {
  for (const value of [undefined, '']) {
    setEnvironment(name, { [setting]: value })
    await expect(readSettings(name)).rejects.toMatchObject({
      name: 'SettingMissing',
      message: `Function ${name} needs ${setting} in its environment.`,
    })
  }
})

test('everything that is missing is named at once', async () => {
  setEnvironment('wake', { TABLE_NAME: undefined, STATE_MACHINE_ARN: '' })
  await expect(readSettings('wake')).rejects.toThrow(
    'Function wake needs TABLE_NAME, STATE_MACHINE_ARN in its environment.',
  )
})

test('the id of the app may be empty: then it is not checked', async () => {
  setEnvironment('slack', { SLACK_APP_ID: undefined })
  expect(await readSettings('slack')).toHaveProperty('SLACK_APP_ID', '')
})

test('the function that faces the internet has no setting of Zuora, the table or the workflow', () => {
  const names: readonly string[] = settingNames.slack
  expect(names.filter((name) => /ZUORA|TABLE|STATE_MACHINE/.test(name))).toEqual([])
})

const secrets: Record<string, string> = {
  '/closing-bell/dev/slack/bot-token': 'xoxb-the-real-token',
  '/closing-bell/dev/slack/signing-secret': 'the-real-secret',
}
const stored = {
  SLACK_BOT_TOKEN: 'ssm:/closing-bell/dev/slack/bot-token',
  SLACK_SIGNING_SECRET: 'ssm:/closing-bell/dev/slack/signing-secret',
}

async function startParameterStore(answer: (names: readonly string[]) => Answer) {
  const { url, seen } = await startLocalHttp(({ body }) => answer(Object(JSON.parse(body)).Names))
  setEnvironment('slack', {
    ...stored,
    AWS_ENDPOINT_URL_SSM: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a-secret-key',
    AWS_SESSION_TOKEN: 'a-session',
  })
  return seen
}

const found = (names: readonly string[], secretOf = (name: string) => secrets[name]): Answer => ({
  body: {
    InvalidParameters: [],
    Parameters: names.map((Name) => ({ Name, Value: secretOf(Name), Type: 'SecureString', Version: 1 })),
  },
})

test('a value of ssm:/path is what Parameter Store holds there, read in one signed call', async () => {
  const seen = await startParameterStore(found)
  expect(await readSettings('slack')).toMatchObject({
    SLACK_BOT_TOKEN: 'xoxb-the-real-token',
    SLACK_SIGNING_SECRET: 'the-real-secret',
    SLACK_API_URL: 'value of SLACK_API_URL',
  })
  expect(seen).toHaveLength(1)
  expect(seen[0]?.headers).toMatchObject({
    'x-amz-target': 'AmazonSSM.GetParameters',
    'x-amz-security-token': 'a-session',
    authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/ssm\//),
  })
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ Names: Object.keys(secrets), WithDecryption: true })
})

test('what Parameter Store does not have stops the function, and the message holds no secret', async () => {
  await startParameterStore((names) => found(names.slice(0, 1)))
  const failure: unknown = await readSettings('slack').catch((error: unknown) => error)
  expect(failure).toMatchObject({
    name: 'SecretMissing',
    message: 'Parameter Store has no /closing-bell/dev/slack/signing-secret, or this function may not read it.',
  })
  expect(inspect(failure, { depth: 20 })).not.toMatch(/the-real|a-secret-key|a-session/)
})

test.each([
  ['refuses', { status: 400, body: { __type: 'AccessDeniedException' } }, '400 AccessDeniedException'],
  ['answers something else', { status: 200, body: '{"Parameters":"the-real-secret"}' }, '200 in no words of its own'],
  ['answers no JSON', { status: 503, body: '<html>the-real-secret</html>' }, '503 in no words of its own'],
])('when Parameter Store %s, the function stops with AWS’s code, and no secret', async (_what, answer, said) => {
  await startParameterStore(() => answer)
  const failure: unknown = await readSettings('slack').catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'SecretMissing', message: `Parameter Store answered ${said}.` })
  expect(inspect(failure, { depth: 20 })).not.toMatch(/the-real|a-secret-key/)
})

test('nothing is printed while secrets are read', async () => {
  const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockReturnValue(),
  )
  await startParameterStore(found)
  await readSettings('slack')
  expect(printed.flatMap((level) => level.mock.calls)).toEqual([])
})

function configFile(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'runtime-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'closing-bell.json'), text)
  return join(dir, 'closing-bell.json')
}

test('a configuration with mistakes stops the function and names each', () => {
  const path = configFile(JSON.stringify({ slack: { team: 'T0LOCAL', channel: '#close' }, timezone: 'UTC' }))
  expect(() => readConfigFile(path)).toThrow(
    `${path}: slack.channel: must be a channel id such as C0123ABCD; entities: is missing; policy: is missing`,
  )
})

test.each(['', '{'])('a configuration that is no JSON (“%s”) stops the function', (text) => {
  expect(() => readConfigFile(configFile(text))).toThrow()
})

test('a configuration that is not there stops the function', () => {
  expect(() => readConfigFile('/nowhere/closing-bell.json')).toThrow('/nowhere/closing-bell.json')
})

test('what a container builds, it builds once, also for calls at the same time', async () => {
  let made = 0
  const ports = once(async () => ++made)
  expect(await Promise.all([ports(), ports()])).toEqual([1, 1])
  expect(await ports()).toBe(1)
})

test('a failure to build is not kept: the next call tries again', async () => {
  let tries = 0
  const ports = once(async () => {
    if (++tries === 1) throw new Error('Parameter Store is away')
    return 'built'
  })
  await expect(ports()).rejects.toThrow('Parameter Store is away')
  expect(await ports()).toBe('built')
})

const us = { key: 'us', name: 'Example US', orgIds: [] }
const eu = { ...us, key: 'eu', name: 'Example EU', credentials: 'own' } as const
const ofEu = { ZUORA_EU_CLIENT_ID: 'eu-id', ZUORA_EU_CLIENT_SECRET: 'eu-secret' }

test('an entity with credentials of its own is signed in with them, at the shared address unless it has its own', async () => {
  setEnvironment('advance', ofEu)
  const settings = await readSettings('advance', [us, eu])
  expect(zuoraSettingsOf(settings, 'eu')).toEqual({
    baseUrl: 'value of ZUORA_BASE_URL',
    clientId: 'eu-id',
    clientSecret: 'eu-secret',
  })
  expect(zuoraSettingsOf(settings, 'us')).toMatchObject({ clientId: 'value of ZUORA_CLIENT_ID' })
  setEnvironment('advance', { ...ofEu, ZUORA_EU_BASE_URL: 'https://rest.eu.zuora.com' })
  const elsewhere = await readSettings('advance', [us, eu])
  expect(zuoraSettingsOf(elsewhere, 'eu').baseUrl).toBe('https://rest.eu.zuora.com')
  expect(zuoraSettingsOf(elsewhere, 'us').baseUrl).toBe('value of ZUORA_BASE_URL')
})

test('an entity whose own credentials are missing stops the function: the shared are not used instead', async () => {
  setEnvironment('advance', { ...ofEu, ZUORA_EU_CLIENT_SECRET: undefined })
  await expect(readSettings('advance', [us, eu])).rejects.toThrow(
    'Function advance needs ZUORA_EU_CLIENT_SECRET in its environment.',
  )
})

test('what is set for an entity by its name is used, and must be whole, also where the file does not say “own”', async () => {
  const said = { ...us, key: 'eu' }
  setEnvironment('advance', ofEu)
  expect(zuoraSettingsOf(await readSettings('advance', [us, said]), 'eu').clientId).toBe('eu-id')
  setEnvironment('advance', { ...ofEu, ZUORA_EU_CLIENT_ID: undefined })
  await expect(readSettings('advance', [us, said])).rejects.toThrow('needs ZUORA_EU_CLIENT_ID')
  const shared = { ...said, credentials: 'shared' } as const
  expect(zuoraSettingsOf(await readSettings('advance', [us, shared]), 'eu').clientId).toBe('value of ZUORA_CLIENT_ID')
})

test('the shared credentials are not needed where no entity uses them', async () => {
  setEnvironment('advance', { ...ofEu, ZUORA_CLIENT_ID: undefined, ZUORA_CLIENT_SECRET: undefined })
  expect(zuoraSettingsOf(await readSettings('advance', [eu]), 'eu').clientSecret).toBe('eu-secret')
})

test('more secrets than Parameter Store gives at once are read in several calls', async () => {
  const { url, seen } = await startLocalHttp(({ body }) =>
    found(Object(JSON.parse(body)).Names, (name) => `secret ${name}`),
  )
  const keys = ['a', 'b', 'c', 'd', 'e', 'f']
  const own = keys.flatMap((key) =>
    ['CLIENT_ID', 'CLIENT_SECRET'].map((what) => [`ZUORA_${key.toUpperCase()}_${what}`, `ssm:/zuora/${key}/${what}`]),
  )
  setEnvironment('advance', { ...Object.fromEntries(own), AWS_ENDPOINT_URL_SSM: url, AWS_REGION: 'us-east-1' })
  const settings = await readSettings(
    'advance',
    keys.map((key) => ({ ...eu, key })),
  )
  expect(seen.map(({ body }) => Object(JSON.parse(body)).Names.length).sort()).toEqual([10, 2])
  expect(zuoraSettingsOf(settings, 'f').clientSecret).toBe('secret /zuora/f/CLIENT_SECRET')
})

const policy = { requesters: ['U0ALICE'], approvers: ['U0BOB', 'U0CAROL'], expireAfter: '48h' }
const shared = { ...policy, actions: { close: { approvals: 2 }, reopen: { approvals: 1 } } }

function rulesWith(own: { policy?: unknown }) {
  const entities = [
    { key: 'us', name: 'Example US' },
    { key: 'eu', name: 'Example EU', entityId: 'entity-eu', ...own },
  ]
  const read = readConfig({ slack: { team: 'T0LOCAL', channel: 'C0CLOSE' }, timezone: 'UTC', policy: shared, entities })
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  return rulesOf(read.config, [], () => '')
}

test('an entity’s own policy replaces the shared one key by key, and actions one by one', () => {
  const { policyFor } = rulesWith({
    policy: { approvers: ['U0DAVE'], expireAfter: '2h', actions: { close: { approvals: 1 } } },
  })
  expect(policyFor('eu').policy).toEqual({
    requesters: ['U0ALICE'],
    approvers: ['U0DAVE'],
    expireAfter: { kind: 'seconds', seconds: 7200 },
    actions: { close: { approvals: 1 }, reopen: { approvals: 1 } },
  })
  expect(policyFor('us').policy).toMatchObject({
    approvers: ['U0BOB', 'U0CAROL'],
    expireAfter: { kind: 'seconds', seconds: 172_800 },
  })
  expect(policyFor('eu').hash).not.toBe(policyFor('us').hash)
})

test('a change of one entity’s own policy voids no approvals of another, and none of its own where nothing changed', () => {
  const before = rulesWith({})
  const after = rulesWith({ policy: { actions: { close: { approvals: 1 } } } })
  expect(after.policyFor('us')).toEqual(before.policyFor('us'))
  expect(before.policyFor('eu')).toEqual(before.policyFor('us'))
  expect(rulesWith({ policy: { expireAfter: '48h' } }).policyFor('eu')).toEqual(before.policyFor('us'))
})
