import { expect, test } from 'vitest'
import type { KeptCalendar, KeptPeriod } from '../../src/domain/calendar/kept-calendar.ts'
import type { KeptCalendars } from '../../src/usecases/ports/record/kept-calendars.ts'
import { samplePeriod } from '../support/sample-request.ts'

const at = '2026-11-09T14:00:00.000Z'
const later = '2026-11-09T14:15:00.000Z'

export function keptPeriod(changes: Partial<KeptPeriod> = {}, endDate = '2026-10-31'): KeptPeriod {
  const period = { ...samplePeriod({ reports: [{ report: 'revenueDetailCsv', fileId: 'f1' }] }), endDate }
  return { period, since: at, was: null, reopenedAt: null, runningSince: null, failedSince: null, ...changes }
}

/** What every keeper of calendars does; each test has an entity of its own. */
export function keptCalendarsContract(make: () => { calendars: KeptCalendars; entity: string }): void {
  test('the last look is read whole, and is its entity’s own', async () => {
    const { calendars, entity } = make()
    expect(await calendars.read(entity)).toBeNull()
    const calendar = { at, periods: [keptPeriod(), keptPeriod({ was: 'Open', runningSince: at }, '2026-11-30')] }
    expect(await calendars.keep(entity, at, () => calendar)).toEqual(calendar)
    expect(await calendars.read(entity)).toEqual(calendar)
    expect(await calendars.read(`${entity}b`)).toBeNull()
  })

  test('a look is kept over the one before, and never over a later one', async () => {
    const { calendars, entity } = make()
    const first = { at: later, periods: [keptPeriod()] }
    await calendars.keep(entity, later, () => first)
    expect(await calendars.keep(entity, at, () => ({ at, periods: [] }))).toEqual(first)
    const seen: (KeptCalendar | null)[] = []
    const second = { at: later, periods: [] }
    await calendars.keep(entity, later, (before) => {
      seen.push(before)
      return second
    })
    expect(seen).toEqual([first])
    expect(await calendars.read(entity)).toEqual(second)
  })

  test('of looks at once each is made of the one that was kept before it', async () => {
    const { calendars, entity } = make()
    const again = (before: KeptCalendar | null) => ({ at, periods: [...(before?.periods ?? []), keptPeriod()] })
    await Promise.all(Array.from({ length: 6 }, () => calendars.keep(entity, at, again)))
    expect((await calendars.read(entity))?.periods).toHaveLength(6)
  })
}
