import type { HomePorts } from './home/home-ports.ts'
import { refreshHomes } from './home/refresh-homes.ts'
import { type WatchPoliciesPorts, watchPolicies } from './policy/watch-policies.ts'
import { type TellRestoredPorts, tellRestored } from './register/tell-restored.ts'
import { type WakePorts, wake } from './wake.ts'

export type EveryMinutePorts = WakePorts & WatchPoliciesPorts & TellRestoredPorts & { home: HomePorts }

/** One that fails does not keep the others from it. */
export async function everyMinute(ports: EveryMinutePorts): Promise<void> {
  const done = await Promise.allSettled([
    wake(ports),
    watchPolicies(ports),
    tellRestored(ports),
    refreshHomes(ports.home),
  ])
  const failures = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything of this minute could be done.')
}
