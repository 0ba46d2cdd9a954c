import { expect, test } from 'vitest'
import { card, clientOf, openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })

test('a message is posted, changed in place, linked to and deleted', async () => {
  const { client, get, slack } = await openWorkplace()
  const posted = await client.chat.postMessage({ channel, text: 'asked', blocks: card })
  const ts = posted.ts ?? ''
  await client.chat.update({ channel, ts, text: 'done' })
  const { messages } = await get(`messages?channel=${channel}`)
  expect(messages).toMatchObject([{ ts, text: 'done', user: 'U0BELL', bot_id: 'B0BELL', edited: { user: 'U0BELL' } }])
  expect(messages[0].blocks).toBeUndefined()
  const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts })
  expect(permalink).toBe(`${slack.url}/archives/${channel}/p${ts.replace('.', '')}`)
  await client.chat.delete({ channel, ts })
  expect(await get(`messages?channel=${channel}`)).toEqual({ messages: [] })
})

test('an update with blocks alone keeps no old text, one with neither is refused', async () => {
  const { client } = await openWorkplace()
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'asked', blocks: card })
  const updated = await client.chat.update({ channel, ts, blocks: [section('waiting')] })
  expect(updated.message).toMatchObject({ text: '', blocks: [{ type: 'section' }] })
  await expect(client.apiCall('chat.update', { channel, ts })).rejects.toMatchObject({ data: { error: 'no_text' } })
})

test('replies stand in the thread of their parent, and the parent counts them', async () => {
  const { client, get } = await openWorkplace()
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'asked' })
  await client.chat.postMessage({ channel, text: 'detail', thread_ts: ts })
  const broadcast = await client.chat.postMessage({ channel, text: 'told all', thread_ts: ts, reply_broadcast: true })
  expect(broadcast.message).toMatchObject({ thread_ts: ts, subtype: 'thread_broadcast' })
  const changed = await client.chat.update({ channel, ts, text: 'asked again' })
  expect(changed.message).toMatchObject({ thread_ts: ts, reply_count: 2 })
  const link = await client.chat.getPermalink({ channel, message_ts: broadcast.ts ?? '' })
  expect(link.permalink).toContain(`?thread_ts=${ts}&cid=${channel}`)
  expect((await get(`messages?channel=${channel}`)).messages).toHaveLength(3)
  const nowhere = client.chat.postMessage({ channel, text: 'lost', thread_ts: '1.000001' })
  await expect(nowhere).rejects.toMatchObject({ data: { error: 'thread_not_found' } })
})

test('a person is written to directly by their id', async () => {
  const { client, get } = await openWorkplace()
  const opened = await client.conversations.open({ users: 'U0BOB' })
  expect(opened.channel?.id).toBe('D0BOB')
  const posted = await client.chat.postMessage({ channel: 'U0BOB', text: 'please look' })
  expect(posted.channel).toBe('D0BOB')
  expect((await get('screen?user=U0BOB')).messages).toMatchObject([{ channel: 'D0BOB' }])
  expect((await get('screen?user=U0CAROL')).messages).toEqual([])
})

test('an ephemeral message is seen by its person only, and cannot be updated', async () => {
  const { client, get } = await openWorkplace()
  const { message_ts = '' } = await client.chat.postEphemeral({ channel, user: 'U0ERIN', text: 'not you' })
  expect((await get('ephemerals?user=U0ERIN')).ephemerals).toMatchObject([{ ts: message_ts, text: 'not you' }])
  expect(await get('ephemerals?user=U0BOB')).toEqual({ ephemerals: [] })
  const update = client.chat.update({ channel, ts: message_ts, text: 'you after all' })
  await expect(update).rejects.toMatchObject({ data: { error: 'message_not_found' } })
  const stranger = client.chat.postEphemeral({ channel, user: 'U0NOBODY', text: 'hello' })
  await expect(stranger).rejects.toMatchObject({ data: { error: 'user_not_found' } })
})

test.each([
  ['channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
  ['channel_not_found', { channel: 'U0NOBODY', text: 'x' }],
  ['not_in_channel', { channel: 'C0GENERAL', text: 'x' }],
  ['no_text', { channel }],
  ['msg_too_long', { channel, text: 'x'.repeat(40_001) }],
  ['invalid_blocks_format', { channel, blocks: '[{' }],
])('posting is refused with %s', async (error, args) => {
  const { client } = await openWorkplace()
  await expect(client.apiCall('chat.postMessage', args)).rejects.toMatchObject({ data: { ok: false, error } })
})

test("a person's own message cannot be updated by the bot", async () => {
  const { client, post, get } = await openWorkplace()
  await post('command', { user: 'U0ALICE', channel, text: 'good morning' })
  const [{ ts }] = (await get(`messages?channel=${channel}`)).messages
  const update = client.chat.update({ channel, ts, text: 'mine now' })
  await expect(update).rejects.toMatchObject({ data: { error: 'cant_update_message' } })
})

test('the token is checked, and a method has to exist', async () => {
  const { slack, client } = await openWorkplace()
  await expect(clientOf(slack.url, 'xoxb-other').auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } })
  const bare = await fetch(`${slack.url}/api/auth.test`, { method: 'POST' })
  expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' })
  await expect(client.apiCall('chat.shout')).rejects.toMatchObject({ data: { error: 'unknown_method' } })
  expect(await client.auth.test()).toMatchObject({ team_id: 'T0LOCAL', user_id: 'U0BELL', bot_id: 'B0BELL' })
})

test('what the manifest does not ask for is refused with the scope that is missing', async () => {
  const { client } = await openWorkplace()
  const refused = client.conversations.info({ channel: 'D0BOB' })
  await expect(refused).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'im:read' } })
})

test('people, groups and channels are those of the example configuration', async () => {
  const { client } = await openWorkplace()
  expect((await client.usergroups.users.list({ usergroup: 'S0CONTROLLERS' })).users).toEqual(['U0DAN', 'U0CAROL'])
  expect((await client.usergroups.list()).usergroups?.map((group) => group.handle)).toEqual(['finance', 'controllers'])
  const { user } = await client.users.info({ user: 'U0GUS' })
  expect(user).toMatchObject({ is_restricted: true, team_id: 'T0LOCAL', profile: { email: 'gus@example.com' } })
  expect((await client.users.info({ user: 'U0DAN' })).user?.tz).toBe('Europe/London')
  const { members } = await client.conversations.members({ channel })
  expect(members).toEqual(['U0ALICE', 'U0BOB', 'U0CAROL', 'U0DAN', 'U0ERIN', 'U0GUS', 'U0CFO', 'U0AUDIT', 'U0BELL'])
  expect((await client.conversations.info({ channel: 'C0GENERAL' })).channel?.is_member).toBe(false)
  const unknown = client.users.info({ user: 'U0NOBODY' })
  await expect(unknown).rejects.toMatchObject({ data: { error: 'user_not_found' } })
})

test('the bot is invited into a channel by a person', async () => {
  const { client, post } = await openWorkplace()
  await post('command', { user: 'U0ALICE', channel: 'C0GENERAL', text: '/invite @closing_bell' })
  expect(await client.chat.postMessage({ channel: 'C0GENERAL', text: 'here' })).toMatchObject({ ok: true })
})

test('JSON and a query are read like a form', async () => {
  const { slack, options } = await openWorkplace()
  const headers = { Authorization: `Bearer ${options.botToken}`, 'Content-Type': 'application/json; charset=utf-8' }
  const body = JSON.stringify({ channel, text: 'as JSON', blocks: card })
  const posted = await fetch(`${slack.url}/api/chat.postMessage`, { method: 'POST', headers, body })
  expect(await posted.json()).toMatchObject({ ok: true, message: { text: 'as JSON' } })
  const read = await fetch(`${slack.url}/api/users.info?user=U0BOB`, { headers })
  expect(await read.json()).toMatchObject({ ok: true, user: { name: 'bob' } })
})

test('faults: busy, an error, a lost answer after the message was posted', async () => {
  const { client, post, get } = await openWorkplace()
  await post('faults', [
    { method: 'chat.postMessage', kind: '429', retryAfterSeconds: 7 },
    { method: 'chat.postMessage', kind: 'error', error: 'fatal_error' },
    { method: 'chat.postMessage', kind: 'drop-after' },
  ])
  const send = () => client.chat.postMessage({ channel, text: 'hello' })
  await expect(send()).rejects.toMatchObject({ retryAfter: 7 })
  await expect(send()).rejects.toMatchObject({ data: { error: 'fatal_error' } })
  await expect(send()).rejects.toThrow()
  expect((await get(`messages?channel=${channel}`)).messages).toHaveLength(1)
  expect(await send()).toMatchObject({ ok: true })
  const { calls } = await get('calls')
  expect(calls.map((call: { error: string | null }) => call.error)).toEqual(['ratelimited', 'fatal_error', null, null])
  expect(JSON.stringify(calls)).not.toContain('xoxb')
})

test('a request that reached this machine under a foreign name, or from a foreign page, is refused', async () => {
  const { slack } = await openWorkplace()
  const headers = { 'Content-Type': 'application/json', Origin: 'https://elsewhere.example' }
  const foreign = await fetch(`${slack.url}/sim/faults`, { method: 'POST', headers, body: '[]' })
  expect(foreign.status).toBe(403)
  const simple = await fetch(`${slack.url}/sim/faults`, { method: 'POST', body: '[]' })
  expect(simple.status).toBe(415)
})

test.each([
  ['no', { is_shared: false, is_ext_shared: false, is_pending_ext_shared: false, is_org_shared: false }],
  ['organisation', { is_shared: true, is_ext_shared: false, is_pending_ext_shared: false, is_org_shared: true }],
  ['company-invited', { is_shared: false, is_ext_shared: false, is_pending_ext_shared: true, is_org_shared: false }],
  ['company', { is_shared: true, is_ext_shared: true, is_pending_ext_shared: false, is_org_shared: false }],
])('a channel says with whom it is shared: %s', async (shared, flags) => {
  const { client, post } = await openWorkplace()
  await post('channel', { channel, shared })
  expect((await client.conversations.info({ channel })).channel).toMatchObject({ ...flags, is_private: false })
})

test('a private channel says so', async () => {
  const { client, post } = await openWorkplace()
  await post('channel', { channel, private: true })
  const { channel: told } = await client.conversations.info({ channel })
  expect(told).toMatchObject({ is_private: true, is_channel: false, is_group: true, is_ext_shared: false })
})
