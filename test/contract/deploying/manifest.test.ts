import { readFileSync } from 'node:fs'
import type { AppsManifestValidateArguments } from '@slack/web-api'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { makeManifest } from '../../../scripts/manifest/make-manifest.ts'
import { readManifestOptions } from '../../../scripts/manifest/manifest-options.ts'
import { type Manifest, manifestSchema } from '../../../scripts/manifest/manifest-schema.ts'
import { readConfig } from '../../../src/config.ts'
import { readSourceFiles } from '../../architecture/source-files.ts'

const template = manifestSchema.parse(JSON.parse(readFileSync('slack-manifest.json', 'utf8')))
const url = 'https://abc123.execute-api.us-east-1.amazonaws.com/slack/events'
const production = { to: { kind: 'address', url }, command: '/period', stage: 'prod' } as const

function made(changes: Partial<Parameters<typeof makeManifest>[1]> = {}): Manifest {
  const result = makeManifest(template, { ...production, ...changes })
  if (!result.ok) throw new Error(result.mistakes.join('\n'))
  return result.manifest
}

const code = readSourceFiles('src')
const inCode = (pattern: RegExp) => [
  ...new Set(code.flatMap(({ text }) => [...text.matchAll(pattern)].flatMap((found) => found.slice(1)))),
]

/** What Slack documents for each method that is called, at docs.slack.dev/reference/methods; none where any token will do. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Public and private channels; direct messages are opened, never looked up.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  // With the e-mail, by which one person counts once.
  'users.info': ['users:read', 'users:read.email'],
  'usergroups.users.list': ['usergroups:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}

test('the app has the scopes of the methods that the program calls, and the command’s, and no other', () => {
  const called = inCode(
    /\b(?:slack|client)\s*\.((?:auth|bots|chat|conversations|files|usergroups|users|views)\.[\w.]+)\(/g,
  )
  expect(called).toContain('chat.postMessage')
  expect(called.filter((method) => scopesOf[method] === undefined)).toEqual([])
  const needed = new Set(['commands', ...called.flatMap((method) => scopesOf[method] ?? [])])
  expect(template.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted())
})

test('the app has the events that are listened to, one command, and clicks', () => {
  expect(template.settings.event_subscriptions.bot_events).toEqual(inCode(/\bapp\.event\('([\w.]+)'/g))
  expect(template.features.app_home.home_tab_enabled).toBe(true)
  expect(inCode(/\bapp\.(command)\(/g)).toHaveLength(1)
  expect(inCode(/\bapp\.(view|action)\(/g)).toHaveLength(2)
  expect(template.settings.interactivity.is_enabled).toBe(true)
  // Nothing of either has a listener.
  expect(inCode(/\bapp\.(shortcut|options|function|message)\(/g)).toEqual([])
})

test('the command is called as it is without a setting, and mentions reach it as ids', () => {
  const read = readConfig(parse(readFileSync('closing-bell.example.yml', 'utf8')))
  const command = read.ok ? read.config.slack.command : read.mistakes
  expect(template.features.slash_commands).toMatchObject([{ command, should_escape: true }])
})

test('for a deployment every address is its own', () => {
  const manifest = made()
  // Slack's own type of what its Web API takes as a manifest.
  const taken: AppsManifestValidateArguments['manifest'] = JSON.parse(JSON.stringify(manifest))
  expect(taken).toEqual(JSON.parse(JSON.stringify(manifest)))
  expect(manifest.features.slash_commands[0].url).toBe(url)
  expect(manifest.settings.event_subscriptions.request_url).toBe(url)
  expect(manifest.settings.interactivity.request_url).toBe(url)
  expect(JSON.stringify(manifest)).not.toContain('example.com')
  expect(manifest.settings.socket_mode_enabled).toBe(false)
  expect(manifest.display_information.name).toBe('Closing Bell')
})

test.each([
  'https://abc123.execute-api.us-east-1.amazonaws.com',
  'https://abc123.execute-api.us-east-1.amazonaws.com/',
])('the path of the function is added to an address without one: %s', (given) => {
  expect(made({ to: { kind: 'address', url: given } }).settings.interactivity.request_url).toBe(url)
})

test('a stage beside production has its name and its own command', () => {
  const manifest = made({ stage: 'sandbox', command: '/period-sandbox' })
  expect(manifest.display_information.name).toBe('Closing Bell sandbox')
  expect(manifest.features.bot_user.display_name).toBe('Closing Bell sandbox')
  expect(manifest.features.slash_commands).toMatchObject([{ command: '/period-sandbox', url }])
})

test('a bot is named with the characters that Slack lets it have', () => {
  const bot_user = { display_name: 'Closing Bell (sandbox)' }
  expect(manifestSchema.safeParse({ ...template, features: { ...template.features, bot_user } }).success).toBe(false)
})

test('for one machine there is no address, but a socket', () => {
  const manifest = made({ to: { kind: 'socket' }, stage: null })
  expect(manifest.settings.socket_mode_enabled).toBe(true)
  expect(JSON.stringify(manifest)).not.toMatch(/request_url|"url"/)
  expect(JSON.parse(JSON.stringify(manifest)).oauth_config).toEqual(template.oauth_config)
})

test.each(['http://abc.example.org', 'abc', '', 'https://example.com/slack/events'])(
  '“%s” is no address for Slack',
  (given) => {
    const result = makeManifest(template, { ...production, to: { kind: 'address', url: given } })
    expect(result).toEqual({
      ok: false,
      mistakes: [`--url is the address that the deployment printed, https://…/slack/events, not “${given}”.`],
    })
  },
)

test('what Slack would refuse is said before anybody pastes it', () => {
  const result = makeManifest(template, { ...production, stage: 'a-stage-with-a-rather-long-name' })
  expect(result).toMatchObject({
    ok: false,
    mistakes: [expect.stringMatching(/^Slack would not take this manifest: display_information\.name: /)],
  })
})

test.each([
  [['--url', url], { to: { kind: 'address', url }, stage: null }],
  [['--socket-mode', '--stage', 'sandbox'], { to: { kind: 'socket' }, stage: 'sandbox' }],
  [[], undefined],
  [['--url', url, '--socket-mode'], undefined],
  [['--port', '1'], undefined],
])('the options %j are %j', (args, options) => {
  expect(readManifestOptions(args)).toEqual(options)
})

const hooksSchema = z.strictObject({
  hooks: z.record(
    z.enum(['get-manifest', 'start', 'deploy']),
    z.string().regex(/^node scripts\/with-node\.mjs scripts\/\S+\.ts$/),
  ),
  config: z.strictObject({
    'sdk-managed-connection-enabled': z.literal(true),
    watch: z.strictObject({ manifest: z.strictObject({ paths: z.tuple([z.literal('slack-manifest.json')]) }) }),
  }),
})

test('the Slack CLI is told which scripts there are', () => {
  const { hooks } = hooksSchema.parse(JSON.parse(readFileSync('.slack/hooks.json', 'utf8')))
  for (const hook of Object.values(hooks)) expect(readFileSync(hook.split(' ').at(-1) ?? '', 'utf8')).toMatch(/\S/)
  const config = z.strictObject({ manifest: z.strictObject({ source: z.literal('local') }) })
  expect(config.safeParse(JSON.parse(readFileSync('.slack/config.json', 'utf8'))).success).toBe(true)
})
