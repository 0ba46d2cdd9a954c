import { expect, test } from 'vitest'
import type { ChannelSeen, Standing } from '../../../src/domain/policy/check/directory.ts'
import { SlackRefused, SlackUnavailable } from '../../../src/slack/errors.ts'
import { checkPolicy } from '../../../src/usecases/policy/check-policy.ts'
import type { WorkspaceDirectory } from '../../../src/usecases/ports/people/directory.ts'
import { directoryWith, member, policyInFile } from '../../support/policy-directory.ts'

const channel: ChannelSeen = { name: 'close', isMember: true, isPrivate: true, isSharedWithOthers: false }

/** Answers from a workspace, and counts what it is asked. */
function createWorkspace(changes: Partial<WorkspaceDirectory> = {}, seen: ChannelSeen | null = channel) {
  const { people, groups } = directoryWith()
  const asked: string[] = []
  const answer = async <T>(id: string, said: T | undefined): Promise<T> => {
    asked.push(id)
    if (said === undefined) throw new Error(`nobody knows ${id}`)
    return said
  }
  const directory: WorkspaceDirectory = {
    person: (id) => answer(id, people.get(id)),
    group: (id) => answer(id, groups.get(id)),
    channel: (id) => answer(id, seen),
    ...changes,
  }
  return { directory, asked }
}

const closeChannel = [{ path: 'slack.channel', channel: 'C0CLOSE', isOnlyTold: false }]

test('a policy that fits the workspace has no faults and no warnings, and each is asked for once', async () => {
  const { directory, asked } = createWorkspace()
  const file = policyInFile({ requesters: ['U0ALICE', 'S0FINANCE'], approvers: ['U0BOB', 'U0CAROL', 'S0CONTROLLERS'] })
  expect(await checkPolicy({ directory, policies: [file, file], channels: closeChannel, admin: null })).toEqual({
    faults: [],
    warnings: [],
  })
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted())
  expect(asked).toContain('U0ERIN')
})

test('what several entities share is told once', async () => {
  const { directory } = createWorkspace()
  const file = policyInFile({ approvers: ['U0BOB', 'U0GUS'] })
  const own = policyInFile({ approvers: ['U0BOB'] }, { path: 'entities[2].policy', keys: ['approvers'] })
  expect(await checkPolicy({ directory, policies: [file, file, own], channels: [], admin: null })).toEqual({
    faults: [
      'policy.approvers: U0GUS is a guest: only full members of the workspace may act',
      'policy.actions.close.approvals: needs 2 approvals, but only 1 can be given',
      'entities[2].policy.approvers: close needs 2 approvals, but only 1 can be given',
    ],
    warnings: [],
  })
})

test.each<[string, ChannelSeen | null, { faults: string[]; warnings: string[] }]>([
  [
    'that Slack does not know',
    null,
    {
      faults: ['slack.channel: C0CLOSE is not known to Slack, or private without the bot: /invite it there'],
      warnings: [],
    },
  ],
  [
    'without the bot',
    { ...channel, isMember: false },
    { faults: ['slack.channel: the bot is not in C0CLOSE (#close): /invite it there'], warnings: [] },
  ],
  [
    'shared with another company',
    { ...channel, isSharedWithOthers: true },
    {
      faults: [
        'slack.channel: C0CLOSE (#close) is shared with another company: nothing about the books is posted there',
      ],
      warnings: [],
    },
  ],
  [
    'that is public',
    { ...channel, isPrivate: false },
    {
      faults: [],
      warnings: ['slack.channel: C0CLOSE (#close) is public: everybody in the workspace can read what is posted'],
    },
  ],
])('a channel %s is told', async (_what, seen, checked) => {
  const { directory } = createWorkspace({}, seen)
  expect(await checkPolicy({ directory, policies: [policyInFile()], channels: closeChannel, admin: null })).toEqual(
    checked,
  )
})

test.each<[string, ChannelSeen | null, { faults: string[]; warnings: string[] }]>([
  ['that everybody can read', { ...channel, isPrivate: false }, { faults: [], warnings: [] }],
  [
    'that Slack does not know',
    null,
    {
      faults: [
        'entities[1].announceTo[0]: C0BILLING is not known to Slack, or private without the bot: /invite it there',
      ],
      warnings: [],
    },
  ],
  [
    'without the bot',
    { ...channel, name: 'billing', isMember: false },
    { faults: ['entities[1].announceTo[0]: the bot is not in C0BILLING (#billing): /invite it there'], warnings: [] },
  ],
  [
    'that somebody has shared with another company',
    { ...channel, name: 'billing', isSharedWithOthers: true },
    {
      faults: [],
      warnings: [
        'entities[1].announceTo[0]: C0BILLING (#billing) is shared with another company: nothing about the books is posted there',
      ],
    },
  ],
])('a channel that is only told of closes, %s', async (_what, seen, checked) => {
  const { directory } = createWorkspace({}, seen)
  const channels = [{ path: 'entities[1].announceTo[0]', channel: 'C0BILLING', isOnlyTold: true }]
  expect(await checkPolicy({ directory, policies: [policyInFile()], channels, admin: null })).toEqual(checked)
})

test.each<[string, Standing, { faults: string[]; warnings: string[] }]>([
  ['a full member', 'full-member', { faults: [], warnings: [] }],
  ['nobody whom Slack knows', 'unknown', { faults: ['admin: U0OPS is not known to Slack'], warnings: [] }],
  ['a bot', 'bot', { faults: ['admin: U0OPS is a bot'], warnings: [] }],
  [
    'a guest',
    'guest',
    { faults: ['admin: U0OPS is a guest: only full members of the workspace may act'], warnings: [] },
  ],
  [
    'somebody of another company',
    'of-another-workspace',
    { faults: ['admin: U0OPS belongs to another workspace'], warnings: [] },
  ],
  ['somebody who has left', 'deactivated', { faults: [], warnings: ['admin: U0OPS is deactivated'] }],
])('the admin is %s', async (_who, standing, checked) => {
  const { people } = directoryWith({ people: [member('U0OPS', { standing })] })
  const { directory } = createWorkspace({
    person: async (id) => people.get(id) ?? Promise.reject(new Error(`nobody knows ${id}`)),
  })
  expect(await checkPolicy({ directory, policies: [policyInFile()], channels: [], admin: 'U0OPS' })).toEqual(checked)
})

test('what Slack does not say is a warning, one for each reason: nothing is guessed from it', async () => {
  const { directory } = createWorkspace({
    person: () => Promise.reject(new SlackUnavailable('Slack did not answer.')),
    channel: () => Promise.reject(new SlackRefused('missing_scope')),
  })
  expect(await checkPolicy({ directory, policies: [policyInFile()], channels: closeChannel, admin: null })).toEqual({
    faults: [],
    warnings: [
      'policy: could not be checked for U0ALICE, U0BOB, U0CAROL, U0DAN: Slack did not answer.',
      'policy: could not be checked for C0CLOSE: Slack answered missing_scope.',
    ],
  })
})

test('a bug is not taken for Slack’s silence', async () => {
  const { directory } = createWorkspace({ person: () => Promise.reject(new TypeError('not a function')) })
  await expect(checkPolicy({ directory, policies: [policyInFile()], channels: [], admin: null })).rejects.toThrow(
    'not a function',
  )
})
