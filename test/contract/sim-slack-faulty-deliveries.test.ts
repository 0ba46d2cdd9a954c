import type { App } from '@slack/bolt'
import { expect, onTestFinished, test, vi } from 'vitest'
import { faultChoices, pressed, timesLeft } from '../../sim/slack/page/trouble/fault-choices.ts'
import { card, openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const alice = { user: 'U0ALICE', channel }
const list = { ...alice, text: '/period list' }
const modal = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Oct 2026' }, blocks: [] }

/** A bot that notes the trigger of every command and click, and acknowledges each. */
const noting = () => {
  const triggers: string[] = []
  const bot = (app: App) => {
    app.command('/period', async ({ command, ack }) => {
      triggers.push(command.trigger_id)
      await ack()
    })
    app.action('reject', async ({ body, ack }) => {
      if ('trigger_id' in body) triggers.push(String(body.trigger_id))
      await ack()
    })
  }
  return { triggers, bot }
}

test('Slack waits for 3 seconds and not longer', async () => {
  const reached = Promise.withResolvers<void>()
  const { post } = await openWorkplace({
    bot: (app) => app.command('/period', async () => reached.resolve()),
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  let isAnswered = false
  const answered = post('command', list).finally(() => {
    isAnswered = true
  })
  await reached.promise
  vi.advanceTimersByTime(2999)
  await new Promise(setImmediate)
  expect(isAnswered).toBe(false)
  vi.advanceTimersByTime(1)
  expect((await answered).body).toMatchObject({ status: null, error: 'operation_timeout' })
})

test('late within the deadline is as good as at once', async () => {
  const { triggers, bot } = noting()
  const { post } = await openWorkplace({ bot })
  await post('faults', [{ method: 'command', kind: 'delay', delayMs: 5 }])
  expect((await post('command', list)).body).toMatchObject({ status: 200, error: null })
  expect(triggers).toHaveLength(1)
})

test('later than the deadline the person is told that it failed, and the bot gets it all the same, its trigger void', async () => {
  let now = new Date('2026-11-02T09:00:00Z')
  const { triggers, bot } = noting()
  const { post, get, client } = await openWorkplace({ bot, now: () => now, ackDeadlineMs: 5 })
  await post('faults', [{ method: 'command', kind: 'delay', delayMs: 30 }])
  expect((await post('command', list)).body).toMatchObject({ status: null, error: 'operation_timeout' })
  now = new Date('2026-11-02T09:00:03.001Z')
  await vi.waitFor(() => expect(triggers).toHaveLength(1), { interval: 5, timeout: 20_000 })
  const opened = client.views.open({ trigger_id: triggers[0] ?? '', view: modal })
  await expect(opened).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } })
  const told = (await get('ephemerals?user=U0ALICE')).ephemerals
  expect(told).toMatchObject([{ from: 'slack', text: expect.stringContaining('operation_timeout') }])
})

test('a request that never arrives, and one whose answer is lost', async () => {
  const { triggers, bot } = noting()
  const { post, get } = await openWorkplace({ bot })
  await post('faults', [
    { method: 'command', kind: 'drop-before' },
    { method: 'delivery', kind: 'drop-after' },
  ])
  expect((await post('command', list)).body).toMatchObject({ error: 'dispatch_failed' })
  expect(triggers).toEqual([])
  expect((await post('command', list)).body).toMatchObject({ error: 'operation_timeout' })
  expect(triggers).toHaveLength(1)
  expect((await post('command', list)).body).toMatchObject({ error: null })
  expect((await get('deliveries')).deliveries).toMatchObject([
    { result: 'unreachable', copies: 0 },
    { result: 'timed-out', copies: 1 },
    { result: '200', copies: 1 },
  ])
})

test('a click comes a second time, later, the same in every part; commands are left alone', async () => {
  const { triggers, bot } = noting()
  const { post, client } = await openWorkplace({ bot })
  const { ts } = await client.chat.postMessage({ channel, text: 'Close?', blocks: card })
  await post('faults', [{ method: 'block_actions', kind: 'twice', delayMs: 10 }])
  await post('command', list)
  expect(triggers).toHaveLength(1)
  await post('click', { user: 'U0BOB', channel, ts, label: 'Reject…' })
  expect(triggers).toHaveLength(3)
  expect(triggers[1]).toBe(triggers[2])
})

test('an event whose answer was lost comes again, the same one, and says why', async () => {
  const seen: { id: unknown; retry: number | undefined; reason: string | undefined }[] = []
  const { post } = await openWorkplace({
    retryEventsAfterMs: [0],
    bot: (app) =>
      app.event('app_home_opened', async ({ body, context }) => {
        seen.push({ id: body.event_id, retry: context.retryNum, reason: context.retryReason })
      }),
  })
  await post('faults', [{ method: 'event_callback', kind: 'drop-after' }])
  await post('open-home', { user: 'U0BOB' })
  await vi.waitFor(() => expect(seen).toHaveLength(2), { interval: 5, timeout: 20_000 })
  expect(seen[0]).toMatchObject({ retry: undefined })
  expect(seen[1]).toMatchObject({ id: seen[0]?.id, retry: 1, reason: 'http_timeout' })
})

test('an answer by response_url is refused, or lost after it was shown', async () => {
  const { bot } = noting()
  const { post, get } = await openWorkplace({ bot })
  const { response_url } = (await post('command', list)).body
  await post('faults', [
    { method: 'response_url', kind: '429', retryAfterSeconds: 2 },
    { method: 'response_url', kind: 'drop-after' },
  ])
  const respond = () => fetch(response_url, { method: 'POST', body: JSON.stringify({ text: 'done' }) })
  const refused = await respond()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
  await expect(respond()).rejects.toThrow()
  expect((await get('ephemerals?user=U0ALICE')).ephemerals).toMatchObject([{ text: 'done' }])
})

test.each([
  { method: 'command', kind: '429' },
  { method: 'chat.update', kind: 'twice' },
  { method: 'shortcut', kind: 'delay' },
])('a fault that nothing can have is a mistake: %j', async (fault) => {
  const { post } = await openWorkplace()
  expect(await post('faults', [fault])).toMatchObject({ status: 400 })
})

test('what the page offers is taken as it is, pressed again it is off, and the screen says what is still to come', async () => {
  const { post, get } = await openWorkplace({ ackDeadlineMs: 20 })
  const waiting = async () => (await get('screen?user=U0ALICE')).faults
  for (const choice of faultChoices) {
    const chosen = pressed(await waiting(), choice, 3)
    expect((await post('faults', chosen)).status).toBe(200)
    expect(timesLeft(await waiting(), choice)).toBe(3)
  }
  const [late, twice] = faultChoices
  if (!late || !twice) throw new Error('nothing is offered')
  await post('faults', pressed(pressed([], late, 1), twice, 1))
  await post('faults', pressed(await waiting(), late, 10))
  expect(timesLeft(await waiting(), late)).toBe(0)
  await post('command', list)
  expect(await waiting()).toEqual([])
})
