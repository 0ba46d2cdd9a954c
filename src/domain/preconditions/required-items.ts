import type { Scan } from '../documents/blockers.ts'
import type { Obstacle } from './obstacle.ts'

/** "All required action items must be resolved." What could not be counted is no obstacle, but it is shown as not checked. */
export function requiredItemsLeft(scans: readonly Scan[]): Obstacle[] {
  const items = scans.flatMap((scan) =>
    scan.kind === 'counted' && scan.count > 0 ? [{ item: scan.item, count: scan.count, more: scan.more }] : [],
  )
  return items.length === 0 ? [] : [{ kind: 'required-items', items }]
}

/** What could not be counted is told beside what stands in the way; by itself it blocks nothing. */
export function withNotChecked(obstacles: readonly Obstacle[], scans: readonly Scan[]): Obstacle[] {
  const items = scans.flatMap((scan) =>
    scan.kind === 'not-checked' ? [{ item: scan.item, because: scan.because }] : [],
  )
  return obstacles.length === 0 || items.length === 0 ? [...obstacles] : [...obstacles, { kind: 'not-checked', items }]
}
