import { describe, expect, test } from 'vitest'
import type { PeriodStatus } from '../../../../src/domain/accounting-period.ts'
import {
  type KeptCalendar,
  type KeptPeriod,
  keepCalendar,
  withoutOldReads,
} from '../../../../src/domain/calendar/kept-calendar.ts'
import { samplePeriod } from '../../../support/sample-request.ts'

type Look = readonly [status: PeriodStatus, at: string]

const since = (time: string) => `2026-11-05T${time}.000Z`
const october = (status: PeriodStatus) => ({ ...samplePeriod({ status, statusText: status }), endDate: '2026-10-31' })

/** After these looks, each at a time of one day. */
function looks(...given: readonly Look[]): KeptCalendar | null {
  return given.reduce<KeptCalendar | null>(
    (before, [status, at]) => keepCalendar(before, [october(status)], since(at)),
    null,
  )
}

const keptAfter = (...given: readonly Look[]): KeptPeriod | undefined => looks(...given)?.periods[0]

describe('since when a period is as it is', () => {
  test('what the first look finds was so before', () => {
    expect(keptAfter(['Closed', '10:00:00'], ['Closed', '10:15:00'])).toMatchObject({
      was: null,
      since: since('10:00:00'),
    })
  })

  test('a change counts from the look that saw it first', () => {
    expect(keptAfter(['Open', '10:00:00'], ['Closed', '10:15:00'], ['Closed', '10:30:00'])).toMatchObject({
      was: 'Open',
      since: since('10:15:00'),
    })
  })

  test.each<[string, PeriodStatus, PeriodStatus, PeriodStatus | null]>([
    ['it came back as it was: nothing has happened', 'Closed', 'Closed', null],
    ['it came back as another: that is what it was before', 'Open', 'Closed', 'Open'],
  ])('a status that is not known is passed over; %s', (_what, before, now, was) => {
    const found = keptAfter([before, '10:00:00'], ['Unknown', '10:15:00'], [now, '10:30:00'])
    expect(found).toMatchObject({ was, since: since('10:30:00') })
  })

  test('of one that was never known nothing is known to have been before', () => {
    expect(keptAfter(['Unknown', '10:00:00'], ['Open', '10:15:00'])).toMatchObject({ was: null })
  })
})

describe('a read may for moments still show the state before', () => {
  const closed = looks(['Open', '10:00:00'], ['Closed', '10:15:00'])
  const listed = (status: PeriodStatus, at: string) =>
    withoutOldReads(closed, [october(status)], since(at)).map((period) => period.status)

  test('seconds after a change was seen, it is left to the next look', () => {
    expect(listed('Open', '10:15:09')).toEqual(['Closed'])
    expect(listed('Open', '10:15:10')).toEqual(['Open'])
  })

  test('another state than that before, and what nobody looked at before, is new', () => {
    expect(listed('PendingClose', '10:15:01')).toEqual(['PendingClose'])
    expect(withoutOldReads(null, [october('Open')], since('10:15:01'))).toEqual([october('Open')])
  })
})
