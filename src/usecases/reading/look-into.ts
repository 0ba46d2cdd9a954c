import type { Scan } from '../../domain/documents/blockers.ts'
import type { PeriodFound, ReadingPorts } from './find-calendar.ts'
import { type LinkedRequest, requestsOf } from './requests-of.ts'

/** What is to be cleared before the period is closed, and what was asked of it here. */
export async function lookInto(
  { entity, period }: PeriodFound,
  ports: ReadingPorts,
): Promise<{ scans: Scan[]; requests: LinkedRequest[] }> {
  const [scans, requests] = await Promise.all([
    period.status === 'Closed' ? [] : entity.blockers.scan(period),
    requestsOf(period, entity, ports),
  ])
  return { scans, requests }
}
