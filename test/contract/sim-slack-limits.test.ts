import { expect, test } from 'vitest'
import { methods } from '../../sim/slack/web-api/methods.ts'
import { openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const limited = (retryAfter: number) => ({ code: 'slack_webapi_rate_limited_error', retryAfter })

/** A workplace with a clock of its own. */
const openTimed = async (rateLimits = true, speed = 1) => {
  let now = new Date('2026-11-02T09:00:00Z')
  const workplace = await openWorkplace({ now: () => now, rateLimits, speed })
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  const post = (to = channel, more: object = {}) =>
    workplace.client.chat.postMessage({ channel: to, text: 'hello', ...more })
  return { ...workplace, later, say: post }
}

test('a channel takes one message a second, a burst of twenty after a rest, threads included; others take their own', async () => {
  const { say, later, get } = await openTimed()
  const { ts = '' } = await say()
  for (let sent = 1; sent < 20; sent += 1) await say(channel, sent % 2 ? { thread_ts: ts } : {})
  await expect(say()).rejects.toMatchObject(limited(1))
  expect(await say('D0BOB')).toMatchObject({ ok: true })
  later(1)
  expect(await say()).toMatchObject({ ok: true })
  await expect(say(channel, { thread_ts: ts })).rejects.toMatchObject(limited(1))
  later(3)
  for (let sent = 0; sent < 3; sent += 1) await say()
  await expect(say()).rejects.toMatchObject(limited(1))
  expect((await get(`messages?channel=${channel}`)).messages).toHaveLength(24)
  expect((await get('calls')).calls.at(-1)).toMatchObject({ method: 'chat.postMessage', error: 'ratelimited' })
})

test('at twenty times the speed twenty times as much is taken', async () => {
  const { client, later } = await openTimed(true, 20)
  for (let called = 0; called < 20 * 20; called += 1)
    await client.apiCall('usergroups.users.list', { usergroup: 'S0FINANCE' })
  await expect(client.apiCall('usergroups.users.list')).rejects.toMatchObject(limited(1))
  later(1)
  for (let called = 0; called < 6; called += 1)
    await client.apiCall('usergroups.users.list', { usergroup: 'S0FINANCE' })
})

test.each([
  ['usergroups.users.list', { usergroup: 'S0FINANCE' }, 20, 3],
  ['conversations.info', { channel }, 50, 2],
  ['users.info', { user: 'U0BOB' }, 100, 1],
])('%s has its tier: so many calls a minute, by all together', async (method, args, perMinute, wait) => {
  const { client, later } = await openTimed()
  for (let called = 0; called < perMinute; called += 1) await client.apiCall(method, args)
  await expect(client.apiCall(method, args)).rejects.toMatchObject(limited(wait))
  expect(await client.apiCall('auth.test')).toMatchObject({ ok: true })
  later(wait)
  expect(await client.apiCall(method, args)).toMatchObject({ ok: true })
})

test('the tiers are those of Slack’s reference', () => {
  const perMinute = Object.entries(methods).map(([method, { limit }]) => [method, limit?.perMinute ?? null])
  const postingAlone = Object.entries(methods).filter(([, { limit }]) => limit?.of === 'channel')
  expect(postingAlone.map(([method]) => method)).toEqual(['chat.postMessage'])
  expect(Object.fromEntries(perMinute)).toEqual({
    'auth.test': null,
    'bots.info': 50,
    'chat.postMessage': 60,
    'chat.postEphemeral': 100,
    'chat.update': 50,
    'chat.delete': 50,
    'chat.getPermalink': null,
    'conversations.open': 50,
    'conversations.info': 50,
    'conversations.members': 100,
    'files.getUploadURLExternal': 100,
    'files.completeUploadExternal': 100,
    'users.conversations': 50,
    'users.info': 100,
    'users.list': 20,
    'usergroups.list': 20,
    'usergroups.users.list': 20,
    'views.open': 100,
    'views.push': 100,
    'views.update': 100,
    'views.publish': 100,
  })
})

test('the limits are put aside where somebody needs many messages at once', async () => {
  const { say, post } = await openTimed(false)
  for (let sent = 0; sent < 21; sent += 1) await say()
  await post('rate-limits', { on: true })
  for (let sent = 0; sent < 20; sent += 1) await say()
  await expect(say()).rejects.toMatchObject(limited(1))
  await post('rate-limits', { on: false })
  expect(await say()).toMatchObject({ ok: true })
})

const scopes = {
  'bots.info': 'users:read',
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.info': 'channels:read',
  'conversations.members': 'channels:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'users.conversations': 'channels:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
}

test.each(Object.entries(scopes))(
  '%s without %s is refused, with what it needs and what there is',
  async (method, needed) => {
    const { client } = await openWorkplace({ scopes: ['commands', 'reactions:read'] })
    await expect(client.apiCall(method, { channel })).rejects.toMatchObject({
      data: { ok: false, error: 'missing_scope', needed, provided: 'commands,reactions:read' },
    })
  },
)

test('every other method needs a token only', async () => {
  const { client, slack } = await openWorkplace({ scopes: [] })
  const others = Object.keys(methods).filter((method) => !Object.hasOwn(scopes, method))
  expect(others).toEqual([
    'auth.test',
    'chat.getPermalink',
    'views.open',
    'views.push',
    'views.update',
    'views.publish',
  ])
  for (const method of others) {
    const refused = await client.apiCall(method).then(
      () => null,
      (error: { data: { error: string } }) => error.data.error,
    )
    expect(refused).not.toBe('missing_scope')
    const bare = await fetch(`${slack.url}/api/${method}`, { method: 'POST' })
    expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' })
  }
})

test('a private channel has a scope of its own, and where the bot is not in it, it does not exist', async () => {
  const { client, post } = await openWorkplace({ scopes: ['channels:read', 'chat:write'] })
  await post('channel', { channel, private: true })
  const info = () => client.conversations.info({ channel })
  await expect(info()).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'groups:read' } })
  const whole = await openWorkplace()
  await whole.post('channel', { channel: 'C0GENERAL', private: true })
  const gone = { data: { error: 'channel_not_found' } }
  await expect(whole.client.conversations.info({ channel: 'C0GENERAL' })).rejects.toMatchObject(gone)
  await expect(whole.client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' })).rejects.toMatchObject(gone)
})

test('an e-mail address is handed out with users:read.email only', async () => {
  const { client } = await openWorkplace({ scopes: ['users:read'] })
  expect((await client.users.info({ user: 'U0BOB' })).user?.profile).not.toHaveProperty('email')
})

test('the blocks of a posted message have a length, those of an answer by response_url only their own limits', async () => {
  const { client, post, get } = await openTimed()
  const blocks = (count: number) =>
    Array.from({ length: count }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2900) } }))
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'four', blocks: blocks(4) })
  const refused = { data: { error: 'msg_blocks_too_long' } }
  const five = { channel, text: 'five', blocks: blocks(5) }
  await expect(client.chat.postMessage(five)).rejects.toMatchObject(refused)
  await expect(client.chat.update({ ts, ...five })).rejects.toMatchObject(refused)
  await expect(client.chat.postEphemeral({ user: 'U0BOB', ...five })).rejects.toMatchObject(refused)
  const { response_url } = (await post('command', { user: 'U0BOB', channel, text: '/period list' })).body
  expect((await fetch(response_url, { method: 'POST', body: JSON.stringify(five) })).status).toBe(200)
  const told = (await get('ephemerals?user=U0BOB')).ephemerals
  expect(told.map(({ text }: { text: string }) => text)).toContain('five')
})

test('what is wrong with blocks is said twice, with where it is', async () => {
  const { client } = await openTimed()
  const long = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }
  const words = 'must be less than 3001 characters [json-pointer:/blocks/1/text/text]'
  const posted = client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider' }, long] })
  await expect(posted).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: [words], response_metadata: { messages: [`[ERROR] ${words}`] } },
  })
  const shown = client.views.publish({ user_id: 'U0BOB', view: { type: 'home', blocks: [long] } })
  await expect(shown).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]'],
      },
    },
  })
})
