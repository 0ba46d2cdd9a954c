import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const file = {
  slack: { team: 'T0LOCAL', channel: 'C0CLOSE' },
  timezone: 'America/New_York',
  entities: [{ key: 'us', name: 'Example US' }],
  policy: { requesters: ['U0ALICE'], approvers: ['U0BOB'], expireAfter: '48h', actions: {} },
}

function mistakesIn(changes: object): readonly string[] {
  const read = readConfig({ ...file, ...changes })
  return read.ok ? [] : read.mistakes
}

test('without reminders nobody is reminded of anything, and nobody is told or is the admin', () => {
  const read = readConfig(file)
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  expect(read.config).not.toHaveProperty('reminders')
  expect(read.config).not.toHaveProperty('admin')
  expect(read.config.announceTo).toEqual([])
})

test('of reminders only the time is needed; everything else has what the documentation says', () => {
  const read = readConfig({ ...file, reminders: { at: '09:00' } })
  expect(read.ok && read.config.reminders).toEqual({
    at: '09:00',
    quietHours: { from: '20:00', to: '08:00' },
    periods: true,
    trialBalances: true,
    slowTrialBalanceTimes: 3,
    approvalHalfWay: true,
    approvalBeforeExpiry: 21_600,
    pendingCloseDays: 3,
    exceptions: true,
    futurePeriods: 3,
    nobodyToSpare: true,
  })
})

test.each([
  { at: '00:00', quietHours: { from: '00:00', to: '00:00' } },
  { at: '17:30', quietOn: ['fri', 'sat'], holidays: 'DE-BY', closeDueBusinessDay: 23 },
  {
    at: '09:00',
    quietOn: [],
    approvalBeforeExpiry: 0,
    pendingCloseDays: 0,
    futurePeriods: 0,
    slowTrialBalanceTimes: 0,
  },
  { at: '09:00', approvalBeforeExpiry: '90m', pendingCloseDays: 365, futurePeriods: 60, slowTrialBalanceTimes: 100 },
])('reminders may say %j', (reminders) => {
  expect(mistakesIn({ reminders })).toEqual([])
})

test.each<[string, unknown, string]>([
  ['', 'daily', 'reminders: must be an object'],
  ['', '0 9 * * 1-5', 'reminders: must be an object'],
  ['', { quietOn: ['sat'] }, 'reminders.at: is missing'],
  ['at', '9:00', 'reminders.at: must be a time such as 09:00'],
  ['at', '24:00', 'reminders.at: must be a time such as 09:00'],
  ['at', '0 9 * * 1-5', 'reminders.at: must be a time such as 09:00'],
  ['at', 540, 'reminders.at: must be a string'],
  ['at', '17:31', 'reminders.at: must be 17:30 or earlier'],
  ['closeDueBusinessDay', 0, 'reminders.closeDueBusinessDay: must be a business day of the month, from 1 to 23'],
  ['closeDueBusinessDay', '5th', 'reminders.closeDueBusinessDay: must be a number'],
  ['holidays', 'USA', 'reminders.holidays: must be a country such as US, or a part of one such as US-NY'],
  ['holidays', ['US'], 'reminders.holidays: must be a string'],
  ['quietOn', 'sat', 'reminders.quietOn: must be an array'],
  ['quietOn', ['saturday'], 'reminders.quietOn[0]: must be one of mon, tue, wed, thu, fri, sat, sun'],
  ['quietOn', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'reminders.quietOn: must leave a day to remind on'],
  ['quietHours', '20:00-08:00', 'reminders.quietHours: must be an object'],
  ['quietHours', { from: '20:00' }, 'reminders.quietHours.to: is missing'],
  ['quietHours', { from: '8pm', to: '08:00' }, 'reminders.quietHours.from: must be a time such as 09:00'],
  ['quietHours', { from: '20:00', until: '08:00' }, 'reminders.quietHours.to: is missing'],
  ['quietHours', { from: '20:00', to: '08:00', zone: 'UTC' }, 'reminders.quietHours: unknown key zone'],
  ['periods', 'yes', 'reminders.periods: must be a boolean'],
  ['trialBalances', 1, 'reminders.trialBalances: must be a boolean'],
  [
    'slowTrialBalanceTimes',
    -1,
    'reminders.slowTrialBalanceTimes: must be how many times the usual, from 1 to 100, or 0 for no such reminder',
  ],
  ['slowTrialBalanceTimes', 2.5, 'reminders.slowTrialBalanceTimes: must be a whole number'],
  ['approvalHalfWay', 'always', 'reminders.approvalHalfWay: must be a boolean'],
  ['approvalBeforeExpiry', '6', 'reminders.approvalBeforeExpiry: must be a duration such as 30m, or 0'],
  ['approvalBeforeExpiry', 6, 'reminders.approvalBeforeExpiry: must be a duration such as 30m, or 0'],
  [
    'pendingCloseDays',
    366,
    'reminders.pendingCloseDays: must be a number of days, from 1 to 365, or 0 for no such reminder',
  ],
  ['pendingCloseDays', '3d', 'reminders.pendingCloseDays: must be a number'],
  ['exceptions', 'no', 'reminders.exceptions: must be a boolean'],
  [
    'futurePeriods',
    61,
    'reminders.futurePeriods: must be a number of periods, from 1 to 60, or 0 for no such reminder',
  ],
  ['nobodyToSpare', null, 'reminders.nobodyToSpare: must be a boolean'],
  ['cron', '0 9 * * *', 'reminders: unknown key cron'],
])('in reminders, %s: %j is refused with its path', (key, value, line) => {
  expect(mistakesIn({ reminders: key === '' ? value : { at: '09:00', [key]: value } })).toContain(line)
})

const channelLine = 'must be a channel id such as C0123ABCD'

test.each<[object, string]>([
  [{ admin: '@frank' }, 'admin: must be a user id such as U0123ABCD'],
  [{ admin: 'S0FINANCE' }, 'admin: must be a user id such as U0123ABCD'],
  [{ admin: ['U0CFO'] }, 'admin: must be a string'],
  [{ announceTo: 'C0BILLING' }, 'announceTo: must be an array'],
  [{ announceTo: ['#billing'] }, `announceTo[0]: ${channelLine}`],
  [{ announceTo: ['C0BILLING', 'U0ALICE'] }, `announceTo[1]: ${channelLine}`],
  [{ announceTo: [{ eventBus: 'a bus' }] }, 'announceTo[0].eventBus: must be the name of an event bus'],
  [{ announceTo: [{ eventbus: 'billing' }] }, `announceTo[0]: ${channelLine}, or { eventBus: name }`],
  [
    { entities: [{ key: 'us', name: 'Example US', announceTo: [7] }] },
    `entities[0].announceTo[0]: ${channelLine}, or { eventBus: name }`,
  ],
  [{ entities: [{ key: 'us', name: 'Example US', reminders: { at: '09:00' } }] }, 'entities[0]: unknown key reminders'],
])('%j is refused with its path', (changes, line) => {
  expect(mistakesIn(changes)).toContain(line)
})

test('a bus of EventBridge and channels may be told, by all entities or by one', () => {
  const entities = [{ key: 'us', name: 'Example US', announceTo: [{ eventBus: 'billing' }] }]
  expect(
    mistakesIn({ entities, announceTo: ['C0BILLING', { eventBus: 'aws.partner/billing' }], admin: 'U0CFO' }),
  ).toEqual([])
})
