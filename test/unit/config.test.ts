import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { policyFor, readConfig } from '../../src/config.ts'

const example = readFileSync(new URL('../../closing-bell.example.yml', import.meta.url), 'utf8')

/** The example with something in it changed; `undefined` takes a key away. */
function exampleWith(path: string, value: unknown): unknown {
  const config: unknown = parse(example)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((inner, key) => Object(inner)[key], config)
  if (value === undefined) delete Object(parent)[last]
  else Object(parent)[last] = value
  return config
}

function mistakesIn(raw: unknown): readonly string[] {
  const read = readConfig(raw)
  return read.ok ? [] : read.mistakes
}

test('the example is valid as it is', () => {
  const read = readConfig(parse(example))
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  expect(read.config).toMatchObject({
    slack: { team: 'T0LOCAL', channel: 'C0CLOSE' },
    timezone: 'America/New_York',
    entities: [{ key: 'us', name: 'Example US', channel: 'C0CLOSE', entityId: null, orgIds: [] }],
    policy: {
      requesters: ['U0ALICE', 'S0FINANCE'],
      approvers: ['U0BOB', 'U0CAROL', 'S0CONTROLLERS'],
      expireAfter: { kind: 'seconds', seconds: 172_800 },
      actions: { close: { approvals: 2 }, reopen: { approvals: 2, approvers: ['S0CONTROLLERS'] } },
    },
    reminders: { at: '09:00', closeDueBusinessDay: 5, holidays: 'US', quietOn: ['sat', 'sun'] },
  })
})

test.each([
  [undefined, '/period'],
  ['/period-sandbox', '/period-sandbox'],
  [`/${'x'.repeat(31)}`, `/${'x'.repeat(31)}`],
])('the command %s is %s', (given, command) => {
  const read = readConfig(exampleWith('slack.command', given))
  expect(read).toMatchObject({ ok: true, config: { slack: { command } } })
})

test('compiled to JSON and read again, it is the same', () => {
  const raw: unknown = parse(example)
  expect(readConfig(JSON.parse(JSON.stringify(raw)))).toEqual(readConfig(raw))
})

test.each<[string, string, unknown, string | RegExp]>([
  ['a missing part', 'policy', undefined, 'policy: is missing'],
  ['a missing list', 'entities', undefined, 'entities: is missing'],
  ['a missing word', 'slack.team', undefined, 'slack.team: is missing'],
  ...['period', '/Period', '/a b', '/', '/période', '/-x', `/${'x'.repeat(32)}`].map(
    (command): [string, string, unknown, RegExp] => [
      `${command} as the command`,
      'slack.command',
      command,
      /^slack\.command: must be a slash command such as \/period-sandbox: /,
    ],
  ),
  ['a part that is no map', 'slack', 'T0LOCAL', 'slack: must be an object'],
  ['an unknown key', 'approver', 'U0BOB', 'the file: unknown key approver'],
  ['an unknown key inside', 'policy.expiresAfter', '48h', 'policy: unknown key expiresAfter'],
  ['an unknown key of an entity', 'entities.0.zone', 'UTC', 'entities[0]: unknown key zone'],
  [
    'an unknown action',
    'policy.actions.clsoe',
    { approvals: 1 },
    /^policy\.actions: unknown key clsoe; the actions are trial-balance, pending-close, close, /,
  ],
  ['an unknown key of an action', 'policy.actions.close.from', 'S1', 'policy.actions.close: unknown key from'],
  ['a name for a channel', 'slack.channel', '#close', 'slack.channel: must be a channel id such as C0123ABCD'],
  ['a name for a person', 'policy.approvers.1', '@carol', /^policy\.approvers\[1\]: must be a user id/],
  ['nobody who may approve', 'policy.approvers', [], 'policy.approvers: must name at least one user or user group'],
  ['a time zone that is none', 'timezone', 'New York', 'timezone: must be a time zone such as America/New_York'],
  ['an entity’s time zone', 'entities.0.timezone', 'EST5', /^entities\[0\]\.timezone: must be a time zone/],
  ['no entity', 'entities', [], 'entities: must list at least one entity'],
  ['a key with capitals', 'entities.0.key', 'US', 'entities[0].key: must be lower-case letters and digits, at most 16'],
  ['an entity without a name', 'entities.0.name', '', 'entities[0].name: must not be empty'],
  ['a negative number', 'policy.actions.close.approvals', -1, 'policy.actions.close.approvals: must be 0 or more'],
  ['half an approval', 'policy.actions.close.approvals', 1.5, /^policy\.actions\.close\.approvals: /],
  ['a number as text', 'policy.actions.close.approvals', '2', /^policy\.actions\.close\.approvals: must be/],
  ['no number of approvals', 'policy.actions.close', {}, /^policy\.actions\.close\.approvals: is missing/],
  ['a duration without a unit', 'policy.expireAfter', 48, /^policy\.expireAfter: must be a string/],
  ['a duration in words', 'policy.expireAfter', '2 days', /^policy\.expireAfter: must be a duration such as/],
  ['a negative duration', 'policy.expireAfter', '-1h', /^policy\.expireAfter: must be a duration/],
  ['no duration at all', 'policy.expireAfter', '0h', /^policy\.expireAfter: must be/],
  ['an hour that is none', 'reminders.at', '25:00', 'reminders.at: must be a time such as 09:00'],
  ['a day that is none', 'reminders.quietOn', ['sonntag'], /^reminders\.quietOn\[0\]: must be one of mon, tue/],
])('%s is one line that begins with its path', (_what, path, value, line) => {
  const mistakes = mistakesIn(exampleWith(path, value))
  expect(mistakes).toEqual([expect.stringMatching(line instanceof RegExp ? line : `^${escapeRegExp(line)}$`)])
  expect(mistakes[0]).not.toContain('\n')
})

test('every mistake is told at once', () => {
  const config = exampleWith('timezone', 'New York')
  Object(config).slack.channel = '#close'
  Object(config).policy.expireAfter = 'soon'
  expect(mistakesIn(config).map((line) => line.split(':')[0])).toEqual([
    'slack.channel',
    'timezone',
    'policy.expireAfter',
  ])
})

test.each([null, undefined, 'text', 1, []])('a file that holds %j is refused in one line', (raw) => {
  expect(mistakesIn(raw)).toEqual([expect.stringMatching(/^the file: /)])
})

test('two entities need different keys', () => {
  const config = exampleWith('entities.1', { key: 'us', name: 'Other' })
  expect(mistakesIn(config)).toEqual(['entities: must have different keys'])
})

test('more approvals than there are approvers are refused, where only people are named', () => {
  const two = exampleWith('policy.approvers', ['U0BOB', 'U0CAROL'])
  expect(mistakesIn(two)).toEqual([])
  Object(two).policy.actions.close.approvals = 3
  Object(two).policy.actions.delete.approvals = 4
  expect(mistakesIn(two)).toEqual([
    'policy.actions.close.approvals: needs 3 approvals, but only 2 may approve',
    'policy.actions.delete.approvals: needs 4 approvals, but only 2 may approve',
  ])
})

test('one person named twice is one approver', () => {
  const twice = exampleWith('policy.actions.close', { approvals: 2, approvers: ['U0BOB', 'U0BOB'] })
  expect(mistakesIn(twice)).toEqual(['policy.actions.close.approvals: needs 2 approvals, but only 1 may approve'])
})

test('a group may have any number of members', () => {
  const config = exampleWith('policy.actions.close', { approvals: 9, approvers: ['U0BOB', 'S0CONTROLLERS'] })
  expect(mistakesIn(config)).toEqual([])
})

test.each([
  ['90s', 90],
  ['15m', 900],
  ['48h', 172_800],
  ['2d', 172_800],
])('the duration %s is %i seconds', (text, seconds) => {
  const read = readConfig(exampleWith('policy.expireAfter', text))
  expect(read).toMatchObject({ ok: true, config: { policy: { expireAfter: { kind: 'seconds', seconds } } } })
})

test('what may be left out has no less safe value in its place', () => {
  const config = exampleWith('reminders', undefined)
  Object(config).entities = [{ key: 'us', name: 'Example US' }]
  Object(config).policy.actions = {}
  const read = readConfig(config)
  expect(read).toMatchObject({ ok: true, config: { policy: { actions: {} } } })
})

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.[\]()…]/g, '\\$&')
}

/** The example with a second entity, which says this of its own. */
function exampleWithOwn(own: Record<string, unknown>): unknown {
  return exampleWith('entities.1', { key: 'eu', name: 'Example EU', entityId: 'entity-eu', ...own })
}

test('an entity may say what is its own', () => {
  const own = {
    channel: 'C0EU',
    timezone: 'Europe/Berlin',
    entityId: '2c92c0f8',
    orgIds: ['org-1'],
    credentials: 'own',
    policy: { approvers: ['U0DAVE'], expireAfter: '24h', actions: { close: { approvals: 1 } } },
    closeDueBusinessDay: 8,
    holidays: 'DE-BY',
    manageFrom: '2026-10',
    organizations: { Global: ['Europe', 'Asia'], Europe: ['Germany'] },
  }
  const read = readConfig(exampleWithOwn(own))
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  expect(read.config.entities[1]).toMatchObject({
    ...own,
    policy: { ...own.policy, expireAfter: { kind: 'seconds', seconds: 86_400 } },
  })
  expect(policyFor(read.config, 'eu')).toMatchObject({
    requesters: ['U0ALICE', 'S0FINANCE'],
    approvers: ['U0DAVE'],
    actions: { close: { approvals: 1 }, reopen: { approvals: 2 }, delete: { approvals: 1 } },
  })
  expect(policyFor(read.config, 'us')).toEqual(read.config.policy)
})

test('a month needs no quotes in the file', () => {
  const text = example.replace('orgIds: [] }', 'orgIds: [], manageFrom: 2026-10 }')
  expect(readConfig(parse(text))).toMatchObject({ ok: true, config: { entities: [{ manageFrom: '2026-10' }] } })
})

test.each<[string, Record<string, unknown>, string]>([
  ['a month that is none', { manageFrom: '2026-13' }, 'manageFrom: must be a month such as 2026-10'],
  ['a day for a month', { manageFrom: '2026-10-01' }, 'manageFrom: must be a month such as 2026-10'],
  ['credentials that are none', { credentials: 'mine' }, 'credentials: must be one of shared, own'],
  [
    'a day past the month',
    { closeDueBusinessDay: 24 },
    'closeDueBusinessDay: must be a business day of the month, from 1 to 23',
  ],
  [
    'a country in words',
    { holidays: 'Germany' },
    'holidays: must be a country such as US, or a part of one such as US-NY',
  ],
  ['an empty id', { entityId: '' }, 'entityId: must not be empty'],
  ['a policy with an unknown key', { policy: { approver: 'U0BOB' } }, 'policy: unknown key approver'],
  [
    'an unknown action',
    { policy: { actions: { clsoe: {} } } },
    expect.stringMatching(/^policy\.actions: unknown key clsoe; the actions/),
  ],
  ['half a rule', { policy: { actions: { close: {} } } }, 'policy.actions.close.approvals: is missing'],
  [
    'more approvals of its own than approvers',
    { policy: { actions: { close: { approvals: 2, approvers: ['U0BOB'] } } } },
    'policy.actions.close.approvals: needs 2 approvals, but only 1 may approve',
  ],
  [
    'fewer approvers of its own than all need',
    { policy: { approvers: ['U0DAVE'] } },
    'policy.approvers: close needs 2 approvals, but only 1 may approve',
  ],
  ['children that are no list', { organizations: { Global: 'Europe' } }, 'organizations.Global: must be an array'],
  ['an organisation below two', { organizations: { A: ['C'], B: ['C'] } }, 'organizations.B[0]: C is below A already'],
  ['one below itself', { organizations: { A: ['B'], B: ['A'] } }, 'organizations.B[0]: A would be below itself'],
])('of an entity, %s is one line with its path', (_what, own, line) => {
  const lines = mistakesIn(exampleWithOwn(own)).map((it) => it.replace(/^entities\[1\]\./, ''))
  expect(lines).toEqual([line])
})

test('two entries on one calendar are refused: each would have its own locks and policy for the same periods', () => {
  const withSecond = (second: Record<string, unknown>, orgIds: string[] = []) => {
    const config = exampleWith('entities.0.orgIds', orgIds)
    Object(config).entities.push({ key: 'eu', name: 'Example EU', ...second })
    return mistakesIn(config)
  }
  const same = 'entities[1]: reaches the same calendar as us: give it an entityId, orgIds or credentials: own'
  expect(withSecond({})).toEqual([same])
  expect(withSecond({ orgIds: ['org-1'] })).toEqual([same])
  expect(withSecond({ orgIds: ['org-1', 'org-2'] }, ['org-2'])).toEqual([same])
  expect(withSecond({ orgIds: ['org-1'] }, ['org-2'])).toEqual([])
  expect(withSecond({ credentials: 'own' })).toEqual([])
  expect(withSecond({ entityId: 'entity-eu' })).toEqual([])
})

test('two entities of one tenant need different ids, for their requests would be one register', () => {
  const config = exampleWith('entities.0.entityId', '2c92c0f8')
  Object(config).entities.push({ key: 'eu', name: 'Example EU', entityId: '2c92c0f8' })
  Object(config).entities.push({ key: 'jp', name: 'Example JP', entityId: 'eu' })
  expect(mistakesIn(config)).toEqual([
    'entities[1].entityId: must differ from the id or key of us: their requests would be one register',
    'entities[2].entityId: must differ from the id or key of eu: their requests would be one register',
  ])
})
