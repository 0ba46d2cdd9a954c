import { expect, test } from 'vitest'
import { createMayPost } from '../../../../src/slack/announcing/may-post.ts'
import { SlackRefused, SlackUnavailable } from '../../../../src/slack/errors.ts'
import { createChannels } from '../../../../src/slack/workspace/channels.ts'
import { createLookups } from '../../../../src/slack/workspace/lookups.ts'
import { createFakeAdminNotices } from '../../../support/fake-admin-notices.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

async function open(channel: object | string) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const slack = await startScriptedSlack(({ method }) =>
    method !== 'conversations.info'
      ? undefined
      : typeof channel === 'string'
        ? slackError(channel)
        : { body: { ok: true, channel } },
  )
  const channels = createChannels(createLookups(slack.client), { now: clock.now })
  const logged: string[] = []
  const adminNotices = createFakeAdminNotices()
  const mayPost = createMayPost(channels, { adminNotices, log: (event) => void logged.push(event) })
  return { ...slack, clock, channels, mayPost, logged, told: adminNotices.told }
}

test.each([
  ['a public channel', {}, { isPublic: true, isSharedOutside: false }],
  ['a private channel', { is_private: true }, { isPublic: false, isSharedOutside: false }],
  ['one shared within the organisation', { is_org_shared: true, is_shared: true }, { isSharedOutside: false }],
  ['one shared with another company', { is_ext_shared: true, is_shared: true }, { isSharedOutside: true }],
  ['one that another company was invited to', { is_pending_ext_shared: true }, { isSharedOutside: true }],
])('%s', async (_what, flags, expected) => {
  const { channels, mayPost, logged, told } = await open({ id: 'C0CLOSE', ...flags })
  expect(await channels.look('C0CLOSE')).toMatchObject(expected)
  expect(await mayPost('C0CLOSE')).toBe(!expected.isSharedOutside)
  expect(logged).toEqual(expected.isSharedOutside ? ['channel-shared-outside'] : [])
  expect(told).toEqual(expected.isSharedOutside ? [{ kind: 'shared-outside', where: 'C0CLOSE' }] : [])
})

test('where the bot is not nothing is posted, and whoever invites it now does not wait', async () => {
  const { channels, mayPost, logged, told, of } = await open({ id: 'C0CLOSE', is_member: false })
  expect(await channels.look('C0CLOSE')).toMatchObject({ isMember: false })
  expect(await mayPost('C0CLOSE')).toBe(false)
  expect(logged).toEqual(['channel-without-bot'])
  expect(told).toEqual([{ kind: 'refused', where: 'C0CLOSE', reason: 'not_in_channel' }])
  expect(of('conversations.info')).toHaveLength(2)
})

test('an answer counts for three minutes', async () => {
  const { channels, clock, of } = await open({ id: 'C0CLOSE' })
  await channels.look('C0CLOSE')
  clock.pass(179)
  await channels.look('C0CLOSE')
  expect(of('conversations.info')).toHaveLength(1)
  clock.pass(2)
  await channels.look('C0CLOSE')
  expect(of('conversations.info')).toHaveLength(2)
})

test('a channel that Slack does not know here refuses by itself what is posted', async () => {
  const { channels, mayPost } = await open('channel_not_found')
  expect(await channels.look('C0CLOSE')).toBe(null)
  expect(await mayPost('C0CLOSE')).toBe(true)
})

test('where Slack does not say who reads along, nothing is posted', async () => {
  const { channels, mayPost, logged, told } = await open('missing_scope')
  await expect(channels.look('C0CLOSE')).rejects.toThrow(SlackRefused)
  expect(await mayPost('C0CLOSE')).toBe(false)
  expect(logged).toEqual(['channel-not-described'])
  expect(told).toEqual([{ kind: 'not-described', where: 'C0CLOSE', reason: 'missing_scope' }])
  await expect((await open('internal_error')).mayPost('C0CLOSE')).rejects.toThrow(SlackUnavailable)
})

test('direct messages have no such channel', async () => {
  const { mayPost, calls } = await open({ is_ext_shared: true })
  expect(await mayPost('D0ALICE')).toBe(true)
  expect(await mayPost('U0ALICE')).toBe(true)
  expect(calls).toEqual([])
})
