import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BlockAction } from '@slack/bolt'
import { expect, onTestFinished, test, vi } from 'vitest'
import { card, openWorkplace } from './sim-slack-workplace.ts'

type Received = { headers: IncomingHttpHeaders; body: string }

/** A bot that answers with these statuses, one after the other, and 200 from then on. */
async function botThatAnswers(statuses: readonly number[], headers: Record<string, string> = {}) {
  const received: Received[] = []
  const waiting = [...statuses]
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(waiting.shift() ?? 200, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return { botUrl: `http://127.0.0.1:${port}/slack/events`, received }
}

const home = { type: 'home' as const, blocks: card as never }

test('whoever opens the Home tab is told to the bot, every time, with what was published before', async () => {
  const seen: { user: string; tab: string | undefined; hasView: boolean; eventId: unknown }[] = []
  const { client, post } = await openWorkplace({
    bot: (app) =>
      app.event('app_home_opened', async ({ event, body }) => {
        seen.push({ user: event.user, tab: event.tab, hasView: event.view !== undefined, eventId: body.event_id })
      }),
  })
  expect((await post('open-home', { user: 'U0BOB' })).body).toEqual({ kind: 'delivered', error: null })
  await client.views.publish({ user_id: 'U0BOB', view: home })
  await post('open-home', { user: 'U0BOB' })
  await post('open-home', { user: 'U0BOB', tab: 'messages' })
  await vi.waitFor(() => expect(seen).toHaveLength(3), { timeout: 20_000 })
  expect(seen).toMatchObject([
    { user: 'U0BOB', tab: 'home', hasView: false },
    { tab: 'home', hasView: true },
    { tab: 'messages', hasView: false },
  ])
  expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(3)
})

test('an event that is not answered with 200 comes again, the same, with its number and the reason', async () => {
  const { botUrl, received } = await botThatAnswers([500, 503])
  const { post, get } = await openWorkplace({ botUrl, retryEventsAfterMs: [0, 1, 1] })
  expect((await post('open-home', { user: 'U0BOB' })).body).toEqual({ kind: 'delivered', error: 'operation_failed' })
  await vi.waitFor(async () => expect((await get('deliveries')).deliveries).toHaveLength(3), { timeout: 20_000 })
  const [first, second, third] = received
  expect(first?.headers['content-type']).toBe('application/json')
  expect(first?.headers['x-slack-retry-num']).toBeUndefined()
  expect(second?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' })
  expect(third?.headers).toMatchObject({ 'x-slack-retry-num': '2' })
  expect(new Set(received.map(({ body }) => body)).size).toBe(1)
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    type: 'event_callback',
    team_id: 'T0LOCAL',
    api_app_id: 'A0LOCAL',
    event_id: expect.stringMatching(/^Ev/),
    event_time: expect.any(Number),
    event: { type: 'app_home_opened', user: 'U0BOB', channel: 'D0BOB', tab: 'home' },
  })
})

test('three times at most, and not at all where the bot says so', async () => {
  const failing = await botThatAnswers([500, 500, 500, 500, 500])
  const workplace = await openWorkplace({ botUrl: failing.botUrl, retryEventsAfterMs: [0, 0, 0] })
  await workplace.post('open-home', { user: 'U0BOB' })
  await vi.waitFor(() => expect(failing.received).toHaveLength(4), { timeout: 20_000 })
  const silent = await botThatAnswers([500], { 'x-slack-no-retry': '1' })
  const other = await openWorkplace({ botUrl: silent.botUrl, retryEventsAfterMs: [0] })
  await other.post('open-home', { user: 'U0BOB' })
  await other.post('open-home', { user: 'U0CAROL' })
  expect(silent.received.map(({ body }) => JSON.parse(body).event.user)).toEqual(['U0BOB', 'U0CAROL'])
})

test('a click in Home comes with the view alone: no channel, no message, nowhere to respond', async () => {
  const bodies: BlockAction[] = []
  const { client, post } = await openWorkplace({
    bot: (app) =>
      app.action('approve', async ({ ack, body }) => {
        if (body.type === 'block_actions') bodies.push(body)
        await ack()
      }),
  })
  const { view } = await client.views.publish({ user_id: 'U0BOB', view: home })
  await post('click', { user: 'U0BOB', view_id: view?.id, label: 'Approve' })
  const [body] = bodies
  expect(body).toMatchObject({
    container: { type: 'view', view_id: view?.id },
    view: { hash: view?.hash, type: 'home' },
  })
  expect(body?.trigger_id).toMatch(/\S/)
  for (const absent of ['channel', 'message', 'response_url']) expect(body).not.toHaveProperty(absent)
})

test('a Home is published over what it was made from only, and holds a hundred blocks', async () => {
  const { client } = await openWorkplace()
  const blocks = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' as const }))
  const { view } = await client.views.publish({ user_id: 'U0BOB', view: { type: 'home', blocks: blocks(100) } })
  await client.views.publish({ user_id: 'U0BOB', view: home, hash: view?.hash ?? '' })
  const stale = client.views.publish({ user_id: 'U0BOB', view: home, hash: view?.hash ?? '' })
  await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } })
  const large = client.views.publish({ user_id: 'U0BOB', view: { type: 'home', blocks: blocks(101) } })
  await expect(large).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
})

test('the manifest has a Home tab, and all of Slack’s requests go to one address', () => {
  const manifest = JSON.parse(readFileSync('slack-manifest.json', 'utf8'))
  const { features, settings } = manifest
  expect(features.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  })
  expect(settings.event_subscriptions.bot_events).toEqual(['app_home_opened'])
  const addresses = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }: { url: string }) => url),
  ]
  expect(new Set(addresses).size).toBe(1)
})
