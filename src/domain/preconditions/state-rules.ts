import type { Obstacle, OfPeriod } from './obstacle.ts'

/** "The accounting period must be closed or pending close." */
export function alreadyOpen({ period }: OfPeriod): Obstacle[] {
  return period.status === 'Open' ? [{ kind: 'already', status: period.statusText }] : []
}

/** "The accounting period cannot be closed or pending close." */
export function notOpen({ period }: OfPeriod): Obstacle[] {
  if (period.status === 'Open') return []
  return period.status === 'Unknown' ? unknownStatus({ period }) : [{ kind: 'already', status: period.statusText }]
}

/** "The accounting period must be open"; the product documentation also allows pending close, so Zuora decides that. */
export function alreadyClosed({ period }: OfPeriod): Obstacle[] {
  return period.status === 'Closed' ? [{ kind: 'already', status: period.statusText }] : unknownStatus({ period })
}

/** Zuora lists the statuses in prose only; nothing is asked of a period whose status the bot does not know. */
export function unknownStatus({ period }: OfPeriod): Obstacle[] {
  return period.status === 'Unknown' ? [{ kind: 'unknown-status', status: period.statusText }] : []
}

/** "There must be no trial balance running." */
export function trialBalanceRunning({ period }: OfPeriod): Obstacle[] {
  if (period.trialBalance.status !== 'running') return []
  return [{ kind: 'trial-balance-running', start: period.trialBalance.start }]
}
