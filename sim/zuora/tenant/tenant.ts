import { type Settings, settings } from '../records/settings.ts'
import type { Store } from './store.ts'

/** One Zuora tenant: what it keeps, its clock and its time zone. */
export type Tenant = {
  store: Store
  now: () => Date
  /** For what no clock that is moved may end: tokens, limits, idempotency keys. */
  realNow: () => Date
  /** Divides the durations of trial balances and lags. */
  speed: number
  timezone: string
}

export function readUsers(tenant: Tenant) {
  const users = tenant.store.users.get('users')
  if (users === undefined) throw new Error('the tenant has not been seeded')
  return users
}

/** The settings as they are now: trouble that was to end by now has ended. */
export function readSettings(tenant: Tenant): Settings {
  const kept = tenant.store.settings.get('settings') ?? settings.parse({})
  const now = tenant.now().toISOString()
  const lasts = (until: string | null) => until === null || now < until
  return {
    ...kept,
    outage: kept.outage && lasts(kept.outageUntil),
    tooManyRequests: kept.tooManyRequests && lasts(kept.tooManyRequestsUntil),
  }
}

export function changeSettings(tenant: Tenant, change: Partial<Settings>): Settings {
  const changed = { ...readSettings(tenant), ...change }
  tenant.store.settings.put('settings', changed)
  return changed
}

/** The moment `seconds` of simulated duration after `from`, as ISO text. */
export function after(tenant: Tenant, from: Date, seconds: number): string {
  return new Date(from.getTime() + (seconds * 1000) / tenant.speed).toISOString()
}
