import { createHash } from 'node:crypto'
import type { Permissions, StoredClient } from '../records/settings.ts'
import { readSettings, type Tenant } from './tenant.ts'

/** A user of the tenant as the API knows it: its client's id and secret sign it in. */
export type NewClient = Pick<StoredClient, 'clientId' | 'userId' | 'entityIds'> & {
  clientSecret: string
  permissions?: StoredClient['permissions']
}

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

export function putClient(tenant: Tenant, { clientSecret, permissions = {}, ...client }: NewClient): StoredClient {
  const stored = { ...client, permissions, secretHash: hashOf(clientSecret) }
  tenant.store.clients.put(client.clientId, stored)
  return stored
}

/** What its user may do: what the tenant allows to all, and the client not less. */
export function permissionsOf(tenant: Tenant, { permissions }: StoredClient): Permissions {
  const all = readSettings(tenant)
  const may = (name: keyof Permissions) => all[name] && permissions[name] !== false
  return {
    manageCloseProcess: may('manageCloseProcess'),
    runTrialBalance: may('runTrialBalance'),
    reopenAccountingPeriod: may('reopenAccountingPeriod'),
    createAccountingPeriod: may('createAccountingPeriod'),
    deleteAccountingPeriod: may('deleteAccountingPeriod'),
  }
}
