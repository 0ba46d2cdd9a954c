import { expect, test } from 'vitest'
import type { Directory, Standing } from '../../../../../src/domain/policy/check/directory.ts'
import { checkNamedPeople } from '../../../../../src/domain/policy/check/named-people.ts'
import type { Policy } from '../../../../../src/domain/policy/policy.ts'
import { directoryWith, member, policyInFile } from '../../../../support/policy-directory.ts'

function found(changes: Partial<Policy>, directory: Directory = directoryWith()): string[] {
  return checkNamedPeople(policyInFile(changes), directory).map(
    ({ kind, path, message }) => `${kind} ${path}: ${message}`,
  )
}

test('a policy whose people are all there has nothing wrong with it', () => {
  expect(found({ approvers: ['U0BOB', 'S0CONTROLLERS'], auditors: ['U0ERIN'] })).toEqual([])
})

test.each<[Standing, string]>([
  ['unknown', 'U0NEW is not known to Slack'],
  ['deactivated', 'U0NEW is deactivated'],
  ['guest', 'U0NEW is a guest: only full members of the workspace may act'],
  ['bot', 'U0NEW is a bot'],
  ['of-another-workspace', 'U0NEW belongs to another workspace'],
])('who is %s can neither ask nor approve, wherever they are named', (standing, message) => {
  const directory = directoryWith({ people: [member('U0NEW', { standing })] })
  const named = ['U0NEW']
  const policy = {
    requesters: named,
    approvers: named,
    delegates: named,
    escalateTo: { afterSeconds: 3600, approvers: named },
    actions: {
      close: {
        approvals: 2,
        stages: [
          { approvers: ['U0BOB'], approvals: 1 },
          { approvers: named, approvals: 1 },
        ],
      },
      reopen: { approvals: 0, approvers: named },
    },
  }
  expect(found(policy, directory)).toEqual(
    [
      'requesters',
      'approvers',
      'delegates',
      'escalateTo.approvers',
      'actions.close.stages[1]',
      'actions.reopen.approvers',
    ].map((path) => `${standing === 'deactivated' ? 'warning' : 'fault'} policy.${path}: ${message}`),
  )
})

test('auditors may be guests, and nothing less', () => {
  expect(found({ auditors: ['U0GUS'] })).toEqual([])
  const directory = directoryWith({ people: [member('U0GUS', { standing: 'deactivated' })] })
  expect(found({ auditors: ['U0GUS'] }, directory)).toEqual(['warning policy.auditors: U0GUS is deactivated'])
})

test('a group that Slack does not know, or that is empty, is a fault', () => {
  const directory = directoryWith({
    groups: [
      ['S0NONE', null],
      ['S0EMPTY', []],
    ],
  })
  const stages = [
    { approvers: ['S0NONE', 'S0CONTROLLERS'], approvals: 1 },
    { approvers: ['S0EMPTY'], approvals: 1 },
  ]
  expect(found({ actions: { close: { approvals: 2, stages } } }, directory)).toEqual([
    'fault policy.actions.close.stages[0]: user group S0NONE is not known to Slack, or is disabled',
    'fault policy.actions.close.stages[1]: user group S0EMPTY is empty',
  ])
})

test('a group may hold someone who cannot act: that is a warning; one that holds nobody else is as good as empty', () => {
  const some = directoryWith({ groups: [['S0CONTROLLERS', ['U0CAROL', 'U0GUS']]] })
  expect(found({ approvers: ['S0CONTROLLERS'] }, some)).toEqual([
    'warning policy.approvers: in user group S0CONTROLLERS, U0GUS is a guest: only full members of the workspace may act',
  ])
  const none = directoryWith({ groups: [['S0CONTROLLERS', ['U0GUS']]] })
  expect(found({ approvers: ['S0CONTROLLERS'] }, none)).toEqual([
    'fault policy.approvers: user group S0CONTROLLERS has nobody who may act: U0GUS is a guest: only full members of the workspace may act',
  ])
})

test('what Slack could not say is not judged', () => {
  expect(found({ approvers: ['U0UNSAID', 'S0UNSAID'] })).toEqual([])
})

test('what an entity says of its own is told at its own place', () => {
  const own = { path: 'entities[1].policy', keys: ['approvers', 'actions.close'] }
  const policy = {
    approvers: ['U0GUS'],
    requesters: ['U0GUS'],
    actions: { close: { approvals: 1, approvers: ['U0GUS'] } },
  }
  const paths = checkNamedPeople(policyInFile(policy, own), directoryWith()).map(({ path }) => path)
  expect(paths).toEqual([
    'policy.requesters',
    'entities[1].policy.approvers',
    'entities[1].policy.actions.close.approvers',
  ])
})
