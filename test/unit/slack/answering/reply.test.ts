import { expect, test } from 'vitest'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createReply } from '../../../../src/slack/answering/reply.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import { type Answer, startLocalHttp } from '../../../support/local-http.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const message = { text: 'Under way.', blocks: [] }
const to = { responseUrl: null, channel: 'C0CLOSE', personId: 'U0ALICE' }

async function openReply(slack?: Parameters<typeof startScriptedSlack>[0], isNamed = true) {
  const { client, calls } = await startScriptedSlack(slack)
  const logged: unknown[] = []
  const log = (event: string, details: object) => void logged.push({ event, details })
  const adminNotices = createFakeAdminNotices()
  const poster = createPoster(client, { mayPost: async () => true, adminNotices, log })
  const onHome: string[] = []
  const answerOnHome = async (personId: string, { text }: { text: string }) => void onHome.push(`${personId}: ${text}`)
  const reply = createReply(client, { mayTell: async () => isNamed, poster, answerOnHome, log })
  return { reply, calls, logged, onHome, told: adminNotices.told }
}

async function responseUrlThat(answer: Answer) {
  const { url, seen } = await startLocalHttp(() => answer)
  return { responseUrl: `${url}/actions/1`, seen }
}

test('an answer goes to the address that came with what the person did, and leaves the card alone', async () => {
  const { reply, calls } = await openReply()
  const { responseUrl, seen } = await responseUrlThat({ body: 'ok' })
  await reply({ ...to, responseUrl }, message)
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ response_type: 'ephemeral', replace_original: false, ...message })
  expect(calls).toEqual([])
})

test('where the person turned a page, the answer takes the place of the message', async () => {
  const { reply } = await openReply()
  const { responseUrl, seen } = await responseUrlThat({ body: 'ok' })
  await reply({ ...to, responseUrl, replacesOriginal: true }, message)
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ replace_original: true })
})

test.each([
  ['is used up', { status: 404, body: 'expired_url' }],
  ['does not answer', null],
])('where the address %s, the person is answered in the channel', async (_what, answer) => {
  const { reply, calls } = await openReply()
  const { responseUrl } = await responseUrlThat(answer)
  await reply({ ...to, responseUrl }, message)
  expect(calls).toMatchObject([
    { method: 'chat.postEphemeral', args: { channel: 'C0CLOSE', user: 'U0ALICE', text: 'Under way.' } },
  ])
})

test('a rejection came without an address: the person is answered in the channel', async () => {
  const { reply, calls } = await openReply()
  await reply(to, message)
  expect(calls.map(({ method }) => method)).toEqual(['chat.postEphemeral'])
})

test('who is not in the channel any more gets a direct message', async () => {
  const { reply, calls, logged } = await openReply(({ method }) =>
    method === 'chat.postEphemeral' ? slackError('user_not_in_channel') : undefined,
  )
  await reply(to, message)
  expect(calls).toMatchObject([
    { method: 'chat.postEphemeral' },
    { method: 'conversations.open', args: { users: 'U0ALICE' } },
    { method: 'chat.postMessage', args: { channel: 'DU0ALICE', text: 'Under way.' } },
  ])
  expect(logged).toEqual([
    { event: 'slack-refused-message', details: { channel: 'C0CLOSE', reason: 'user_not_in_channel' } },
  ])
})

test('who is not in the channel, and whom no policy names, gets no direct message', async () => {
  const { reply, calls } = await openReply(
    ({ method }) => (method === 'chat.postEphemeral' ? slackError('user_not_in_channel') : undefined),
    false,
  )
  await reply(to, message)
  expect(calls.map(({ method }) => method)).toEqual(['chat.postEphemeral'])
})

test('whom Slack lets nobody write to is not answered over and over: it ends here, and the admin is told', async () => {
  const { reply, calls, logged, told } = await openReply(() => slackError('user_disabled'))
  await reply(to, message)
  expect(calls.map(({ method }) => method)).toEqual(['chat.postEphemeral', 'conversations.open'])
  expect(logged).toHaveLength(2)
  expect(told).toEqual([{ kind: 'refused', where: 'U0ALICE', reason: 'user_disabled' }])
})

test('an outage of Slack is not answered elsewhere: it is tried again as a whole', async () => {
  const { reply, calls } = await openReply(() => ({ status: 503 }))
  await expect(reply(to, message)).rejects.toMatchObject({ name: 'SlackUnavailable' })
  expect(calls).toHaveLength(1)
})

test('what was done on Home is answered there, and never by a direct message', async () => {
  const { reply, calls, onHome } = await openReply()
  await reply({ ...to, channel: '' }, message)
  expect(onHome).toEqual(['U0ALICE: Under way.'])
  expect(calls).toEqual([])
})

test('blocks that are too long for Slack: the text alone is said', async () => {
  const long = { text: 'Under way.', blocks: [{ type: 'divider' as const }] }
  const { reply, calls } = await openReply(({ args }) =>
    JSON.stringify(args.blocks) === '[]' ? undefined : slackError('msg_blocks_too_long'),
  )
  await reply(to, long)
  expect(calls.map(({ method, args }) => [method, args.text, args.blocks])).toEqual([
    ['chat.postEphemeral', 'Under way.', long.blocks],
    ['chat.postEphemeral', 'Under way.', []],
  ])
})
