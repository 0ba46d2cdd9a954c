import { createHmac } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { BlockAction } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { card, openWorkplace, signingSecret } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const alice = { user: 'U0ALICE', channel }

/** A bot of a few lines, to see what was really sent and to answer what no framework would. */
const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`
}

test('a command reaches Bolt with what Slack sends, and its acknowledgement is seen by its person only', async () => {
  const seen: unknown[] = []
  const { post, get } = await openWorkplace({
    bot: (app) =>
      app.command('/period', async ({ command, ack }) => {
        seen.push(command)
        await ack(`looking at ${command.text}`)
      }),
  })
  const { body } = await post('command', { ...alice, text: '/period show Oct 2026 for @bob & #general' })
  expect(body).toMatchObject({ kind: 'delivered', status: 200, error: null })
  expect(seen).toMatchObject([
    {
      command: '/period',
      text: 'show Oct 2026 for <@U0BOB|bob> &amp; <#C0GENERAL|general>',
      user_id: 'U0ALICE',
      user_name: 'alice',
      channel_id: channel,
      channel_name: 'month-end-close',
      team_id: 'T0LOCAL',
      team_domain: 'example',
      api_app_id: 'A0LOCAL',
      is_enterprise_install: 'false',
      trigger_id: body.trigger_id,
      response_url: body.response_url,
    },
  ])
  expect((await get('ephemerals?user=U0ALICE')).ephemerals).toMatchObject([{ from: 'bot', channel }])
  expect(await get(`messages?channel=${channel}`)).toEqual({ messages: [] })
})

test("requests carry Slack's signature over the raw body", async () => {
  const valid: boolean[] = []
  const botUrl = await listen((incoming, response) => {
    let raw = ''
    incoming.on('data', (chunk) => {
      raw += chunk
    })
    incoming.on('end', () => {
      const { 'x-slack-request-timestamp': at, 'x-slack-signature': signature } = incoming.headers
      const expected = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${raw}`).digest('hex')}`
      valid.push(signature === expected && Math.abs(Date.now() / 1000 - Number(at)) < 60)
      response.end()
    })
  })
  const { post } = await openWorkplace({ botUrl, now: () => new Date('2030-01-01T00:00:00Z') })
  await post('command', { ...alice, text: '/period help' })
  expect(valid).toEqual([true])
})

test('who does not answer within the deadline gets the person told so by Slack', async () => {
  const botUrl = await listen(() => {})
  const { post, get } = await openWorkplace({ botUrl, ackDeadlineMs: 50 })
  expect((await post('command', { ...alice, text: '/period list' })).body).toMatchObject({ error: 'operation_timeout' })
  expect((await get('ephemerals?user=U0ALICE')).ephemerals).toMatchObject([
    { from: 'slack', text: '/period failed with the error "operation_timeout"' },
  ])
})

test('any other status, and nobody listening, are told too', async () => {
  const botUrl = await listen((_incoming, response) => response.writeHead(401).end())
  const workplace = await openWorkplace({ botUrl })
  const { body } = await workplace.post('command', { ...alice, text: '/period list' })
  expect(body).toMatchObject({ status: 401, error: 'operation_failed' })
  workplace.options.botUrl = 'http://127.0.0.1:9/slack/events'
  const unreachable = await workplace.post('command', { ...alice, text: '/period list' })
  expect(unreachable.body).toMatchObject({ status: null, error: 'dispatch_failed' })
})

test('a command that is none, or stands in a thread, is answered by Slack and not delivered', async () => {
  const { post, get, client } = await openWorkplace()
  expect((await post('command', { ...alice, text: '/close Oct' })).body).toMatchObject({ error: 'not_a_command' })
  const { ts } = await client.chat.postMessage({ channel, text: 'asked' })
  const threaded = await post('command', { ...alice, text: '/period list', thread_ts: ts })
  expect(threaded.body).toMatchObject({ kind: 'slack', error: 'not_in_threads' })
  expect(await get('deliveries')).toEqual({ deliveries: [] })
})

test('a click reaches Bolt with the message it stands in, and the message is changed', async () => {
  const seen: unknown[] = []
  const { post, get, client } = await openWorkplace({
    bot: (app) =>
      app.action('approve', async ({ ack, body, respond }) => {
        await ack()
        seen.push(body)
        await respond({ replace_original: true, text: 'approved' })
      }),
  })
  const { ts } = await client.chat.postMessage({ channel, text: 'Close Oct 2026?', blocks: card })
  const bob = { user: 'U0BOB', channel, ts }
  const clicked = await post('click', { ...bob, label: 'Approve' })
  expect(clicked.body).toMatchObject({ kind: 'delivered', status: 200, error: null, confirm: { text: {} } })
  await expect.poll(() => get(`messages?channel=${channel}`)).toMatchObject({ messages: [{ ts, text: 'approved' }] })
  expect(seen).toMatchObject([
    {
      type: 'block_actions',
      team: { id: 'T0LOCAL', domain: 'example' },
      user: { id: 'U0BOB', username: 'bob', name: 'bob', team_id: 'T0LOCAL' },
      api_app_id: 'A0LOCAL',
      channel: { id: channel, name: 'month-end-close' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      message: { type: 'message', ts, user: 'U0BELL', bot_id: 'B0BELL', text: 'Close Oct 2026?' },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decision', value: 'US-0001' }],
    },
  ])
  expect(await post('click', { ...bob, label: 'Approve' })).toMatchObject({ status: 404 })
})

test('a confirm dialog that is declined holds the click back', async () => {
  const { post, get, client } = await openWorkplace()
  const { ts } = await client.chat.postMessage({ channel, text: 'Close?', blocks: card })
  const { body } = await post('click', { user: 'U0BOB', channel, ts, action_id: 'approve', deny: true })
  expect(body).toMatchObject({ kind: 'held-back', confirm: { text: { text: 'Approve the close of Oct 2026?' } } })
  expect(await get('deliveries')).toEqual({ deliveries: [] })
})

test('a click in an ephemeral message names it, does not carry it, and can replace it', async () => {
  const { post, get, client } = await openWorkplace({
    bot: (app) =>
      app.action<BlockAction>('reject', async ({ ack, body, respond }) => {
        await ack()
        await respond({ replace_original: true, text: JSON.stringify({ ...body.container, has: 'message' in body }) })
      }),
  })
  const posted = await client.chat.postEphemeral({ channel, user: 'U0BOB', text: 'Sure?', blocks: card })
  const ts = posted.message_ts
  expect((await post('click', { user: 'U0CAROL', channel, ts, label: 'Reject…' })).status).toBe(404)
  await post('click', { user: 'U0BOB', channel, ts, label: 'Reject…' })
  const shown = async () => (await get('ephemerals?user=U0BOB')).ephemerals
  await expect.poll(shown).toMatchObject([{ ts, text: expect.stringContaining('"is_ephemeral":true') }])
  expect(await shown()).toMatchObject([{ text: expect.stringContaining('"has":false') }])
})

test('a delivery is made twice on request, once more each time', async () => {
  const triggers: string[] = []
  const { post } = await openWorkplace({
    bot: (app) =>
      app.command('/period', async ({ command, ack }) => {
        triggers.push(command.trigger_id)
        await ack()
      }),
  })
  await post('deliver-twice', { times: 1 })
  await post('command', { ...alice, text: '/period list' })
  await post('command', { ...alice, text: '/period list' })
  expect(triggers).toHaveLength(3)
  expect(triggers[0]).toBe(triggers[1])
})

test('a response_url answers privately by default, five times, for 30 minutes', async () => {
  let now = new Date('2026-11-02T09:00:00Z')
  const botUrl = await listen((_incoming, response) => response.end())
  const { post, get } = await openWorkplace({ botUrl, now: () => now })
  const use = async (url: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return [response.status, await response.json()]
  }
  const { response_url: first } = (await post('command', { ...alice, text: '/period list' })).body
  expect(await use(first, { text: 'for you' })).toEqual([200, { ok: true }])
  expect(await use(first, { text: 'for all', response_type: 'in_channel' })).toEqual([200, { ok: true }])
  expect(await use(first, { blocks: [{ type: 'blink' }] })).toEqual([400, { ok: false, error: 'invalid_blocks' }])
  await use(first, { text: 'four' })
  await use(first, { text: 'five' })
  expect(await use(first, { text: 'six' })).toEqual([404, { ok: false, error: 'used_url' }])
  const { ephemerals } = await get('ephemerals?user=U0ALICE')
  expect(ephemerals.map(({ text }: { text: string }) => text)).toEqual(['for you', 'four', 'five'])
  expect(ephemerals.map(({ answers }: { answers: string }) => answers)).toEqual([first, first, first])
  expect((await get(`messages?channel=${channel}`)).messages).toMatchObject([{ text: 'for all', user: 'U0BELL' }])
  const { response_url: second } = (await post('command', { ...alice, text: '/period list' })).body
  now = new Date('2026-11-02T09:30:01Z')
  expect(await use(second, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }])
})
