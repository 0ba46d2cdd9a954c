import { describe, expect, test } from 'vitest'
import type { Directory } from '../../../../../src/domain/policy/check/directory.ts'
import { checkEnoughApprovers } from '../../../../../src/domain/policy/check/enough-approvers.ts'
import type { Policy } from '../../../../../src/domain/policy/policy.ts'
import { directoryWith, member, policyInFile } from '../../../../support/policy-directory.ts'

type Own = Parameters<typeof policyInFile>[1]

function found(changes: Partial<Policy>, directory: Directory = directoryWith(), own: Own = null): string[] {
  const findings = checkEnoughApprovers(policyInFile(changes, own), directory)
  return findings.map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
}

const stagesOf = (...stages: [string[], number][]) => ({
  approvals: stages.reduce((sum, [, approvals]) => sum + approvals, 0),
  stages: stages.map(([approvers, approvals]) => ({ approvers, approvals })),
})

const close = 'policy.actions.close'
const alone = 'for nobody approves their own request'

describe('approvals', () => {
  test('three approvers for two approvals: nothing to say', () => {
    expect(found({})).toEqual([])
  })

  test('more than there are approvers, members of groups counted: a fault', () => {
    expect(found({ approvers: ['U0CAROL', 'S0CONTROLLERS'], actions: { close: { approvals: 3 } } })).toEqual([
      `fault ${close}.approvals: needs 3 approvals, but only 2 can be given`,
    ])
  })

  test('exactly as many as approvers: nobody to spare, a warning', () => {
    expect(found({ approvers: ['U0BOB', 'U0CAROL'] })).toEqual([
      `warning ${close}.approvals: exactly as many approvers as approvals (2): nobody to spare`,
    ])
  })

  test('two ids with one e-mail are one approver, whatever its capitals', () => {
    const directory = directoryWith({
      people: [member('U0BOB', { email: 'Carol@Example.com' }), member('U0CAROL', { email: 'carol@example.com' })],
    })
    expect(found({ approvers: ['U0BOB', 'U0CAROL'] }, directory)).toEqual([
      `fault ${close}.approvals: needs 2 approvals, but only 1 can be given`,
    ])
  })

  test('people without an e-mail are told apart by their ids', () => {
    const people = ['U0BOB', 'U0CAROL', 'U0DAN'].map((id) => member(id, { email: null }))
    expect(found({}, directoryWith({ people }))).toEqual([])
  })

  test('who is not a full member gives none', () => {
    expect(found({ approvers: ['U0BOB', 'U0GUS'] })).toEqual([
      `fault ${close}.approvals: needs 2 approvals, but only 1 can be given`,
    ])
  })

  test('an action that needs none needs nobody', () => {
    expect(found({ approvers: ['U0GUS'], actions: { close: { approvals: 0 } } })).toEqual([])
  })
})

describe('the requester never approves', () => {
  test('too few others, whoever asks: a fault', () => {
    expect(found({ requesters: ['U0BOB', 'U0CAROL'], approvers: ['U0BOB', 'U0CAROL'] })).toEqual([
      `fault ${close}.approvals: whoever asks, only 1 of 2 approvals can be given, ${alone}`,
    ])
  })

  test('too few others when some ask: a warning that names them', () => {
    expect(found({ requesters: ['U0ALICE', 'U0BOB'], approvers: ['U0BOB', 'U0CAROL'] })).toEqual([
      `warning ${close}.approvals: when U0BOB asks, only 1 of 2 approvals can be given, ${alone}`,
      `warning ${close}.approvals: when U0ALICE asks, exactly as many approvers as approvals (2): nobody to spare`,
    ])
  })

  test('nobody to spare when some ask: a warning that names them', () => {
    expect(found({ requesters: ['U0ALICE', 'U0BOB'] })).toEqual([
      `warning ${close}.approvals: when U0BOB asks, exactly as many approvers as approvals (2): nobody to spare`,
    ])
  })

  test('of many, three are named', () => {
    const everybody = ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0DAN', 'U0ERIN']
    expect(
      found({ requesters: everybody, approvers: everybody.slice(1), actions: { close: { approvals: 3 } } }),
    ).toEqual([
      `warning ${close}.approvals: when U0BOB, U0CAROL, U0DAN or one of 1 others asks, exactly as many approvers as approvals (3): nobody to spare`,
    ])
  })

  test('someone with two ids is the requester under both', () => {
    const directory = directoryWith({
      people: [member('U0ALICE', { email: 'bob@example.com' }), member('U0BOB', { email: 'bob@example.com' })],
    })
    expect(found({ requesters: ['U0ALICE', 'U0ERIN'], approvers: ['U0BOB', 'U0CAROL', 'U0DAN'] }, directory)).toEqual([
      `warning ${close}.approvals: when U0ALICE asks, exactly as many approvers as approvals (2): nobody to spare`,
    ])
  })
})

describe('an approver who can only ever be the requester', () => {
  test('is a fault where they are named', () => {
    expect(found({ approvers: ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0DAN'] })).toEqual([
      'fault policy.approvers: U0ALICE is the only requester, and so can never approve',
    ])
    const reopen = { approvals: 1, approvers: ['U0ALICE', 'U0BOB', 'U0CAROL'] }
    expect(found({ actions: { reopen } })).toEqual([
      'fault policy.actions.reopen.approvers: U0ALICE is the only requester, and so can never approve',
    ])
    const { stages, approvals } = stagesOf([['U0BOB', 'U0CAROL', 'U0DAN'], 1], [['U0ALICE', 'U0ERIN', 'U0DAN'], 1])
    expect(found({ actions: { close: { stages, approvals } } })).toEqual([
      `fault ${close}.stages[1]: U0ALICE is the only requester, and so can never approve`,
    ])
  })

  test('is a warning where a group brings them: the others in it may approve', () => {
    expect(found({ approvers: ['S0FINANCE', 'U0BOB', 'U0CAROL', 'U0DAN'] })).toEqual([
      'warning policy.approvers: U0ALICE is the only requester, and so can never approve',
    ])
  })

  test('is none where others may ask, or where nothing has to be approved', () => {
    expect(found({ requesters: ['S0FINANCE'], approvers: ['U0ALICE', 'U0BOB', 'U0CAROL', 'U0DAN'] })).toEqual([])
    expect(found({ approvers: ['U0ALICE'], actions: { close: { approvals: 0 } } })).toEqual([])
  })
})

describe('stages', () => {
  test('different people for all seats: nothing to say', () => {
    expect(found({ actions: { close: stagesOf([['U0BOB', 'U0CAROL'], 1], [['U0DAN', 'U0ERIN'], 1]) } })).toEqual([])
  })

  test('someone in two stages counts once', () => {
    const rule = stagesOf([['S0CONTROLLERS'], 1], [['U0CAROL', 'U0DAN'], 2])
    expect(found({ actions: { close: rule } })).toEqual([
      `fault ${close}.stages: needs 3 approvals, but only 2 can be given`,
    ])
  })

  test('who is needed in a later stage gives way in an earlier one', () => {
    const rule = stagesOf([['U0BOB', 'U0CAROL'], 1], [['U0BOB'], 1])
    expect(found({ actions: { close: rule } })).toEqual([
      `warning ${close}.stages[1]: exactly as many approvers as approvals (1): nobody to spare`,
    ])
  })

  test('each stage has people to spare, but not all of them together', () => {
    const rule = stagesOf([['U0BOB', 'U0CAROL'], 1], [['U0BOB', 'U0CAROL'], 1])
    expect(found({ actions: { close: rule } })).toEqual([
      `warning ${close}.stages: exactly as many approvers as approvals (2): nobody to spare`,
    ])
  })

  test('a stage whose only person asks: nobody is left for it', () => {
    const rule = stagesOf([['U0CAROL', 'U0DAN'], 1], [['U0BOB'], 1])
    expect(found({ requesters: ['U0ALICE', 'U0BOB'], actions: { close: rule } })).toEqual([
      `warning ${close}.stages: when U0BOB asks, only 1 of 2 approvals can be given, ${alone}`,
      `warning ${close}.stages[1]: when U0ALICE asks, exactly as many approvers as approvals (1): nobody to spare`,
    ])
  })
})

describe('what an entity says of its own', () => {
  const all = directoryWith()

  test('is told at its action, its approvers or its requesters, whichever is why', () => {
    const action = { path: 'entities[1].policy', keys: ['actions.close', 'approvers'] }
    expect(found({ actions: { close: { approvals: 4 } } }, all, action)).toEqual([
      'fault entities[1].policy.actions.close.approvals: needs 4 approvals, but only 3 can be given',
    ])
    const approvers = { path: 'entities[1].policy', keys: ['approvers'] }
    expect(found({ approvers: ['U0BOB'] }, all, approvers)).toEqual([
      'fault entities[1].policy.approvers: close needs 2 approvals, but only 1 can be given',
    ])
    const requesters = { path: 'entities[1].policy', keys: ['requesters'] }
    expect(
      found({ requesters: ['U0BOB', 'U0CAROL', 'U0DAN'], actions: { close: { approvals: 3 } } }, all, requesters),
    ).toEqual([`fault entities[1].policy.requesters: close whoever asks, only 2 of 3 approvals can be given, ${alone}`])
  })
})

test('where Slack could not say who someone is, nothing is counted', () => {
  expect(found({ approvers: ['U0UNSAID'] })).toEqual([])
  expect(found({ approvers: ['S0UNSAID'] })).toEqual([])
  expect(found({ requesters: ['U0UNSAID'], approvers: ['U0BOB'] })).toEqual([])
})
