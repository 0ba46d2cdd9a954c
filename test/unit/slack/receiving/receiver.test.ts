import { App, LogLevel } from '@slack/bolt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LambdaReceiver, type ReceiverOptions } from '../../../../src/slack/receiving/receiver.ts'
import { unchanging } from '../../../support/unchanging.ts'
import { commandBody, form, gatewayEvent, now, payload, signedEvent, signingSecret } from '../signed-event.ts'

type Logged = { event: string; details: Readonly<Record<string, unknown>> }

function openReceiver({ listen, ...changes }: Partial<ReceiverOptions> & { listen?: (app: App) => void } = {}) {
  const logged: Logged[] = []
  const receiver = new LambdaReceiver({
    signingSecrets: unchanging([signingSecret]),
    team: 'T0LOCAL',
    appId: 'A0LOCAL',
    now: () => now,
    log: (event, details) => logged.push({ event, details }),
    ...changes,
  })
  const seen: string[] = []
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-unused' }),
    logLevel: LogLevel.ERROR,
    convoStore: false,
  })
  app.error(async (error) => Promise.reject(error))
  if (listen) listen(app)
  else {
    app.command(/^\//, async ({ command, ack }) => {
      seen.push(command.text)
      await ack()
    })
  }
  return { handle: receiver.handle.bind(receiver), seen, logged }
}

test('a signed command reaches its listener and is answered with an empty 200', async () => {
  const { handle, seen, logged } = openReceiver()
  expect(await handle(signedEvent(commandBody('list')))).toEqual({ statusCode: 200, body: '' })
  expect(seen).toEqual(['list'])
  expect(logged).toEqual([])
})

test.each([
  ['an unsigned request', gatewayEvent(commandBody('list'), {})],
  ['one that is 301 seconds old', signedEvent(commandBody('list'), { secondsOff: -301 })],
  ['one that is 302 seconds ahead', signedEvent(commandBody('list'), { secondsOff: 302 })],
  ['one signed with another secret', signedEvent(commandBody('list'), { secret: 'not-ours' })],
  ['broken JSON without a signature', gatewayEvent('{', { headers: { 'content-type': 'application/json' } })],
  ['a broken payload without a signature', gatewayEvent('payload=%7B', {})],
])('%s is refused with 401 before anything reads it', async (_what, event) => {
  const { handle, seen, logged } = openReceiver()
  expect(await handle(event)).toEqual({ statusCode: 401, body: '' })
  expect(seen).toEqual([])
  expect(logged).toEqual([{ event: 'slack-request-refused', details: { because: 'signature-refused' } }])
})

test('whatever an unsigned request is made of, it is refused, and none of it is logged', async () => {
  const { handle, logged } = openReceiver()
  const anyHeaders = fc.dictionary(fc.string(), fc.string(), { maxKeys: 5 })
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.boolean(), anyHeaders, async (body, base64, headers) => {
      expect(await handle({ ...gatewayEvent(body, { headers }), isBase64Encoded: base64 })).toHaveProperty(
        'statusCode',
        401,
      )
    }),
  )
  expect(new Set(logged.map(({ details }) => JSON.stringify(details)))).toEqual(
    new Set(['{"because":"signature-refused"}']),
  )
})

test('a request without a body is refused', async () => {
  const { handle } = openReceiver()
  const { body: _body, ...event } = gatewayEvent('', {})
  expect(await handle(event)).toHaveProperty('statusCode', 401)
})

test('while the secret is rotated, requests signed with the old and with the new one are taken', async () => {
  const { handle, seen, logged } = openReceiver({ signingSecrets: unchanging(['the-old-one', 'the-new-one']) })
  await handle(signedEvent(commandBody('one'), { secret: 'the-old-one' }))
  await handle(signedEvent(commandBody('two'), { secret: 'the-new-one' }))
  expect(seen).toEqual(['one', 'two'])
  expect(logged.filter(({ event }) => event === 'signed-with-older-secret')).toHaveLength(1)
})

test('a secret that has come since they were read counts at once; one that was dropped does not', async () => {
  const asked: (readonly string[])[] = []
  const signingSecrets = {
    current: async () => ['the-old-one'],
    async instead(refused: readonly string[]) {
      asked.push(refused)
      return ['the-old-one', 'the-new-one']
    },
  }
  const { handle, seen } = openReceiver({ signingSecrets })
  expect(await handle(signedEvent(commandBody('one'), { secret: 'the-new-one' }))).toHaveProperty('statusCode', 200)
  expect(await handle(signedEvent(commandBody('two'), { secret: 'a-dropped-one' }))).toHaveProperty('statusCode', 401)
  expect(seen).toEqual(['one'])
  expect(asked).toEqual([['the-old-one'], ['the-old-one']])
})

test('what is not even made like a signature of now asks for no other secret', async () => {
  const instead = async () => Promise.reject(new Error('asked for'))
  const { handle } = openReceiver({ signingSecrets: { current: async () => [signingSecret], instead } })
  const events = [
    gatewayEvent(commandBody('list'), {}),
    signedEvent(commandBody('list'), { secondsOff: -301 }),
    signedEvent(commandBody('list'), { headers: { 'x-slack-signature': 'v0=made-up' } }),
  ]
  for (const event of events) expect(await handle(event)).toHaveProperty('statusCode', 401)
})

test('a base64 body is read as UTF-8, as Slack signed it', async () => {
  const { handle, seen } = openReceiver()
  const text = 'close Oct 2026 note: geprüft – 決算'
  expect(await handle(signedEvent(commandBody(text), { base64: true }))).toHaveProperty('statusCode', 200)
  expect(seen).toEqual([text])
})

test.each(['application/x-www-form-urlencoded; charset=utf-8', 'APPLICATION/X-WWW-FORM-URLENCODED'])(
  'a content type written as “%s” is understood',
  async (contentType) => {
    const { handle, seen } = openReceiver()
    await handle(signedEvent(commandBody('list'), { contentType }))
    expect(seen).toEqual(['list'])
  },
)

test('JSON with a charset is understood', async () => {
  const { handle } = openReceiver()
  const body = JSON.stringify({ type: 'url_verification', token: 'deprecated', challenge: '3eZbrw1a' })
  const answer = await handle(signedEvent(body, { contentType: 'application/json; charset=utf-8' }))
  expect(answer).toMatchObject({ statusCode: 200, body: '{"challenge":"3eZbrw1a"}' })
})

test('header names count in any case', async () => {
  const { handle, seen } = openReceiver()
  const event = signedEvent(commandBody('list'))
  const headers = Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toUpperCase(), value]))
  await handle({ ...event, headers })
  expect(seen).toEqual(['list'])
})

test.each([
  ['JSON that is broken', '{', 'application/json'],
  ['JSON that is no object', '"list"', 'application/json'],
  ['a payload that is no JSON', 'payload=%7B', 'application/x-www-form-urlencoded'],
  ['a payload that is no object', 'payload=null', 'application/x-www-form-urlencoded'],
])('signed, but %s: 400', async (_what, body, contentType) => {
  const { handle, logged } = openReceiver()
  expect(await handle(signedEvent(body, { contentType }))).toEqual({ statusCode: 400, body: '' })
  expect(logged).toEqual([{ event: 'slack-request-refused', details: { because: 'body-not-understood' } }])
})

test.each([
  ['another workspace', commandBody('list', { team_id: 'T0OTHER' })],
  ['no workspace', form({ api_app_id: 'A0LOCAL', command: '/period', text: 'list' })],
  ['another workspace, in a click', payload({ type: 'block_actions', team: { id: 'T0OTHER' }, api_app_id: 'A0LOCAL' })],
  ['another app', commandBody('list', { api_app_id: 'A0OTHER' })],
  ['no app', payload({ type: 'block_actions', team: { id: 'T0LOCAL' } })],
])('signed, but from %s: 401, and nothing is done', async (_what, body) => {
  const { handle, seen, logged } = openReceiver()
  expect(await handle(signedEvent(body))).toEqual({ statusCode: 401, body: '' })
  expect(seen).toEqual([])
  expect(logged).toEqual([{ event: 'slack-request-refused', details: { because: 'foreign-workspace-or-app' } }])
})

test('where the app is not configured, its id is not checked', async () => {
  const { handle, seen } = openReceiver({ appId: undefined })
  await handle(signedEvent(commandBody('list', { api_app_id: 'A0OTHER' })))
  expect(seen).toEqual(['list'])
})

test("Slack's check of the certificate is answered and does nothing", async () => {
  const { handle, seen } = openReceiver()
  expect(await handle(signedEvent(form({ ssl_check: '1', token: 'deprecated' })))).toEqual({ statusCode: 200 })
  expect(seen).toEqual([])
})

test('what nobody listens to is answered with 404', async () => {
  const { handle, logged } = openReceiver()
  const body = payload({
    type: 'shortcut',
    callback_id: 'unknown',
    trigger_id: '1.2.3',
    team: { id: 'T0LOCAL', domain: 'local' },
    user: { id: 'U0BOB', username: 'bob', team_id: 'T0LOCAL' },
    api_app_id: 'A0LOCAL',
  })
  expect(await handle(signedEvent(body))).toHaveProperty('statusCode', 404)
  expect(logged).toEqual([{ event: 'slack-request-refused', details: { because: 'nobody-listens' } }])
})

test('a listener that fails before its ack is answered with 500, so that Slack tells the person', async () => {
  const { handle, logged } = openReceiver({
    listen: (app) =>
      app.command(/^\//, async () => {
        throw new RangeError('with a secret in its words')
      }),
  })
  expect(await handle(signedEvent(commandBody('list')))).toEqual({ statusCode: 500, body: '' })
  expect(logged).toHaveLength(1)
  expect(logged[0]?.event).toBe('slack-listener-failed')
  expect(JSON.stringify(logged)).not.toContain('secret')
})

test('a listener that fails after its ack: what was acked is the answer', async () => {
  const { handle, logged } = openReceiver({
    listen: (app) =>
      app.command(/^\//, async ({ ack }) => {
        await ack('under way')
        throw new RangeError('too late')
      }),
  })
  expect(await handle(signedEvent(commandBody('list')))).toEqual({ statusCode: 200, body: 'under way' })
  expect(logged.map(({ event }) => event)).toEqual(['slack-listener-failed'])
})

test('the answer waits until the listener is done: nothing runs on after it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const steps: string[] = []
  const { handle } = openReceiver({
    listen: (app) =>
      app.command(/^\//, async ({ ack }) => {
        await ack()
        steps.push('acked')
        await promise
        steps.push('done')
      }),
  })
  const answered = handle(signedEvent(commandBody('list'))).then(() => steps.push('answered'))
  await expect.poll(() => steps).toEqual(['acked'])
  resolve()
  await answered
  expect(steps).toEqual(['acked', 'done', 'answered'])
})

test('the same delivery has the same message id, another one has another', async () => {
  const ids: unknown[] = []
  const { handle } = openReceiver({
    listen: (app) =>
      app.command(/^\//, async ({ ack, context }) => {
        ids.push(context.messageId)
        await ack()
      }),
  })
  await handle(signedEvent(commandBody('list')))
  await handle(signedEvent(commandBody('list'), { secondsOff: 60, headers: { 'x-slack-retry-num': '1' } }))
  await handle(signedEvent(commandBody('list', { trigger_id: '9.9.9' })))
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(ids[1]).toBe(ids[0])
  expect(ids[2]).not.toBe(ids[0])
})
