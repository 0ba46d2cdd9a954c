import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { policyFor, readConfig } from '../../src/config.ts'

const example = readFileSync(new URL('../../closing-bell.example.yml', import.meta.url), 'utf8')

type Given = { policy?: object; actions?: object; own?: object; entity?: object; top?: object }

/** The example, with these keys in its policy, its actions, a second entity's policy, that entity, and the file. */
function exampleWith({ policy, actions, own, entity, top }: Given): unknown {
  const config: unknown = parse(example)
  Object.assign(Object(config), top)
  Object.assign(Object(config).policy, policy)
  Object.assign(Object(config).policy.actions, actions)
  if (own || entity)
    Object(config).entities.push({
      key: 'eu',
      name: 'Example EU',
      entityId: 'entity-eu',
      ...(own ? { policy: own } : {}),
      ...entity,
    })
  return config
}

function read(given: Given) {
  const read = readConfig(exampleWith(given))
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  return read.config
}

function mistakesIn(given: Given): readonly string[] {
  const read = readConfig(exampleWith(given))
  return read.ok ? [] : read.mistakes
}

test('stages are lists of approvers, of whom one is needed, or say how many', () => {
  const stages = [['S0CONTROLLERS'], { approvers: ['U0BOB', 'U0CAROL'], approvals: 2 }]
  const expected = {
    approvals: 3,
    stages: [
      { approvers: ['S0CONTROLLERS'], approvals: 1 },
      { approvers: ['U0BOB', 'U0CAROL'], approvals: 2 },
    ],
  }
  expect(read({ actions: { close: { stages } } }).policy.actions.close).toEqual(expected)
  expect(read({ actions: { close: { approvals: 3, stages } } }).policy.actions.close).toEqual(expected)
})

test('what a policy may say of approvals besides', () => {
  const given = {
    auditors: ['U0GUS'],
    delegates: ['S0CONTROLLERS'],
    delegationMaxDays: 5,
    holdBeforeClose: '30m',
    approvalValidFor: '12h',
    escalateTo: { after: '24h', approvers: ['U0ERIN'] },
  }
  expect(read({ policy: { ...given, expireAfter: '2bd' } }).policy).toMatchObject({
    ...given,
    holdBeforeClose: 1800,
    approvalValidFor: 43_200,
    escalateTo: { after: 86_400, approvers: ['U0ERIN'] },
    expireAfter: { kind: 'business-days', days: 2 },
  })
})

test('an entity’s own keys replace the shared ones, one by one; a hold is ended by 0', () => {
  const shared = { holdBeforeClose: '30m', auditors: ['U0GUS'], escalateTo: { after: '24h', approvers: ['U0ERIN'] } }
  const own = { holdBeforeClose: 0, delegates: ['U0DAN'], actions: { close: { stages: [['U0BOB'], ['U0DAN']] } } }
  const config = read({ policy: shared, own })
  expect(policyFor(config, 'eu')).toMatchObject({
    holdBeforeClose: 0,
    auditors: ['U0GUS'],
    delegates: ['U0DAN'],
    escalateTo: { after: 86_400 },
    actions: { close: { approvals: 2 }, reopen: { approvals: 2, approvers: ['S0CONTROLLERS'] } },
  })
  expect(policyFor(config, 'us')).toEqual(config.policy)
})

test('what may be left out: no stamp, no day off but weekends and holidays, eight years', () => {
  const config = read({})
  expect(config).toMatchObject({
    stampNotes: false,
    weekend: ['sat', 'sun'],
    daysOff: [],
    evidence: { retainYears: 8 },
  })
  const said = { stampNotes: true, weekend: ['fri', 'sat'], daysOff: ['2026-12-24'], evidence: { retainYears: 10 } }
  expect(read({ top: said })).toMatchObject(said)
  const own = { stampNotes: true, weekend: ['fri'], daysOff: ['2026-12-31'] }
  expect(read({ entity: own }).entities[1]).toMatchObject(own)
})

const close = 'policy.actions.close'

test.each<[string, Given, string[]]>([
  ['no stage', { actions: { close: { stages: [] } } }, [`${close}.stages: must have at least one stage`]],
  [
    'a stage of nobody',
    { actions: { close: { stages: [[]] } } },
    [`${close}.stages[0]: must name at least one user or user group`],
  ],
  [
    'a name in a stage',
    { actions: { close: { stages: [['U0BOB'], ['U0CAROL', '@dan']] } } },
    [`${close}.stages[1][1]: must be a user id (U…) or a user group id (S…)`],
  ],
  [
    'a person for a stage',
    { actions: { close: { stages: ['U0BOB'] } } },
    [`${close}.stages[0]: must be a list of approvers, or { approvers, approvals }`],
  ],
  [
    'a stage without a number',
    { actions: { close: { stages: [{ approvers: ['U0BOB'] }] } } },
    [`${close}.stages[0].approvals: is missing`],
  ],
  [
    'a stage that needs nobody',
    { actions: { close: { stages: [{ approvers: ['U0BOB'], approvals: 0 }] } } },
    [`${close}.stages[0].approvals: must be 1 or more`],
  ],
  [
    'an unknown key of a stage',
    { actions: { close: { stages: [{ approvers: ['U0BOB'], approvals: 1, of: 2 }] } } },
    [`${close}.stages[0]: unknown key of`],
  ],
  [
    'approvals that are not those of the stages',
    { actions: { close: { approvals: 3, stages: [['U0BOB'], ['U0CAROL']] } } },
    [`${close}.approvals: must be 2, the approvals of its stages together, or be left out`],
  ],
  [
    'approvers beside stages',
    { actions: { close: { approvers: ['U0BOB'], stages: [['U0BOB'], ['U0CAROL']] } } },
    [`${close}.approvers: each of the stages names its own: leave this out`],
  ],
  [
    'a stage with more approvals than people',
    { actions: { close: { stages: [['S0CONTROLLERS'], { approvers: ['U0BOB'], approvals: 2 }] } } },
    [`${close}.stages[1]: needs 2 approvals, but only 1 may approve`],
  ],
  [
    'one person for two stages',
    { actions: { close: { stages: [['U0BOB'], ['U0BOB']] } } },
    [`${close}.stages: needs 2 approvals, but only 1 may approve`],
  ],
  [
    'auditors who are nobody',
    { policy: { auditors: [] } },
    ['policy.auditors: must name at least one user or user group'],
  ],
  [
    'no day for a delegation',
    { policy: { delegates: ['U0BOB'], delegationMaxDays: 0 } },
    ['policy.delegationMaxDays: must be a number of days, from 1 to 366'],
  ],
  [
    'a hold in words',
    { policy: { holdBeforeClose: 'a while' } },
    ['policy.holdBeforeClose: must be a duration such as 30m, or 0'],
  ],
  [
    'a hold in business days',
    { policy: { holdBeforeClose: '1bd' } },
    ['policy.holdBeforeClose: must be a duration such as 30m, or 0'],
  ],
  [
    'a hold as long as approvals are valid',
    { policy: { holdBeforeClose: '24h' } },
    ['policy.holdBeforeClose: must be shorter than approvalValidFor, 24h'],
  ],
  [
    'an entity’s approvals that end before the shared hold',
    { policy: { holdBeforeClose: '90m' }, own: { approvalValidFor: '1h' } },
    ['entities[1].policy.approvalValidFor: must be longer than holdBeforeClose, 90m'],
  ],
  [
    'an escalation to nobody',
    { policy: { escalateTo: { after: '24h' } } },
    ['policy.escalateTo.approvers: is missing'],
  ],
  [
    'business days in words',
    { policy: { expireAfter: '2 bd' } },
    ['policy.expireAfter: must be a duration such as 48h or 2d, or business days such as 2bd'],
  ],
  ['too many business days', { policy: { expireAfter: '101bd' } }, ['policy.expireAfter: must be at most 100bd']],
  ['a stamp that is no yes or no', { top: { stampNotes: 'yes' } }, ['stampNotes: must be a boolean']],
  [
    'a day that does not exist',
    { entity: { daysOff: ['2026-02-30'] } },
    ['entities[1].daysOff[0]: must be a date such as 2026-12-24'],
  ],
  [
    'a week that is all weekend',
    { top: { weekend: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } },
    ['weekend: must leave a day to work on'],
  ],
  [
    'no year',
    { top: { evidence: { retainYears: 0 } } },
    ['evidence.retainYears: must be a number of years, from 1 to 100'],
  ],
  ['an unknown key of the evidence', { top: { evidence: { keep: 8 } } }, ['evidence: unknown key keep']],
])('%s is one line that begins with its path', (_what, given, lines) => {
  expect(mistakesIn(given)).toEqual(lines)
})

test('several mistakes in one stage are told each', () => {
  const stages = [{ approvers: ['@bob'], approvals: 0 }]
  expect(mistakesIn({ actions: { close: { stages } } })).toEqual([
    `${close}.stages[0].approvers[0]: must be a user id (U…) or a user group id (S…)`,
    `${close}.stages[0].approvals: must be 1 or more`,
  ])
})
