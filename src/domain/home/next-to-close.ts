import type { Glance, GlancedPeriod } from './glance.ts'

/** The earliest that has ended and is not closed. */
export function nextToClose({ periods, today }: Pick<Glance, 'periods' | 'today'>): GlancedPeriod | undefined {
  return periods.find(({ period }) => period.status !== 'Closed' && period.endDate < today)
}
