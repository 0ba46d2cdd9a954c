import { expect, test } from 'vitest'
import { createLookups } from '../../../../src/slack/workspace/lookups.ts'
import { createPeople } from '../../../../src/slack/workspace/people.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

// The example of https://docs.slack.dev/reference/methods/users.info, shortened, in this workspace.
const documentedUser = {
  id: 'U0BOB',
  team_id: 'T0LOCAL',
  name: 'bob',
  deleted: false,
  real_name: 'Bob Okafor',
  tz: 'America/New_York',
  profile: { real_name: 'Bob Okafor', display_name: 'bob', email: 'bob@example.com', team: 'T0LOCAL' },
  is_admin: false,
  is_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  updated: 1502138686,
  is_app_user: false,
}

async function openPeople(slack: Parameters<typeof startScriptedSlack>[0]) {
  const { client, of } = await startScriptedSlack(slack)
  return { people: createPeople(createLookups(client), { team: 'T0LOCAL' }), of }
}

const personWho = async (changes: object) => {
  const { people } = await openPeople(() => ({ body: { ok: true, user: { ...documentedUser, ...changes } } }))
  return (await people.describe('U0BOB')).person
}

test('a full member of this workspace', async () => {
  expect(await personWho({})).toEqual({
    id: 'U0BOB',
    name: 'Bob Okafor',
    email: 'bob@example.com',
    team: 'T0LOCAL',
    isFullMember: true,
  })
})

test.each([
  ['a guest of several channels', { is_restricted: true }],
  ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }],
  ['a bot', { is_bot: true }],
  ['someone deactivated', { deleted: true }],
  ['a member of another workspace', { team_id: 'T0OTHER' }],
  ['a stranger in a shared channel', { team_id: 'T0OTHER', is_stranger: true }],
  ['a stranger whom Slack gives our workspace', { is_stranger: true }],
  ['a stranger without a workspace', { team_id: undefined, is_stranger: true }],
  ['someone of whom Slack gives nothing at all', { id: undefined, team_id: undefined }],
])('%s is no full member', async (_who, changes) => {
  expect(await personWho(changes)).toHaveProperty('isFullMember', false)
})

test('where Slack leaves the workspace out, there is but one, and they are of it', async () => {
  expect(await personWho({ team_id: undefined })).toMatchObject({ team: 'T0LOCAL', isFullMember: true })
})

test('where Slack hides the email, there is none; where it hides the name, the id stands for it', async () => {
  expect(await personWho({ profile: { real_name: 'Bob Okafor' } })).toHaveProperty('email', null)
  expect(await personWho({ profile: {}, real_name: undefined, name: undefined })).toHaveProperty('name', 'U0BOB')
})

test.each(['user_not_found', 'user_not_visible'])(
  "whom Slack does not know (%s) is nobody's full member",
  async (error) => {
    const { people } = await openPeople(() => slackError(error))
    expect(await people.describe('U0NOBODY')).toMatchObject({
      person: { id: 'U0NOBODY', isFullMember: false },
      timeZone: null,
    })
  },
)

test.each([
  ['the one they have set', 'America/New_York', 'America/New_York'],
  ['none where Slack tells none', undefined, null],
  ['none where Slack tells one that is not known here', 'Mars/Olympus_Mons', null],
  ['none where Slack tells nothing', '', null],
])("a person's time zone: %s; and it is no part of the person", async (_which, tz, timeZone) => {
  const { people, of } = await openPeople(() => ({ body: { ok: true, user: { ...documentedUser, tz } } }))
  const described = await people.describe('U0BOB')
  expect(described.timeZone).toBe(timeZone)
  expect(Object.keys(described.person).sort()).toEqual(['email', 'id', 'isFullMember', 'name', 'team'])
  expect(of('users.info')).toHaveLength(1)
})

test('when Slack refuses the bot itself, nothing is said about a person', async () => {
  const { people } = await openPeople(() => slackError('invalid_auth'))
  await expect(people.describe('U0BOB')).rejects.toHaveProperty('name', 'SlackUnavailable')
})

test.each(['no_such_subteam', 'subteam_disabled'])('a group that is gone (%s) has no members', async (error) => {
  const { people } = await openPeople(() => slackError(error))
  expect(await people.members(['S0GONE'])).toEqual(new Map([['S0GONE', []]]))
})

test('Slack is asked about each group, each time: nothing is remembered here', async () => {
  const usersOf: Record<string, string[]> = { S0CONTROLLERS: ['U0BOB', 'U0CAROL'], S0FINANCE: ['U0ALICE'] }
  const { people, of } = await openPeople(({ args }) => ({
    body: { ok: true, users: usersOf[String(args.usergroup)] },
  }))
  expect(await people.members(['S0CONTROLLERS', 'S0FINANCE'])).toEqual(new Map(Object.entries(usersOf)))
  usersOf.S0FINANCE = []
  expect(await people.members(['S0FINANCE'])).toEqual(new Map([['S0FINANCE', []]]))
  expect(of('usergroups.users.list')).toHaveLength(3)
})

test.each([
  ['SlackBusy', () => ({ status: 429, headers: { 'retry-after': '30' } })],
  ['SlackUnavailable', () => ({ status: 500 })],
])(
  'when Slack cannot say who is in a group (%s), nobody guesses, and the next click asks again',
  async (name, slack) => {
    let isBroken = true
    const { people } = await openPeople(() => (isBroken ? slack() : { body: { ok: true, users: ['U0BOB'] } }))
    await expect(people.members(['S0CONTROLLERS'])).rejects.toMatchObject({ name })
    isBroken = false
    expect(await people.members(['S0CONTROLLERS'])).toEqual(new Map([['S0CONTROLLERS', ['U0BOB']]]))
  },
)

test('no groups: Slack is not asked', async () => {
  const { people, of } = await openPeople(() => null)
  expect(await people.members([])).toEqual(new Map())
  expect(of('usergroups.users.list')).toEqual([])
})
