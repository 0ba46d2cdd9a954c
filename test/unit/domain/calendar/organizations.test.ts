import { describe, expect, test } from 'vitest'
import { organizationsBelow } from '../../../../src/domain/calendar/calendar-rules.ts'
import { calendarFacts, dateFacts, findCreated, nextAfter } from '../../../../src/domain/calendar/neighbours.ts'
import { findByBeginning, findPeriod } from '../../../../src/domain/period-reference.ts'
import { obstaclesToChange, obstaclesToClosing } from '../../../../src/domain/preconditions.ts'
import { samplePeriod } from '../../../support/sample-request.ts'

const today = '2026-11-04'
const asked = { today, for: 'effect', manageFrom: null } as const
const none = { manageFrom: null, childrenOf: {} }

type Status = 'Open' | 'Closed'

function month(number: number, organization: string, status: Status) {
  const name = `${{ 8: 'Aug', 9: 'Sep', 10: 'Oct' }[number]} 2026`
  const dates = { 8: ['2026-08-01', '2026-08-31'], 9: ['2026-09-01', '2026-09-30'], 10: ['2026-10-01', '2026-10-31'] }
  const [startDate = '', endDate = ''] = dates[number === 8 ? 8 : number === 9 ? 9 : 10]
  const id = `${organization} ${name}`
  const organizationLabels = [organization]
  return samplePeriod({ id, name, startDate, endDate, status, statusText: status, organizationLabels })
}

const europe = [month(9, 'Europe', 'Closed'), month(10, 'Europe', 'Open')] as const
const asia = [month(8, 'Asia', 'Closed'), month(9, 'Asia', 'Open'), month(10, 'Asia', 'Open')] as const
const [europeSep, europeOct] = europe
const [, asiaSep, asiaOct] = asia
const calendar = [...asia, ...europe]
const find = (reference: string) => findPeriod(reference, calendar, asked)

describe('under Multi-Org names repeat', () => {
  const candidates = ['Oct 2026 (Asia)', 'Oct 2026 (Europe)']

  test.each(['Oct 2026', '2026-10', '10/2026'])(
    '“%s” is answered with candidates that carry the organisation',
    (it) => {
      expect(find(it)).toEqual({ kind: 'ambiguous', candidates })
    },
  )

  test.each(['Oct 2026 (Europe)', 'oct 2026  (EUROPE)', '2026-10 (Europe)', 'next (Europe)', europeOct.id])(
    '“%s” says which',
    (reference) => {
      expect(find(reference)).toMatchObject({ kind: 'found', period: { id: europeOct.id } })
    },
  )

  test('what is misspelt is answered with names that say which, too', () => {
    expect(find('Otc 2026')).toMatchObject({ kind: 'unknown', candidates: expect.arrayContaining(candidates) })
    expect(find('Otc 2026 (Europe)')).toEqual({
      kind: 'unknown',
      candidates: ['Oct 2026 (Europe)', 'Sep 2026 (Europe)'],
    })
  })

  test('an organisation that is not there is part of a name that is not there', () => {
    expect(find('Oct 2026 (Africa)').kind).toBe('unknown')
  })

  test('“next” is each organisation’s own', () => {
    expect(find('next')).toEqual({ kind: 'ambiguous', candidates: ['Sep 2026 (Asia)', 'Oct 2026 (Europe)'] })
    expect(findPeriod('next', asia, asked)).toMatchObject({ kind: 'found', period: { id: asiaSep.id } })
  })

  test('“current” is each organisation’s own', () => {
    const now = { today: '2026-10-15', for: 'reading', manageFrom: null } as const
    expect(findPeriod('current', calendar, now)).toEqual({ kind: 'ambiguous', candidates })
    expect(findPeriod('current (Asia)', calendar, now)).toMatchObject({ kind: 'found', period: { id: asiaOct.id } })
  })

  test('a reason may follow the organisation, and hold brackets of its own', () => {
    const { found, rest } = findByBeginning('Sep 2026 (Europe) late invoice (Asia)', calendar, asked)
    expect(found).toMatchObject({ kind: 'found', period: { id: europeSep.id } })
    expect(rest).toBe('late invoice (Asia)')
  })

  test('a period of several organisations is named by all of them, or by one', () => {
    const both = { ...europeOct, id: 'both', organizationLabels: ['Europe', 'Africa (North)'] }
    const all = [both, europeOct, asiaOct]
    for (const reference of ['Oct 2026 (Europe, Africa (North))', 'Oct 2026 (Africa (North))']) {
      expect(findPeriod(reference, all, asked)).toMatchObject({ kind: 'found', period: { id: 'both' } })
    }
    expect(findPeriod('Oct 2026 (Europe)', all, asked)).toMatchObject({ kind: 'found', period: { id: europeOct.id } })
  })
})

describe('the order is each organisation’s own', () => {
  const obstacles = (period: typeof asiaOct) => obstaclesToClosing({ period, calendar, today, entity: none })

  test('what another has open is not in the way; what it has itself is, and is named as its own', () => {
    expect(obstacles(europeOct)).toEqual([])
    const periods = [{ name: 'Sep 2026 (Asia)', status: 'Open' }]
    expect(obstacles(asiaOct)).toEqual([{ kind: 'earlier-not-closed', periods }])
  })

  test('a reopening looks at its own next period only', () => {
    const change = { calendar, fields: null, entity: none }
    expect(obstaclesToChange({ ...change, action: 'reopen', period: europeSep })).toEqual([])
    const closed = { ...asiaSep, status: 'Closed', statusText: 'Closed' } as const
    const all = [...europe, asia[0], closed, { ...asiaOct, status: 'Closed', statusText: 'Closed' } as const]
    const [obstacle] = obstaclesToChange({ ...change, calendar: all, action: 'reopen', period: closed })
    expect(obstacle).toEqual({ kind: 'nothing-open-after' })
  })

  test('the most recent is the organisation’s own', () => {
    const later = { ...samplePeriod({ status: 'Open' }), id: 'nov', startDate: '2026-11-01', endDate: '2026-11-30' }
    const all = [...calendar, { ...later, name: 'Nov 2026', organizationLabels: ['Asia'] }]
    const change = { calendar: all, fields: null, entity: none, action: 'delete' } as const
    expect(obstaclesToChange({ ...change, period: europeOct })).toEqual([])
    expect(obstaclesToChange({ ...change, period: asiaOct })).toEqual([{ kind: 'not-most-recent', latest: 'Nov 2026' }])
  })

  test('a name that another organisation has is free; a neighbour and the earliest are its own', () => {
    const change = { calendar, entity: none, action: 'update' } as const
    const renamed = { ...change, period: europeOct, fields: { name: 'Aug 2026' } }
    expect(obstaclesToChange(renamed)).toEqual([])
    expect(obstaclesToChange({ ...renamed, period: asiaOct })).toEqual([
      { kind: 'field', field: 'name', because: { kind: 'name-taken' } },
    ])
    if (europeSep.endDate === null || asiaSep.endDate === null) throw new Error('not dated')
    expect(dateFacts({ ...europeSep, endDate: europeSep.endDate }, calendar).isEarliest).toBe(true)
    expect(dateFacts({ ...asiaSep, endDate: asiaSep.endDate }, calendar).isEarliest).toBe(false)
    expect(nextAfter({ ...europeSep, endDate: europeSep.endDate }, calendar)?.id).toBe(europeOct.id)
    expect(calendarFacts(europe)).toMatchObject({ firstStart: '2026-09-01', lastEnd: '2026-10-31' })
  })
})

describe('“The accounting periods of all the child Org Units should be closed before closing … for the parent”', () => {
  const entity = { manageFrom: null, childrenOf: { Global: ['Asia', 'EMEA'], EMEA: ['Europe'] } }
  const global = month(10, 'Global', 'Open')
  const all = [...calendar, global]

  test('the periods of the same dates below it, children’s children included, are named', () => {
    expect(obstaclesToClosing({ period: global, calendar: all, today, entity })).toEqual([
      {
        kind: 'children-not-closed',
        periods: [
          { name: 'Oct 2026 (Asia)', status: 'Open' },
          { name: 'Oct 2026 (Europe)', status: 'Open' },
        ],
      },
    ])
  })

  test('once they are closed, nothing is; and a child never waits for its parent', () => {
    const closed = all.map((it) => (it.id === global.id ? it : ({ ...it, status: 'Closed' } as const)))
    expect(obstaclesToClosing({ period: global, calendar: closed, today, entity })).toEqual([])
    expect(obstaclesToClosing({ period: europeOct, calendar: all, today, entity })).toEqual([])
  })

  test('where the configuration states no hierarchy, Zuora decides', () => {
    expect(obstaclesToClosing({ period: global, calendar: all, today, entity: none })).toEqual([])
  })

  test('a hierarchy that goes round is walked once', () => {
    const round = { manageFrom: null, childrenOf: { A: ['B'], B: ['A', 'C'] } }
    expect([...organizationsBelow(['A'], round)]).toEqual(['B', 'C'])
  })
})

describe('what ended before the month from which on periods are managed here', () => {
  const entity = { manageFrom: '2026-10', childrenOf: {} }
  const aug = { ...asia[0], status: 'Open', statusText: 'Open' } as const
  const all = [aug, asiaSep, asiaOct]

  test('is one line in the way of a later close, however many they are', () => {
    expect(obstaclesToClosing({ period: asiaOct, calendar: all, today, entity })).toEqual([
      { kind: 'earlier-not-managed', count: 2, manageFrom: '2026-10' },
    ])
    const fromSeptember = { ...entity, manageFrom: '2026-09' }
    expect(obstaclesToClosing({ period: asiaOct, calendar: all, today, entity: fromSeptember })).toEqual([
      { kind: 'earlier-not-managed', count: 1, manageFrom: '2026-09' },
      { kind: 'earlier-not-closed', periods: [{ name: 'Sep 2026', status: 'Open' }] },
    ])
  })

  test('is not closed, reopened, deleted or moved here: that alone is told', () => {
    const left = [{ kind: 'not-managed', manageFrom: '2026-10' }]
    expect(obstaclesToClosing({ period: asiaSep, calendar: all, today, entity })).toEqual(left)
    for (const action of ['reopen', 'delete', 'update-dates'] as const) {
      expect(obstaclesToChange({ action, period: asiaSep, calendar: all, fields: {}, entity })).toEqual(left)
    }
    const fields = { notes: 'kept' }
    expect(obstaclesToChange({ action: 'update', period: asiaSep, calendar: all, fields, entity })).toEqual([])
  })
})

describe('a new period under Multi-Org', () => {
  const create = { action: 'create', calendar, period: undefined, entity: none } as const
  const november = { name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30', fiscalYear: 2026 }

  test('is one organisation’s, whose calendar it continues, with a name that others may have', () => {
    expect(obstaclesToChange({ ...create, fields: november })).toEqual([
      { kind: 'which-organization', organizations: ['Asia', 'Europe'] },
    ])
    const all = [...calendar, { ...samplePeriod(november), id: 'nov', organizationLabels: ['Asia'] }]
    const fields = { ...november, organizationLabels: ['Europe'] }
    expect(obstaclesToChange({ ...create, calendar: all, fields })).toEqual([])
    const [again] = obstaclesToChange({ ...create, calendar: all, fields: { ...fields, organizationLabels: ['Asia'] } })
    expect(again).toEqual({ kind: 'field', field: 'name', because: { kind: 'name-taken' } })
  })

  test('once made it is found among those of its organisation', () => {
    const ofAsia = { ...samplePeriod(november), id: 'asia', organizationLabels: ['Asia'] }
    const ofEurope = { ...ofAsia, id: 'europe', organizationLabels: ['Europe'] }
    expect(findCreated({ ...november, organizationLabels: ['Europe'] }, [ofAsia, ofEurope])?.id).toBe('europe')
    expect(findCreated({ ...november, organizationLabels: ['Europe'] }, [ofAsia])).toBeUndefined()
    expect(findCreated(november, [ofAsia])?.id).toBe('asia')
  })

  test('where all periods are of one organisation, that is known', () => {
    expect(calendarFacts(europe).organizations).toEqual(['Europe'])
    expect(calendarFacts(calendar).organizations).toBeUndefined()
  })
})
