import type { Asked } from '../api/asked.ts'
import { header } from '../http/call.ts'
import type { Change, StoredPeriod } from '../records/records.ts'
import type { Permissions } from '../records/settings.ts'
import { permissionsOf } from '../tenant/clients.ts'
import { readUsers, type Tenant } from '../tenant/tenant.ts'

/** Who does something to a period: the user of an API client, or somebody in Zuora's UI. */
export type Actor = {
  by: 'api' | 'other'
  userId: string
  trackId: string | null
  permissions: Permissions
  /** Without Zuora's rules. */
  force: boolean
}

export function clientActor(tenant: Tenant, { call, client }: Asked): Actor {
  const trackId = header(call, 'zuora-track-id') ?? null
  return { by: 'api', userId: client.userId, trackId, permissions: permissionsOf(tenant, client), force: false }
}

/** Somebody else has permissions of their own: all of them. */
export function otherActor(tenant: Tenant, force: boolean): Actor {
  const permissions = {
    manageCloseProcess: true,
    runTrialBalance: true,
    reopenAccountingPeriod: true,
    createAccountingPeriod: true,
    deleteAccountingPeriod: true,
  }
  return { by: 'other', userId: readUsers(tenant).other, trackId: null, permissions, force }
}

export function recordEffect(tenant: Tenant, what: Change, period: StoredPeriod, { by, trackId }: Actor): void {
  const at = tenant.now().toISOString()
  tenant.store.effects.append({ at, what, periodId: period.id, periodName: period.name, trackId, by })
}

/** The period, touched by them now. */
export function touchedBy<P extends StoredPeriod>(tenant: Tenant, period: P, actor: Actor): P {
  return { ...period, updatedBy: actor.userId, updatedAt: tenant.now().toISOString() }
}
