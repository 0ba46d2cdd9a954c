import { expect, test } from 'vitest'
import { createAdminNotices } from '../../../../src/slack/announcing/admin-notices.ts'
import { createMayPost } from '../../../../src/slack/announcing/may-post.ts'
import { createPoster } from '../../../../src/slack/announcing/poster.ts'
import { SlackRefused } from '../../../../src/slack/errors.ts'
import { createFakeToldAdmin } from '../../../support/fake-admin-notices.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const message = { text: 'Oct 2026 is Closed.', blocks: [] }
const hour = 3600
const day = 24 * hour

/** A workspace in which the bot was removed from #close and Bob has left; several functions share what was told. */
async function openWorkspace({ admin }: { admin: string | undefined } = { admin: 'U0OPS' }) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const trouble: { ofAdmin: string | 'away' | null } = { ofAdmin: null }
  const slack = await startScriptedSlack(({ method, args }) => {
    if (method === 'conversations.open') return args.users === 'U0BOB' ? slackError('user_disabled') : undefined
    if (args.channel === 'C0CLOSE') return slackError('not_in_channel')
    if (args.channel === 'C0OLD') return slackError('is_archived')
    if (args.channel === 'U0BOB') return slackError('channel_not_found')
    if (args.channel !== 'U0OPS' || trouble.ofAdmin === null) return undefined
    return trouble.ofAdmin === 'away' ? { status: 503 } : slackError(trouble.ofAdmin)
  })
  const told = createFakeToldAdmin()
  const logged: { event: string; details: object }[] = []
  const log = (event: string, details: object) => void logged.push({ event, details })
  const shared: { channels: readonly string[]; silent: readonly string[] } = { channels: [], silent: [] }
  const look = async (id: string) => {
    if (shared.silent.includes(id)) throw new SlackRefused('missing_scope')
    return { isPublic: false, isMember: true, isSharedOutside: shared.channels.includes(id) }
  }
  const functionOfBot = () => {
    const adminNotices = createAdminNotices(slack.client, { admin, told, now: clock.now, log })
    const mayPost = createMayPost({ look }, { adminNotices, log })
    return createPoster(slack.client, { mayPost, adminNotices, log })
  }
  const toAdmin = () => slack.of('chat.postMessage').flatMap(({ channel, text }) => (channel === 'U0OPS' ? [text] : []))
  return { clock, trouble, shared, functionOfBot, toAdmin, logged, slack }
}

test('a channel that the bot was removed from is told to the admin once, however much is refused there', async () => {
  const { functionOfBot, toAdmin, clock } = await openWorkspace()
  const poster = functionOfBot()
  for (let times = 0; times < 20; times += 1) {
    await poster.post('C0CLOSE', message)
    await poster.update({ channel: 'C0CLOSE', ts: '1.1' }, message)
    clock.pass(day)
  }
  expect(toAdmin()).toEqual([
    'I could not post in <#C0CLOSE> (C0CLOSE): I am not in it (`not_in_channel`). Invite me there with `/invite @Closing Bell`. Until then nothing of mine is seen there: no cards, no reminders, no outcomes. I say this once, and again only if it is still so in 30 days.',
  ])
})

test('two functions that meet it at once tell it once', async () => {
  const { functionOfBot, toAdmin } = await openWorkspace()
  await Promise.all(Array.from({ length: 6 }, () => functionOfBot().post('C0CLOSE', message)))
  expect(toAdmin()).toHaveLength(1)
})

test('each channel, each person and each reason is told by itself', async () => {
  const { functionOfBot, toAdmin } = await openWorkspace()
  const poster = functionOfBot()
  await poster.post('C0CLOSE', message)
  await poster.post('C0OLD', message)
  await poster.postDirectly('U0BOB', message)
  await poster.postDirectly('U0BOB', message)
  expect(toAdmin()).toEqual([
    expect.stringContaining('<#C0CLOSE>'),
    expect.stringContaining('<#C0OLD> (C0OLD): it is archived'),
    expect.stringContaining('<@U0BOB> (U0BOB) a direct message: their account is deactivated'),
  ])
})

test('what is still so after 30 days is told again', async () => {
  const { functionOfBot, toAdmin, clock } = await openWorkspace()
  const poster = functionOfBot()
  await poster.post('C0CLOSE', message)
  clock.pass(30 * day - 1)
  await poster.post('C0CLOSE', message)
  expect(toAdmin()).toHaveLength(1)
  clock.pass(1)
  await poster.post('C0CLOSE', message)
  expect(toAdmin()).toHaveLength(2)
})

test('a channel that somebody shared with another company, or that Slack does not describe, is told too', async () => {
  const { functionOfBot, toAdmin, shared } = await openWorkspace()
  shared.channels = ['C0SHARED']
  shared.silent = ['C0SECRET']
  const poster = functionOfBot()
  for (let times = 0; times < 3; times += 1) {
    expect(await poster.post('C0SHARED', message)).toBeNull()
    expect(await poster.post('C0SECRET', message)).toBeNull()
  }
  expect(toAdmin()).toEqual([
    expect.stringMatching(/^I could not post in <#C0SHARED> \(C0SHARED\): people of another company are in it/),
    expect.stringMatching(
      /^I could not post in <#C0SECRET> \(C0SECRET\): the app lacks a permission in Slack \(`missing_scope`\)/,
    ),
  ])
})

test('an admin who cannot be told is logged and tried again an hour later at most; nobody tells the admin about that', async () => {
  const { functionOfBot, toAdmin, clock, trouble, logged } = await openWorkspace()
  trouble.ofAdmin = 'user_disabled'
  const poster = functionOfBot()
  for (let minutes = 0; minutes < 60; minutes += 1) {
    await poster.post('C0CLOSE', message)
    clock.pass(60)
  }
  expect(toAdmin()).toHaveLength(1)
  expect(logged.filter(({ event }) => event === 'admin-not-told')).toEqual([
    { event: 'admin-not-told', details: { where: 'C0CLOSE', reason: 'user_disabled' } },
  ])
  trouble.ofAdmin = null
  await poster.post('C0CLOSE', message)
  await poster.post('C0CLOSE', message)
  expect(toAdmin()).toHaveLength(2)
})

test('Slack being away for the admin does not keep the others from going on', async () => {
  const { functionOfBot, trouble, logged } = await openWorkspace()
  trouble.ofAdmin = 'away'
  expect(await functionOfBot().post('C0CLOSE', message)).toBeNull()
  expect(logged.at(-1)).toEqual({
    event: 'admin-not-told',
    details: { where: 'C0CLOSE', reason: 'SlackUnavailable' },
  })
})

test('that the admin gets no direct messages is not told to the admin', async () => {
  const { functionOfBot, slack } = await openWorkspace({ admin: 'U0BOB' })
  expect(await functionOfBot().postDirectly('U0BOB', message)).toBeNull()
  expect(slack.of('chat.postMessage')).toEqual([])
})

test('without an admin it is only logged', async () => {
  const { functionOfBot, slack, logged } = await openWorkspace({ admin: undefined })
  expect(await functionOfBot().post('C0CLOSE', message)).toBeNull()
  expect(slack.of('chat.postMessage')).toHaveLength(1)
  expect(logged).toEqual([
    { event: 'slack-refused-message', details: { channel: 'C0CLOSE', reason: 'not_in_channel' } },
  ])
})
