import { expect, test } from 'vitest'
import type { LogEntry } from '../../../../src/domain/evidence/log.ts'
import { stamped, withZuorasTimes } from '../../../../src/domain/evidence/stamp.ts'

const entry: LogEntry = {
  at: '2026-11-02T15:00:00.000Z',
  kind: 'zuora-asked',
  by: null,
  details: {
    what: 'close',
    snapshot: { trialBalance: { status: 'Completed', start: '2026-11-02 08:00:00', end: null } },
  },
}

test('an entry says which policy was in force, which code wrote it, and which of its times are Zuora’s text', () => {
  expect(stamped(entry, { policy: 'abc', code: '0.4.0 1234567' })).toEqual({
    ...entry,
    policy: 'abc',
    code: '0.4.0 1234567',
    details: { ...entry.details, zuoraTimes: ['snapshot.trialBalance.start'] },
  })
})

test('every time without a zone is named by its place, and stays as Zuora wrote it', () => {
  const details = {
    period: { updatedOn: '2026-11-02 08:12:31', createdOn: null },
    marks: [
      { documents: 'invoices', newest: '2026-11-01T09:00:00' },
      { documents: 'payments', newest: '2026-11-01 09:00:01.5' },
    ],
    changes: [{ what: 'the trial balance', was: 'Completed, started 2026-11-02 08:00:00', is: 'Pending' }],
  }
  expect(withZuorasTimes(details)).toEqual({
    ...details,
    zuoraTimes: ['period.updatedOn', 'marks[0].newest', 'marks[1].newest', 'changes[0].was'],
  })
})

test.each([
  { expiresAt: '2026-11-02T08:00:00.000Z' },
  { newest: '2026-11-02T08:00:00-08:00' },
  { startDate: '2026-10-01' },
  { note: 'closed by hand at 2026-11-02 08:00:00' },
  { zuoraDate: 'Mon, 02 Nov 2026 16:00:00 GMT' },
])('a time with a zone, a date, or what a person typed is none of them: %o', (details) => {
  expect(withZuorasTimes(details)).toBe(details)
})
