import { expect, test } from 'vitest'
import { findScope, periodsKnown } from '../../../../src/domain/evidence/export/known-periods.ts'
import { retentionOf } from '../../../../src/domain/evidence/export/retention.ts'
import { belongs } from '../../../../src/domain/evidence/export/scope.ts'
import type { LogEntry } from '../../../../src/domain/evidence/log.ts'
import { samplePeriod, sampleRequest } from '../../../support/sample-request.ts'

const oct = { id: 'oct', name: 'Oct 2026', startDate: '2026-10-01', endDate: '2026-10-31', fiscalYear: 2026 }
const nov = { id: 'nov', name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30', fiscalYear: 2026 }
const scope = { kind: 'period', periods: [{ id: 'oct', name: 'Oct 2026' }] } as const
const asked = (details: LogEntry['details']): LogEntry => ({ at: '', kind: 'asked', by: null, details })
const filed = (details: LogEntry['details']): LogEntry => ({ at: '', kind: 'filed', by: null, details })
const period = (id: string | null, name = 'Oct 2026') => ({ period: { id, name } })

test.each([
  ['a request of the period', asked(period('oct'))],
  [
    'a range that contains it',
    asked({ ...period(null, 'Aug 2026 to Oct 2026'), range: [{ periodId: 'sep' }, { periodId: 'oct' }] }),
  ],
  ['a change of dates that moves its start', asked({ ...period('sep'), neighbourId: 'oct' })],
  ['a request to create it', asked(period(null, ' oct  2026'))],
  ['an exception about it', filed({ about: { kind: 'exception' }, periodId: 'oct' })],
  ['the first look', filed({ about: { kind: 'baseline' }, periodId: null })],
])('%s belongs into its export', (_what, entry) => {
  expect(belongs(entry, scope)).toBe(true)
})

test.each([
  ['a request of another period', asked(period('nov', 'Nov 2026'))],
  ['another period of the same name', asked(period('oct-of-europe'))],
  ['a range without it', asked({ ...period(null), range: [{ periodId: 'sep' }] })],
  ['an exception about another', filed({ about: { kind: 'exception' }, periodId: 'nov' })],
  ['a delegation, unless a decision rests on it', filed({ about: { kind: 'delegation' }, periodId: null })],
])('%s does not', (_what, entry) => {
  expect(belongs(entry, scope)).toBe(false)
})

test('a period is found by its id and by any name that it had, in any case; two of one name are told apart', () => {
  const known = [{ ...oct, name: 'October 2026' }, oct, nov, { ...nov, id: 'other', name: 'Nov 2026' }]
  const find = (reference: string) => findScope({ kind: 'period', reference }, known, [])
  expect(find('october  2026')).toMatchObject({ kind: 'found', scope })
  expect(find('oct')).toMatchObject({ kind: 'found', scope })
  expect(find('Nov 2026')).toEqual({ kind: 'ambiguous', candidates: ['Nov 2026 (nov)', 'Nov 2026 (other)'] })
  expect(find('Dec 2026')).toMatchObject({ kind: 'unknown', candidates: ['October 2026', 'Oct 2026', 'Nov 2026'] })
})

test('a period that somebody asked for and that never came to be is found by its name', () => {
  const never = sampleRequest({ period: { ...nov, id: null } })
  expect(findScope({ kind: 'period', reference: 'nov 2026' }, [], [never])).toMatchObject({
    kind: 'found',
    scope: { periods: [{ id: null, name: 'Nov 2026' }] },
  })
})

test('the rehearsal of a control test is no period: it is neither found nor offered', () => {
  const rehearsed = { id: 'control-test', name: 'a rehearsal', startDate: '2026-11-04', endDate: '2026-11-04' }
  const registered = [sampleRequest({ action: 'control-test', period: rehearsed })]
  const known = periodsKnown(registered, [oct])
  for (const reference of ['a rehearsal', 'control-test']) {
    expect(findScope({ kind: 'period', reference }, known, registered)).toEqual({
      kind: 'unknown',
      candidates: ['Oct 2026'],
    })
  }
})

test('a fiscal year has the periods that outcomes, creations and the calendar tell, also those that left it', () => {
  const closed = sampleRequest({ period: { ...oct }, periodAtEnd: samplePeriod({ id: 'oct', fiscalYear: 2026 }) })
  const created = sampleRequest({ period: { ...nov }, fields: { fiscalYear: 2026 } })
  const moved = { ...nov, fiscalYear: 2027 }
  const found = findScope({ kind: 'fiscal-year', fiscalYear: 2026 }, periodsKnown([closed, created], [moved]), [])
  expect(found).toMatchObject({ kind: 'found', scope: { periods: [{ id: 'oct' }, { id: 'nov' }] } })
  expect(
    findScope({ kind: 'fiscal-year', fiscalYear: 2020 }, [oct, moved, { ...oct, id: 'open-ended', fiscalYear: 0 }], []),
  ).toEqual({
    kind: 'unknown',
    candidates: ['FY2026', 'FY2027'],
  })
})

test('evidence is kept for years after the end of the fiscal year, which is never taken too early', () => {
  const jan = { ...oct, id: 'jan', startDate: '2026-01-01', endDate: '2026-01-31' }
  const longYear = { ...oct, id: 'week53', startDate: '2026-12-01', endDate: '2027-01-03' }
  expect(retentionOf(scope, [jan, oct, nov], 8)).toEqual({ years: 8, until: '2034-12-31' })
  expect(retentionOf(scope, [oct, nov], 8)).toEqual({ years: 8, until: '2035-09-30' })
  expect(retentionOf(scope, [jan, oct, longYear], 8)).toEqual({ years: 8, until: '2035-01-03' })
  expect(retentionOf(scope, [{ ...oct, fiscalYear: null }], 8)).toEqual({ years: 8, until: null })
})
