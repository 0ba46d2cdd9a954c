import { describe, expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import { datedPeriods, findPeriod } from '../../../src/domain/period-reference.ts'
import { samplePeriod } from '../../support/sample-request.ts'

const august = period('Aug 2026', '2026-08-01', '2026-08-31', 'Closed')
const september = period('Sep 2026', '2026-09-01', '2026-09-30', 'PendingClose')
const october = period('Oct 2026', '2026-10-01', '2026-10-31', 'Open')
const november = period('FY26 P11', '2026-11-01', '2026-11-30', 'Open')
const openEnded = { ...period('Open-Ended', '2026-12-01', '2026-12-31', 'Open'), endDate: null }
/** Zuora documents the list's order both ways. */
const calendar = [openEnded, october, august, november, september]

function period(name: string, startDate: string, endDate: string, status: 'Open' | 'PendingClose' | 'Closed') {
  return samplePeriod({ id: `id of ${name}`, name, startDate, endDate, status, statusText: status })
}

function find(reference: string, periods: readonly AccountingPeriod[] = calendar) {
  return findPeriod(reference, periods, { today: '2026-11-04', for: 'effect', manageFrom: null })
}

function nameFound(reference: string, periods?: readonly AccountingPeriod[]) {
  const found = find(reference, periods)
  return found.kind === 'found' ? found.period.name : found.kind
}

describe('a period is meant by', () => {
  test.each(['Oct 2026', 'oct 2026', 'OCT   2026', ' Oct 2026 ', 'October 2026', 'Oct. 2026', '2026-10', '10/2026'])(
    '“%s”',
    (reference) => {
      expect(nameFound(reference)).toBe('Oct 2026')
    },
  )

  test.each(['2026-9', '9/2026', 'Sept 2026', 'september 2026'])(
    '“%s”, with its month written otherwise',
    (reference) => {
      expect(nameFound(reference)).toBe('Sep 2026')
    },
  )

  test('the month in which it ends, whatever its name', () => {
    expect(find('Nov 2026')).toEqual({ kind: 'found', period: november, because: 'month' })
    expect(find('fy26 p11')).toEqual({ kind: 'found', period: november, because: 'named' })
  })
})

test('the exact name counts before the month: a name that looks like another month is a name', () => {
  const misnamed = period('2026-10', '2026-08-01', '2026-08-31', 'Open')
  expect(find('2026-10', [october, misnamed])).toEqual({ kind: 'found', period: misnamed, because: 'named' })
})

test('a period that is called “next” is found by its name', () => {
  const called = period('Next', '2027-01-01', '2027-01-31', 'Open')
  expect(find('next', [...calendar, called])).toEqual({ kind: 'found', period: called, because: 'named' })
})

test('“next” is the earliest that is managed here: older ones are left to Zuora’s own pages', () => {
  const asked = { today: '2026-11-04', for: 'effect', manageFrom: '2026-10' } as const
  expect(findPeriod('next', calendar, asked)).toEqual({ kind: 'found', period: october, because: 'next' })
  expect(findPeriod('next', [september], asked)).toEqual({ kind: 'none-left' })
})

test('a month in which two periods end is ambiguous, and both are named', () => {
  const half = period('Oct 2026 a', '2026-10-01', '2026-10-15', 'Open')
  const otherHalf = period('Oct 2026 b', '2026-10-16', '2026-10-31', 'Open')
  expect(find('10/2026', [otherHalf, half])).toEqual({ kind: 'ambiguous', candidates: ['Oct 2026 a', 'Oct 2026 b'] })
})

test('a period that begins in a month but ends in the next is not that month’s', () => {
  const long = period('P10', '2026-10-05', '2026-11-04', 'Open')
  expect(nameFound('2026-10', [long])).toBe('unknown')
  expect(nameFound('2026-11', [long])).toBe('P10')
})

test('a name that two organisations share is ambiguous, and told apart by organisation', () => {
  const east = { ...october, organizationLabels: ['East'] }
  const west = { ...october, id: 'west', organizationLabels: ['West', 'Coast'] }
  expect(find('Oct 2026', [east, west])).toEqual({
    kind: 'ambiguous',
    candidates: ['Oct 2026 (East)', 'Oct 2026 (West, Coast)'],
  })
})

describe('the open-ended period', () => {
  test('is never accepted, not even by its name', () => {
    expect(find('open-ended')).toEqual({ kind: 'open-ended', name: 'Open-Ended' })
  })

  test('is never the next one', () => {
    expect(find('next', [august, openEnded])).toEqual({ kind: 'none-left' })
  })

  test('is never the current one', () => {
    const found = findPeriod('current', [openEnded], { today: '2026-12-05', for: 'reading', manageFrom: null })
    expect(found).toEqual({ kind: 'none-left' })
  })

  test('is never offered', () => {
    expect(datedPeriods(calendar).map(({ name }) => name)).toEqual(['Aug 2026', 'Sep 2026', 'Oct 2026', 'FY26 P11'])
    const unknown = find('open-endet')
    expect(unknown.kind === 'unknown' && unknown.candidates).not.toContain('Open-Ended')
  })
})

describe('“current”', () => {
  test('is the period in which today is, for reading', () => {
    const asked = { today: '2026-10-31', for: 'reading', manageFrom: null } as const
    expect(findPeriod('Current', calendar, asked)).toEqual({ kind: 'found', period: october, because: 'current' })
  })

  test('is refused for an effect: the month that has not ended is too easy to close', () => {
    expect(find('current')).toEqual({ kind: 'reading-only' })
  })

  test('is nothing when today is in no period', () => {
    expect(findPeriod('current', [august], { today: '2026-10-31', for: 'reading', manageFrom: null })).toEqual({
      kind: 'none-left',
    })
  })
})

describe('“next”', () => {
  test('is the earliest that is not closed, whatever the order of the list', () => {
    expect(find('next')).toEqual({ kind: 'found', period: september, because: 'next' })
  })

  test('is nothing when all are closed', () => {
    expect(find('NEXT', [august])).toEqual({ kind: 'none-left' })
  })
})

describe('what is not found', () => {
  test('nothing typed is a missing period', () => {
    expect(find('  ')).toEqual({ kind: 'missing' })
  })

  test('a misspelt name is answered with the nearest names', () => {
    expect(find('Otc 2026')).toEqual({
      kind: 'unknown',
      candidates: ['Oct 2026', expect.any(String), expect.any(String)],
    })
  })

  describe('with a year, the periods of that year', () => {
    const years = ['2025', '2026', '2027'].flatMap((year) =>
      ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((month, at) => {
        const begin = `${year}-${String(at + 1).padStart(2, '0')}`
        const isClosed = begin < '2026-10'
        return period(`${month} ${year}`, `${begin}-01`, `${begin}-28`, isClosed ? 'Closed' : 'Open')
      }),
    )

    test.each([
      ['Foo 2026', ['Oct 2026', 'Sep 2026', 'Nov 2026']],
      ['Foo 2027', ['Jan 2027', 'Feb 2027', 'Mar 2027']],
      ['Foo 2025', ['Dec 2025', 'Nov 2025', 'Oct 2025']],
      ['Foo 2031', ['Dec 2027', 'Nov 2027', 'Oct 2027']],
      ['Aprr 2026', ['Apr 2026', 'Oct 2026', 'Sep 2026']],
      ['Octobr 2025', ['Oct 2025', 'Dec 2025', 'Nov 2025']],
    ])('nearest to the earliest not closed are named for “%s”, a misspelt one first', (reference, candidates) => {
      expect(find(reference, years)).toEqual({ kind: 'unknown', candidates })
    })
  })

  test('a month without a period is answered with the months around it', () => {
    expect(find('2027-01')).toEqual({ kind: 'unknown', candidates: ['FY26 P11', 'Oct 2026', 'Sep 2026'] })
  })

  test.each(['13/2026', '2026-00', 'Octopus 2026', 'Octobers 2026', '2026', 'Oct'])('“%s” is no month', (reference) => {
    expect(find(reference).kind).toBe('unknown')
  })
})

test('Zuora’s id, which buttons carry, is exactly one period, whatever names say', () => {
  const named = { ...samplePeriod({ id: 'a1', name: 'Oct 2026' }) }
  const same = { ...samplePeriod({ id: 'B2', name: 'Oct 2026' }) }
  const asked = { today: '2026-11-20', for: 'effect', manageFrom: null } as const
  expect(findPeriod('B2', [named, same], asked)).toMatchObject({ kind: 'found', period: { id: 'B2' } })
  expect(findPeriod('c3', [named, same], asked)).toMatchObject({ kind: 'unknown' })
})
