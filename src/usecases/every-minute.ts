import { type WatchPoliciesPorts, watchPolicies } from './policy/watch-policies.ts'
import { type WakePorts, wake } from './wake.ts'

export type EveryMinutePorts = WakePorts & WatchPoliciesPorts

/** One that fails does not keep the other from it. */
export async function everyMinute(ports: EveryMinutePorts): Promise<void> {
  const done = await Promise.allSettled([wake(ports), watchPolicies(ports)])
  const failures = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything of this minute could be done.')
}
