import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { dayOffRule } from '../../src/runtime/policy/day-off-rule.ts'

const policy = { requesters: ['U0ALICE'], approvers: ['U0BOB'], expireAfter: '48h', actions: {} }
const publicHolidays = { US: ['2026-11-26', '2026-12-25'], 'DE-BY': ['2026-12-25', '2027-01-06'] }

function daysOffOf(key: string, changes: object = {}): string[] {
  const read = readConfig({
    slack: { team: 'T0LOCAL', channel: 'C0CLOSE' },
    timezone: 'UTC',
    policy,
    entities: [
      { key: 'us', name: 'US' },
      { key: 'de', name: 'DE', entityId: 'de', holidays: 'DE-BY', daysOff: ['2026-12-31'] },
      { key: 'ae', name: 'AE', entityId: 'ae', weekend: ['fri'] },
    ],
    reminders: { at: '09:00', holidays: 'US' },
    daysOff: ['2026-12-24'],
    publicHolidays,
    ...changes,
  })
  if (!read.ok) throw new Error(read.mistakes.join('; '))
  const isDayOff = dayOffRule(read.config, key)
  const days = ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-12-24', '2026-12-31', '2027-01-06']
  return days.filter(isDayOff)
}

test('the weekend, the public holidays and the days off of all', () => {
  expect(daysOffOf('us')).toEqual(['2026-11-26', '2026-11-28', '2026-11-29', '2026-12-24'])
})

test('an entity’s own holidays stand in the place of the shared ones, its days off beside them', () => {
  expect(daysOffOf('de')).toEqual(['2026-11-28', '2026-11-29', '2026-12-24', '2026-12-31', '2027-01-06'])
})

test('an entity’s own weekend', () => {
  expect(daysOffOf('ae')).toEqual(['2026-11-26', '2026-11-27', '2026-12-24'])
})

test('without holidays there are none', () => {
  expect(daysOffOf('us', { reminders: undefined, publicHolidays: {} })).toEqual([
    '2026-11-28',
    '2026-11-29',
    '2026-12-24',
  ])
})

test('holidays that were not compiled stop the function: a holiday must not be counted as a business day', () => {
  expect(() => daysOffOf('us', { publicHolidays: {} })).toThrow('publicHolidays: has no dates for US')
})
