import { publicHolidaysOf } from '../../../../scripts/build/public-holidays.ts'
import { type Config, readConfig } from '../../../../src/config.ts'

/** As closing-bell.yml says it; the document shows it. */
export const given = {
  slack: { team: 'T0LOCAL', channel: 'C0CLOSE' },
  timezone: 'America/New_York',
  entities: [
    { key: 'us', name: 'Example US', announceTo: ['C0BILLING'] },
    {
      key: 'eu',
      name: 'Example EU',
      channel: 'C0EUCLOSE',
      timezone: 'Europe/Berlin',
      holidays: 'DE',
      entityId: '8ad0950c8c3a3b4a018c3a4f6b7c01d2',
      closeDueBusinessDay: 7,
    },
  ],
  policy: {
    requesters: ['U0ALICE', 'U0EVE'],
    approvers: ['S0CONTROLLERS'],
    expireAfter: '2bd',
    actions: {
      'trial-balance': { approvals: 0 },
      'pending-close': { approvals: 0 },
      close: { approvals: 2 },
      reopen: { approvals: 1 },
      create: { approvals: 0 },
    },
  },
  reminders: { at: '09:00', closeDueBusinessDay: 5, holidays: 'US', quietOn: ['sat', 'sun'] },
}

/** With the dates of the public holidays, as compiling it adds them. */
export function yearConfig(): Config {
  const at = new Date('2026-01-01T00:00:00Z')
  const publicHolidays = Object.fromEntries(['US', 'DE'].map((where) => [where, publicHolidaysOf(where, at)]))
  const read = readConfig({ ...given, publicHolidays })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  return read.config
}
