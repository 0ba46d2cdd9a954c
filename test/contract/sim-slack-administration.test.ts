import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'

test('whoever is deactivated is said to be deleted, is in no channel, and can do nothing any more', async () => {
  const { client, post, get } = await openWorkplace()
  const { ts } = await client.chat.postMessage({ channel, text: 'Close Oct 2026?' })
  expect(await post('person', { user: 'U0BOB', deactivated: true })).toEqual({ status: 200, body: { ok: true } })
  expect((await client.users.info({ user: 'U0BOB' })).user).toMatchObject({ deleted: true, is_restricted: false })
  expect((await client.conversations.members({ channel })).members).not.toContain('U0BOB')
  await expect(client.conversations.open({ users: 'U0BOB' })).rejects.toMatchObject({
    data: { error: 'user_disabled' },
  })
  const toBob = client.chat.postEphemeral({ channel, user: 'U0BOB', text: 'for you' })
  await expect(toBob).rejects.toMatchObject({ data: { error: 'user_not_in_channel' } })
  for (const [path, body] of [
    ['command', { user: 'U0BOB', channel, text: '/period list' }],
    ['click', { user: 'U0BOB', channel, ts, label: 'Approve' }],
    ['submit', { user: 'U0BOB', view_id: 'V0NONE' }],
  ] as const) {
    expect(await post(path, body)).toEqual({ status: 400, body: { error: 'the account U0BOB is deactivated' } })
  }
  expect((await get('screen?user=U0ALICE')).workspace.people[1]).toMatchObject({ id: 'U0BOB', isDeactivated: true })
  await post('person', { user: 'U0BOB', deactivated: false })
  expect((await client.users.info({ user: 'U0BOB' })).user?.deleted).toBe(false)
})

test('a member becomes a guest; two accounts have one e-mail address', async () => {
  const { client, post } = await openWorkplace()
  await post('person', { user: 'U0CAROL', guest: true })
  await post('person', { user: 'U0ERIN', email: 'alice@example.com' })
  const userOf = async (user: string) => (await client.users.info({ user })).user
  expect(await userOf('U0CAROL')).toMatchObject({ is_restricted: true, profile: { email: 'carol@example.com' } })
  expect(await userOf('U0ERIN')).toMatchObject({ is_restricted: false, profile: { email: 'alice@example.com' } })
  expect((await userOf('U0ALICE'))?.profile?.email).toBe('alice@example.com')
})

test('the members of a group change, and a deactivated one stays in it until taken out', async () => {
  const { client, post, get } = await openWorkplace()
  const membersOf = async (usergroup: string) => (await client.usergroups.users.list({ usergroup })).users
  await post('group', { group: 'S0CONTROLLERS', users: ['U0DAN', 'U0ERIN'] })
  await post('person', { user: 'U0DAN', deactivated: true })
  expect(await membersOf('S0CONTROLLERS')).toEqual(['U0DAN', 'U0ERIN'])
  expect(await membersOf('S0FINANCE')).toEqual(['U0ALICE'])
  const { usergroups } = await client.usergroups.list({ include_users: true })
  expect(usergroups?.[1]).toMatchObject({ user_count: 2, users: ['U0DAN', 'U0ERIN'] })
  expect((await get('screen?user=U0ALICE')).workspace.groups[1].users).toEqual(['U0DAN', 'U0ERIN'])
})

test.each([
  ['person', { user: 'U0NOBODY', guest: true }],
  ['person', { user: 'U0BOB', name: 'Robert' }],
  ['person', { user: 'U0BOB', email: 'nobody' }],
  ['group', { group: 'S0NONE', users: [] }],
  ['group', { group: 'S0FINANCE', users: ['U0NOBODY'] }],
])('a mistake in /sim/%s changes nothing: %o', async (path, body) => {
  const { client, post } = await openWorkplace()
  expect((await post(path, body)).status).toBe(400)
  expect((await client.users.info({ user: 'U0BOB' })).user).toMatchObject({ deleted: false, is_restricted: false })
  expect((await client.usergroups.users.list({ usergroup: 'S0FINANCE' })).users).toEqual(['U0ALICE'])
})

test('what an administrator changed is so after a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sim-slack-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'slack.sqlite')
  const before = await openWorkplace({ file })
  await before.post('person', { user: 'U0BOB', deactivated: true })
  await before.post('person', { user: 'U0BOB', email: 'robert@example.com' })
  await before.post('group', { group: 'S0FINANCE', users: ['U0ERIN'] })
  const { client } = await openWorkplace({ file })
  const { user } = await client.users.info({ user: 'U0BOB' })
  expect(user).toMatchObject({ deleted: true, profile: { email: 'robert@example.com' } })
  expect((await client.usergroups.users.list({ usergroup: 'S0FINANCE' })).users).toEqual(['U0ERIN'])
})

test('an app that was installed with a command by another name has that one and no other', async () => {
  const said: string[] = []
  const bot = (app: App) => {
    app.command(/^\//, async ({ command, ack }) => {
      said.push(`${command.command} ${command.text}`)
      await ack()
    })
  }
  const { post } = await openWorkplace({ command: '/period-sandbox', bot })
  expect((await post('command', { user: 'U0ALICE', channel: 'C0CLOSE', text: '/period list' })).body).toMatchObject({
    error: 'not_a_command',
  })
  expect(
    (await post('command', { user: 'U0ALICE', channel: 'C0CLOSE', text: '/period-sandbox list' })).body,
  ).toMatchObject({ error: null })
  expect(said).toEqual(['/period-sandbox list'])
})
