import type { Obstacle } from './obstacle.ts'

/**
 * The obstacles to what is planned for a day, judged as of that day: of a period that ends only then, the plan is too early;
 * a trial balance that is running now will have ended. All is judged again when the time has come.
 */
export function obstaclesThen(obstacles: readonly Obstacle[]): Obstacle[] {
  return obstacles
    .filter(({ kind }) => kind !== 'trial-balance-running')
    .map((one) =>
      one.kind === 'not-ended' ? { kind: 'planned-too-early', endDate: one.endDate, day: one.today } : one,
    )
}
