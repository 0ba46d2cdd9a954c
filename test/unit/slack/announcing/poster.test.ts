import { expect, test } from 'vitest'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const message = { text: 'Oct 2026 is Closed.', blocks: [] }

async function open(slack?: Parameters<typeof startScriptedSlack>[0], mayPost = true) {
  const scripted = await startScriptedSlack(slack)
  const { told, ...adminNotices } = createFakeAdminNotices()
  const log = () => {}
  const poster = createPoster(scripted.client, { mayPost: async () => mayPost, adminNotices, log })
  return { poster, told, ...scripted }
}

const refusing = (method: string, error: string) => (call: { method: string }) =>
  call.method === method ? slackError(error) : undefined

test('what Slack takes is no news to the admin', async () => {
  const { poster, told } = await open()
  expect(await poster.post('C0CLOSE', message)).toMatchObject({ channel: 'C0CLOSE' })
  expect(await poster.postDirectly('U0BOB', message)).toMatchObject({ channel: 'DU0BOB' })
  expect(await poster.update({ channel: 'C0CLOSE', ts: '1.1' }, message)).toEqual({ channel: 'C0CLOSE', ts: '1.1' })
  expect(told).toEqual([])
})

test.each(['not_in_channel', 'is_archived', 'a_reason_of_next_year'])(
  'a channel that refuses a message (%s)',
  async (reason) => {
    const { poster, told } = await open(refusing('chat.postMessage', reason))
    expect(await poster.post('C0CLOSE', message, '1.1')).toBeNull()
    expect(told).toEqual([{ kind: 'refused', where: 'C0CLOSE', reason }])
  },
)

test('nothing is posted to somebody who has left, where Slack would take it for nobody to read', async () => {
  const { poster, told, of } = await open(refusing('conversations.open', 'user_disabled'))
  expect(await poster.postDirectly('U0BOB', message)).toBeNull()
  expect(told).toEqual([{ kind: 'refused', where: 'U0BOB', reason: 'user_disabled' }])
  expect(of('chat.postMessage')).toEqual([])
})

test('of a person whom Slack refuses twice, the first reason is told', async () => {
  const { poster, told } = await open(({ method }) =>
    slackError(method === 'conversations.open' ? 'missing_scope' : 'channel_not_found'),
  )
  expect(await poster.postDirectly('U0BOB', message)).toBeNull()
  expect(told).toEqual([{ kind: 'refused', where: 'U0BOB', reason: 'missing_scope' }])
})

test('a direct message that Slack opens and then does not take is told by the person, not by its channel', async () => {
  const { poster, told } = await open(refusing('chat.postMessage', 'cannot_dm_bot'))
  expect(await poster.postDirectly('U0BOB', message)).toBeNull()
  expect(told).toEqual([{ kind: 'refused', where: 'U0BOB', reason: 'cannot_dm_bot' }])
})

test('whether somebody may be written to is asked before it is written, and the admin is told where not', async () => {
  const { poster, told, of } = await open(({ args }) =>
    args.users === 'U0BOB' ? slackError('user_disabled') : undefined,
  )
  expect(await poster.mayWriteTo('U0CAROL')).toBe(true)
  expect(await poster.mayWriteTo('U0BOB')).toBe(false)
  expect(told).toEqual([{ kind: 'refused', where: 'U0BOB', reason: 'user_disabled' }])
  expect(of('chat.postMessage')).toEqual([])
})

test('where Slack opens no direct messages but takes the message all the same, nothing is missing', async () => {
  const { poster, told } = await open(refusing('conversations.open', 'missing_scope'))
  expect(await poster.postDirectly('U0BOB', message)).toMatchObject({ channel: 'U0BOB' })
  expect(told).toEqual([])
})

test('a message that cannot be shown anew is told where its channel is the reason; one that was deleted is not', async () => {
  const removed = await open(refusing('chat.update', 'is_archived'))
  expect(await removed.poster.update({ channel: 'C0CLOSE', ts: '1.1' }, message)).toBeNull()
  expect(removed.told).toEqual([{ kind: 'refused', where: 'C0CLOSE', reason: 'is_archived' }])
  const deleted = await open(refusing('chat.update', 'message_not_found'))
  expect(await deleted.poster.update({ channel: 'C0CLOSE', ts: '1.1' }, message)).toBeNull()
  expect(deleted.told).toEqual([])
})

test('what may not be posted is told where that was found out, and an outage is not told: it passes', async () => {
  const shared = await open(undefined, false)
  expect(await shared.poster.post('C0CLOSE', message)).toBeNull()
  expect(shared.told).toEqual([])
  const away = await open(() => ({ status: 503 }))
  await expect(away.poster.post('C0CLOSE', message)).rejects.toMatchObject({ name: 'SlackUnavailable' })
  expect(away.told).toEqual([])
})

test('blocks that are too long for Slack: the text alone is posted, and shown anew', async () => {
  const long = { text: 'Waits for you.', blocks: [{ type: 'divider' as const }] }
  const tooLong = ({ args }: { args: Record<string, unknown> }) =>
    JSON.stringify(args.blocks) === '[]' ? undefined : slackError('msg_blocks_too_long')
  const { poster, calls } = await open(tooLong)
  const posted = await poster.post('C0CLOSE', long)
  expect(posted).toMatchObject({ channel: 'C0CLOSE' })
  expect(await poster.update({ channel: 'C0CLOSE', ts: posted?.ts ?? '' }, long)).toEqual(posted)
  expect(calls.map(({ method, args }) => [method, args.text, args.blocks])).toEqual([
    ['chat.postMessage', 'Waits for you.', long.blocks],
    ['chat.postMessage', 'Waits for you.', []],
    ['chat.update', 'Waits for you.', long.blocks],
    ['chat.update', 'Waits for you.', []],
  ])
})
