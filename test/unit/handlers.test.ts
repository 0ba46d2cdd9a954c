import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { parse } from 'yaml'
import { handler as advance } from '../../src/handlers/advance.ts'
import { handler as announce } from '../../src/handlers/announce.ts'
import { handler as check } from '../../src/handlers/check.ts'
import { handler as endRequest } from '../../src/handlers/end-request.ts'
import { handler as exportEvidence } from '../../src/handlers/export.ts'
import { handler as noteRestored } from '../../src/handlers/note-restored.ts'
import { handler as reconcile } from '../../src/handlers/reconcile.ts'
import { handler as remind } from '../../src/handlers/remind.ts'
import { handler as requestApproval } from '../../src/handlers/request-approval.ts'
import { handler as respond } from '../../src/handlers/respond.ts'
import { handler as slack } from '../../src/handlers/slack.ts'
import { handler as wake } from '../../src/handlers/wake.ts'
import { settingNames } from '../../src/runtime/settings.ts'
import { startLocalHttp } from '../support/local-http.ts'
import { commandBody, now, signedEvent, signingSecret } from './slack/signed-event.ts'

afterEach(() => vi.unstubAllEnvs())

const request = { entity: 'us', number: 147 }
const asked = {
  kind: 'click',
  action: 'cancel',
  target: { key: request, round: 1 },
  responseUrl: null,
  messageId: 'm1',
  personId: 'U0ALICE',
  channel: 'C0CLOSE',
}

function clearEnvironment(): void {
  for (const setting of new Set(Object.values(settingNames).flat())) vi.stubEnv(setting, undefined)
}

test.each<[string, () => Promise<unknown>]>([
  ['slack', () => slack(signedEvent(commandBody('list')))],
  ['respond', () => respond(asked)],
  ['advance', () => advance({ request })],
  ['request-approval', () => requestApproval({ request, taskToken: 'token' })],
  ['announce', () => announce({ request, broke: null })],
  ['wake', () => wake()],
  ['export', () => exportEvidence({})],
  ['note-restored', () => noteRestored({})],
  ['end-request', () => endRequest({})],
  ['reconcile', () => reconcile()],
  ['remind', () => remind()],
  ['check', () => check({})],
])('without its settings, %s stops and says which are missing', async (name, invoke) => {
  clearEnvironment()
  await expect(invoke()).rejects.toMatchObject({
    name: 'SettingMissing',
    message: expect.stringMatching(
      new RegExp(`^Function ${name} needs .*CLOSING_BELL_CONFIG.* in its environment\\.$`),
    ),
  })
})

test.each<[string, () => Promise<unknown>]>([
  ['respond', () => respond({ ...asked, action: 'close-at-once' })],
  ['respond', () => respond({})],
  ['advance', () => advance({ request: { entity: 'us', number: '147' } })],
  ['advance', () => advance({})],
  ['request-approval', () => requestApproval({ request })],
  ['announce', () => announce({ request })],
])('%s does not act on an event of another shape', async (_name, invoke) => {
  clearEnvironment()
  await expect(invoke()).rejects.toHaveProperty('name', expect.stringMatching(/ZodError/))
})

test('slack, once its settings are there, hands a signed command on to respond', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'handlers-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'config.json'), JSON.stringify(parse(readFileSync('closing-bell.example.yml', 'utf8'))))
  const lambda = await startLocalHttp(() => ({ status: 202 }))
  const environment = {
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    SLACK_BOT_TOKEN: 'xoxb-unused',
    SLACK_SIGNING_SECRET: `an-older-secret, ${signingSecret}`,
    SLACK_APP_ID: 'A0LOCAL',
    CLOSING_BELL_CONFIG: join(dir, 'config.json'),
    RESPOND_FUNCTION: 'closing-bell-dev-respond',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a-secret-key',
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const secondsOff = Math.round((Date.now() - now.getTime()) / 1000)
  expect(await slack(signedEvent(commandBody('list'), { secondsOff }))).toEqual({ statusCode: 200, body: '' })
  expect(lambda.seen).toMatchObject([{ path: '/2015-03-31/functions/closing-bell-dev-respond/invocations' }])
  expect(JSON.parse(lambda.seen[0]?.body ?? '')).toMatchObject({ kind: 'command', text: 'list' })
})
