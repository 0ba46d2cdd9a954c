import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { reminderRulesOf } from '../../src/runtime/policy/reminder-rules.ts'

const minimal = {
  slack: { team: 'T0LOCAL', channel: 'C0CLOSE' },
  timezone: 'America/New_York',
  entities: [
    { key: 'us', name: 'Example US' },
    { key: 'ae', name: 'Example AE', entityId: 'ae', weekend: ['fri', 'sat'], closeDueBusinessDay: 8 },
  ],
  policy: { requesters: ['U0ALICE'], approvers: ['U0BOB'], expireAfter: '48h', actions: { close: { approvals: 1 } } },
}

function rulesOf(reminders: unknown, key = 'us') {
  const read = readConfig({ ...minimal, ...(reminders === undefined ? {} : { reminders }) })
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  return reminderRulesOf(read.config, key)
}

test('without reminders in the configuration nobody is reminded', () => {
  expect(rulesOf(undefined)).toBeNull()
})

test('what is left out is reminded of, and quiet is the weekend of the entity', () => {
  expect(rulesOf({ at: '09:00' })).toEqual({
    at: '09:00',
    closeDueBusinessDay: null,
    quietOn: ['sat', 'sun'],
    quietHours: { from: '20:00', to: '08:00' },
    periods: true,
    trialBalances: true,
    slowTrialBalanceTimes: 3,
    approvals: { halfWay: true, beforeExpirySeconds: 21_600 },
    pendingCloseDays: 3,
    exceptions: true,
    futurePeriods: 3,
    nobodyToSpare: true,
  })
  expect(rulesOf({ at: '09:00' }, 'ae')).toMatchObject({ quietOn: ['fri', 'sat'], closeDueBusinessDay: 8 })
})

test('0 is none; what is quiet for all is so for each entity; an entity is due on its own day', () => {
  const given = { at: '08:30', quietOn: [], closeDueBusinessDay: 5, pendingCloseDays: 0, futurePeriods: 0 }
  const none = { ...given, slowTrialBalanceTimes: 0, approvalBeforeExpiry: 0 }
  expect(rulesOf(none)).toMatchObject({
    quietOn: [],
    closeDueBusinessDay: 5,
    pendingCloseDays: null,
    futurePeriods: null,
    slowTrialBalanceTimes: null,
    approvals: { halfWay: true, beforeExpirySeconds: null },
  })
  expect(rulesOf(none, 'ae')).toMatchObject({ quietOn: [], closeDueBusinessDay: 8 })
})
