import type { Retrier } from '../definition-shape.ts'

/** "States.ALL … can't catch the States.DataLimitExceeded terminal error or Runtime error types." */
const terminalErrors = ['States.DataLimitExceeded', 'States.Runtime']

/** Whether the error is one of those that a retrier or catcher names. */
export function isNamedBy(errorEquals: string[], error: string): boolean {
  // "States.Runtime … isn't retriable, and will always cause the execution to fail."
  if (error === 'States.Runtime') return false
  if (errorEquals.includes(error)) return true
  if (terminalErrors.includes(error)) return false
  return errorEquals.includes('States.ALL') || (errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout')
}

/** Which retrier takes the error, and after how many seconds; undefined if none does. The first that names it decides. */
export function nextRetry(
  retriers: Retrier[],
  retriesUsed: number[],
  { error, random }: { error: string; random: () => number },
): { index: number; delaySeconds: number } | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => isNamedBy(ErrorEquals, error))
  const retrier = retriers[index]
  const used = retriesUsed[index] ?? 0
  if (retrier === undefined || used >= retrier.MaxAttempts) return undefined
  const backoff = retrier.IntervalSeconds * retrier.BackoffRate ** used
  const longest = Math.min(backoff, retrier.MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER)
  return { index, delaySeconds: retrier.JitterStrategy === 'FULL' ? longest * random() : longest }
}
