import { expect, test } from 'vitest'
import { createDirectory } from '../../../../src/slack/workspace/directory.ts'
import { createLookups } from '../../../../src/slack/workspace/lookups.ts'
import type { Answer } from '../../../support/local-http.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

async function openDirectory(answer: Answer) {
  const { client } = await startScriptedSlack(() => answer)
  return createDirectory(createLookups(client), { team: 'T0LOCAL' })
}

// The example of https://docs.slack.dev/reference/methods/users.info, shortened, in this workspace.
const documentedUser = {
  id: 'U0BOB',
  team_id: 'T0LOCAL',
  name: 'bob',
  deleted: false,
  profile: { real_name: 'Bob Okafor', email: 'bob@example.com', team: 'T0LOCAL' },
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
}

test.each([
  ['full-member', {}],
  ['full-member', { team_id: undefined }],
  ['guest', { is_restricted: true }],
  ['guest', { is_restricted: true, is_ultra_restricted: true }],
  ['deactivated', { deleted: true, is_restricted: true }],
  ['bot', { is_bot: true }],
  ['of-another-workspace', { team_id: 'T0OTHER', is_stranger: true }],
  ['of-another-workspace', { team_id: 'T0OTHER' }],
  ['of-another-workspace', { is_stranger: true }],
])('%s: whom Slack describes with %j', async (standing, changes) => {
  const directory = await openDirectory({ body: { ok: true, user: { ...documentedUser, ...changes } } })
  expect(await directory.person('U0BOB')).toEqual({ person: { id: 'U0BOB', email: 'bob@example.com' }, standing })
})

test('whom Slack does not tell the e-mail of has none', async () => {
  const directory = await openDirectory({ body: { ok: true, user: { ...documentedUser, profile: {} } } })
  expect(await directory.person('U0BOB')).toMatchObject({ person: { email: null }, standing: 'full-member' })
})

test.each(['user_not_found', 'user_not_visible'])('%s: nobody by that id', async (error) => {
  const directory = await openDirectory(slackError(error))
  expect(await directory.person('U0BOB')).toMatchObject({ standing: 'unknown' })
})

test('a group is its members; one that Slack does not know, or that is disabled, is none', async () => {
  expect(await (await openDirectory({ body: { ok: true, users: ['U0BOB'] } })).group('S0ONE')).toEqual(['U0BOB'])
  expect(await (await openDirectory({ body: { ok: true, users: [] } })).group('S0ONE')).toEqual([])
  for (const error of ['no_such_subteam', 'subteam_disabled'])
    expect(await (await openDirectory(slackError(error))).group('S0ONE')).toBe(null)
})

// https://docs.slack.dev/reference/objects/conversation-object
const documentedChannel = { id: 'C0CLOSE', name: 'close', is_private: true, is_member: true, is_ext_shared: false }

test.each([
  [{}, {}],
  [{ is_private: false }, { isPrivate: false }],
  [{ is_member: false }, { isMember: false }],
  [{ is_ext_shared: true }, { isSharedWithOthers: true }],
  [{ is_pending_ext_shared: true }, { isSharedWithOthers: true }],
  [{ is_org_shared: true }, {}],
])('a channel that Slack describes with %j', async (changes, expected) => {
  const directory = await openDirectory({ body: { ok: true, channel: { ...documentedChannel, ...changes } } })
  const seen = { name: 'close', isMember: true, isPrivate: true, isSharedWithOthers: false }
  expect(await directory.channel('C0CLOSE')).toEqual({ ...seen, ...expected })
})

test('a channel that the bot cannot see is none', async () => {
  expect(await (await openDirectory(slackError('channel_not_found'))).channel('C0CLOSE')).toBe(null)
})

test.each([
  ['SlackRefused', slackError('missing_scope')],
  ['SlackUnavailable', slackError('invalid_auth')],
  ['SlackUnavailable', { status: 503, body: '' }],
  ['SlackBusy', slackError('ratelimited')],
  ['SlackRefused', { body: { ok: true } }],
])('%s: when Slack does not say, nothing is guessed', async (name, answer) => {
  const directory = await openDirectory(answer)
  for (const asked of [directory.person('U0BOB'), directory.group('S0ONE'), directory.channel('C0CLOSE')])
    await expect(asked).rejects.toHaveProperty('name', name)
})
