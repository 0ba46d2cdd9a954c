import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataDir } from '../../local/data-dir.ts'
import { environmentOf } from '../../local/settings/env.ts'
import { readOrMakeSecrets } from '../../local/settings/generated-secrets.ts'
import { readOptions } from '../../local/settings/options.ts'
import { readSettings } from '../../local/settings/settings.ts'
import { entitiesOnStandIn, keysOnStandIn } from '../../local/zuora-tenant.ts'

const example = 'closing-bell.example.yml'
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-settings-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('without options everything is kept in .data, from port 4600 on, in real time', () => {
  const options = { port: 4600, dataDir: '.data', speed: 1, fresh: false, env: null }
  expect(readOptions([])).toEqual({ ok: true, options })
})

test.each([
  [['--port', 'x'], '--port'],
  [['--port', '65531'], '--port'],
  [['--speed', '0'], '--speed'],
  [['--speed', '-3'], '--speed'],
  [['--data', ''], '--data'],
  [['--prot', '1'], '--prot'],
  [['more'], 'more'],
])('%j is refused, and the mistake is named', (args, named) => {
  expect(readOptions(args)).toMatchObject({ ok: false, mistake: expect.stringContaining(named) })
})

test('with nothing set the example is used', () => {
  const read = readSettings({}, example)
  expect(read).toMatchObject({ ok: true, settings: { configPath: example, team: 'T0LOCAL', slackApiUrl: undefined } })
})

test('all mistakes of the environment are told at once, a line each', () => {
  const read = readSettings({ SLACK_API_URL: 'slack', ZUORA_BASE_URL: 'https://rest.zuora.com' }, example)
  const mistakes = read.ok ? [] : read.mistakes
  expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'ZUORA_CLIENT_ID',
    'ZUORA_CLIENT_SECRET',
    'CLOSING_BELL_CONFIG',
  ])
})

test('a mistake in the configuration names the file and the place in it', () => {
  const path = join(dir, 'closing-bell.yml')
  writeFileSync(path, readFileSync(example, 'utf8').replace('team: T0LOCAL, ', ''))
  const read = readSettings({ CLOSING_BELL_CONFIG: path }, example)
  expect(read).toMatchObject({ ok: false, mistakes: [expect.stringContaining(`${path}: slack.team`)] })
})

test('a configuration that is not YAML, or is not there, is told without a stack trace', () => {
  const path = join(dir, 'closing-bell.yml')
  writeFileSync(path, 'slack: { team: [')
  for (const given of [path, join(dir, 'none.yml')]) {
    const read = readSettings({ CLOSING_BELL_CONFIG: given }, example)
    const mistakes = read.ok ? [] : read.mistakes
    expect(mistakes.map((mistake) => mistake.startsWith(`${given}: `))).toContain(true)
    expect(mistakes.join('')).not.toContain('\n')
  }
})

const slack = {
  name: 'slack',
  source: 'src/handlers/slack',
  timeoutSeconds: 10,
  memoryMb: 512,
  maximumRetryAttempts: 2,
  environmentNames: ['SLACK_BOT_TOKEN', 'SLACK_APP_ID'],
}

test('the functions read the compiled configuration, whatever file the shell names', () => {
  const definition = { ...slack, environmentNames: ['CLOSING_BELL_CONFIG'] }
  const values = { CLOSING_BELL_CONFIG: '.data/closing-bell.json' }
  expect(environmentOf(definition, { ambient: { CLOSING_BELL_CONFIG: 'ours.yml' }, values })).toMatchObject(values)
})

test("a function gets exactly its own settings, and the shell's win", () => {
  const values = { SLACK_BOT_TOKEN: 'made', ZUORA_CLIENT_SECRET: 'not its own' }
  const environment = environmentOf(slack, { ambient: { SLACK_BOT_TOKEN: 'given', HOME: '/root' }, values })
  expect(environment).toMatchObject({ SLACK_BOT_TOKEN: 'given', AWS_LAMBDA_FUNCTION_NAME: 'slack' })
  const names = Object.keys(environment).filter((name) => name !== 'TZ' && !name.startsWith('AWS_'))
  expect(names).toEqual(['SLACK_BOT_TOKEN'])
})

test('every function follows the clock of this machine, and none the one that a shell names', () => {
  const ambient = { SLACK_BOT_TOKEN: 'given', CLOSING_BELL_CLOCK: '/tmp/of-the-shell' }
  expect(environmentOf(slack, { ambient, values: {} })).not.toHaveProperty('CLOSING_BELL_CLOCK')
  const values = { CLOSING_BELL_CLOCK: '.data/clock-ms-ahead' }
  expect(environmentOf(slack, { ambient, values })).toMatchObject(values)
})

test('a setting of serverless.yml that has no value here stops the start', () => {
  expect(() => environmentOf(slack, { ambient: {}, values: {} })).toThrow('SLACK_BOT_TOKEN')
})

test("the shell's AWS credentials are handed on only to read a setting from SSM", () => {
  const ambient = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's', AWS_REGION: 'eu-west-1' }
  const plain = environmentOf(slack, { ambient, values: { SLACK_BOT_TOKEN: 'xoxb' } })
  const secret = environmentOf(slack, {
    ambient,
    values: { SLACK_BOT_TOKEN: 'ssm:/closing-bell/prod/slack/bot-token' },
  })
  expect([plain.AWS_ACCESS_KEY_ID, secret.AWS_ACCESS_KEY_ID]).toEqual(['local', 'AKIA'])
})

test('a data directory belongs to one process, and is given back', () => {
  const path = join(dir, 'data')
  const first = openDataDir(path, { fresh: false })
  expect(openDataDir(path, { fresh: true })).toMatchObject({ ok: false, mistake: expect.stringContaining('in use') })
  if (first.ok) first.dataDir.release()
  expect(openDataDir(path, { fresh: false })).toMatchObject({ ok: true })
})

test("only a directory of Closing Bell's own is emptied", () => {
  writeFileSync(join(dir, 'ledger.xlsx'), '')
  expect(openDataDir(dir, { fresh: true }).ok).toBe(false)
  expect(readdirSync(dir)).toEqual(['ledger.xlsx'])
  const path = join(dir, 'data')
  const first = openDataDir(path, { fresh: false })
  writeFileSync(join(path, 'zuora.sqlite'), '')
  if (first.ok) first.dataDir.release()
  expect(openDataDir(path, { fresh: true }).ok).toBe(true)
  expect(readdirSync(path)).not.toContain('zuora.sqlite')
})

test('what is real is never emptied: begun anew, it is kept beside it, and both are said', () => {
  const path = join(dir, 'data')
  const asOf = (options: { fresh: boolean }) => {
    const opened = openDataDir(path, { ...options, isReal: true })
    if (!opened.ok) throw new Error(opened.mistake)
    opened.dataDir.release()
    return opened.dataDir.said
  }
  expect(asOf({ fresh: false })).toEqual([expect.stringContaining('the register begins anew')])
  writeFileSync(join(path, 'requests'), 'US-0147')
  expect(asOf({ fresh: false })).toEqual([])
  const [kept, begins] = asOf({ fresh: true })
  expect(begins).toContain('the register begins anew')
  const aside = kept?.split(' is kept in ')[1] ?? ''
  expect(readFileSync(join(aside, 'requests'), 'utf8')).toBe('US-0147')
  expect(openDataDir(aside, { fresh: false }).ok).toBe(true)
})

test('secrets are made once for a data directory', () => {
  const file = join(dir, 'secrets.json')
  expect(readOrMakeSecrets(file)).toEqual(readOrMakeSecrets(file))
})

function configWith(entities: string): string {
  const path = join(dir, 'closing-bell.yml')
  const [before = '', after = ''] = readFileSync(example, 'utf8').split(/^ {2}- \{ key: us.*$/m)
  writeFileSync(path, `${before}${entities}${after}`)
  return path
}

const two = `  - { key: us, name: Example US, entityId: entity-us }
  - { key: eu, name: Example EU, entityId: entity-eu, credentials: own }
  - { key: jp, name: Example JP, entityId: entity-jp }`
const real = { ZUORA_BASE_URL: 'https://rest.zuora.com', ZUORA_CLIENT_ID: 'id', ZUORA_CLIENT_SECRET: 'secret' }
const ofEu = { ZUORA_EU_CLIENT_ID: 'eu-id', ZUORA_EU_CLIENT_SECRET: 'eu-secret' }

test('an entity with credentials of its own needs them, where Zuora is the real one', () => {
  const CLOSING_BELL_CONFIG = configWith(two)
  expect(readSettings({ ...real, CLOSING_BELL_CONFIG }, example)).toEqual({
    ok: false,
    mistakes: Object.keys(ofEu).map((name) => `${name} is not set: it is needed because ZUORA_BASE_URL is set.`),
  })
  expect(readSettings({ ...real, ...ofEu, CLOSING_BELL_CONFIG }, example).ok).toBe(true)
})

test('the shared credentials are not needed where no entity uses them', () => {
  const CLOSING_BELL_CONFIG = configWith('  - { key: eu, name: Example EU, credentials: own }')
  const { ZUORA_BASE_URL } = real
  expect(readSettings({ ZUORA_BASE_URL, ...ofEu, CLOSING_BELL_CONFIG }, example).ok).toBe(true)
})

test('the address of one entity’s own Zuora is real too: with it the example is not used', () => {
  const read = readSettings({ ...ofEu, ZUORA_US_BASE_URL: 'https://rest.zuora.com' }, example)
  expect(read).toMatchObject({ ok: false, mistakes: [expect.stringContaining('with ZUORA_US_BASE_URL set')] })
})

test('an entity without an id beside one that has one, with the same credentials, is refused with the way out', () => {
  const entities = (own: string) =>
    configWith(`  - { key: us, name: Example US }\n  - { key: eu, name: Example EU, entityId: entity-eu${own} }`)
  const read = readSettings({ CLOSING_BELL_CONFIG: entities('') }, example)
  expect(read).toEqual({
    ok: false,
    mistakes: [
      'entities[0].entityId: must be set, because eu has one and the same credentials. Give us the id of its entity in Zuora, or one of the two `credentials: own`.',
    ],
  })
  expect(readSettings({ CLOSING_BELL_CONFIG: entities(', credentials: own') }, example).ok).toBe(true)
  expect(readSettings({ ...ofEu, CLOSING_BELL_CONFIG: entities('') }, example).ok).toBe(true)
})

test('an entity’s own settings go to the functions that have the shared ones, and to no others', () => {
  const advance = { ...slack, name: 'advance', environmentNames: ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET'] }
  const values = { SLACK_BOT_TOKEN: 'xoxb', ZUORA_CLIENT_ID: 'id', ZUORA_CLIENT_SECRET: 'secret' }
  const ambient = { ...ofEu, ZUORA_EU_BASE_URL: 'https://rest.eu.zuora.com' }
  expect(environmentOf(advance, { ambient, values })).toMatchObject(ofEu)
  expect(environmentOf(advance, { ambient, values })).not.toHaveProperty('ZUORA_EU_BASE_URL')
  expect(Object.keys(environmentOf(slack, { ambient, values })).filter((name) => name.startsWith('ZUORA'))).toEqual([])
})

test('on the stand-in, the tenant is as the configuration describes it, with credentials made where none are set', () => {
  const read = readSettings({ CLOSING_BELL_CONFIG: configWith(two) }, example)
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  const { settings } = read
  const keys = keysOnStandIn(settings, {})
  expect(keys).toEqual(['eu'])
  const secrets = readOrMakeSecrets(join(dir, 'secrets.json'), keys)
  expect(entitiesOnStandIn(settings, {}, (name) => secrets[name] ?? '')).toEqual({
    entityId: 'entity-us',
    entities: [
      { name: 'Example JP', id: 'entity-jp' },
      {
        name: 'Example EU',
        id: 'entity-eu',
        clientId: secrets.ZUORA_EU_CLIENT_ID,
        clientSecret: secrets.ZUORA_EU_CLIENT_SECRET,
      },
    ],
  })
  expect(keysOnStandIn(settings, { ZUORA_EU_BASE_URL: 'https://rest.eu.zuora.com' })).toEqual([])
})

test('credentials made for an entity are kept, and given only while it has its own', () => {
  const file = join(dir, 'secrets.json')
  const made = readOrMakeSecrets(file, ['eu'])
  expect(readOrMakeSecrets(file)).not.toHaveProperty('ZUORA_EU_CLIENT_ID')
  expect(readOrMakeSecrets(file, ['eu'])).toEqual(made)
})
