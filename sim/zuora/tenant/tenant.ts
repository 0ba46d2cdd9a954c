import { type Settings, settings } from '../records/settings.ts'
import type { Store } from './store.ts'

/** One Zuora tenant: what it keeps, its clock and its time zone. */
export type Tenant = {
  store: Store
  now: () => Date
  /** Divides the durations of trial balances and lags. */
  speed: number
  timezone: string
}

export function readUsers(tenant: Tenant) {
  const users = tenant.store.users.get('users')
  if (users === undefined) throw new Error('the tenant has not been seeded')
  return users
}

export function readSettings(tenant: Tenant): Settings {
  return tenant.store.settings.get('settings') ?? settings.parse({})
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
