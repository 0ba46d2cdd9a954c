import { randomUUID } from 'node:crypto'
import type { StoredEntity } from '../records/records.ts'
import { newId } from './add-period.ts'
import { putClient } from './clients.ts'
import { findEntity } from './scope.ts'
import { seed, seedCalendar } from './seed.ts'
import { openStore } from './store.ts'
import { readUsers, type Tenant } from './tenant.ts'

/** A further entity; with credentials of its own, or else reached by the first client. */
export type NewEntity = {
  name: string
  id?: string | undefined
  clientId?: string | undefined
  clientSecret?: string | undefined
  /** Whether it has the periods of a new tenant. By default it has. */
  periods?: 'seeded' | 'none' | undefined
}

export type TenantOptions = {
  /** The SQLite file that keeps the tenant, or `:memory:`. */
  file: string
  clientId: string
  clientSecret: string
  /** The id of the first entity; by default a random one. */
  entityId?: string
  entities?: readonly NewEntity[]
  /** Divides the durations of trial balances and lags. Tokens and the calendar keep real time. */
  speed?: number
  now?: () => Date
  /** By which tokens expire, limits count and idempotency keys are kept; by default `now`. */
  realNow?: () => Date
  /** The tenant's time zone, in which Zuora prints its zone-less timestamps. */
  timezone?: string
}

export function openTenant(options: TenantOptions): Tenant {
  const { speed = 1, now = () => new Date(), timezone = 'America/New_York' } = options
  const { realNow = now } = options
  const tenant: Tenant = { store: openStore(options.file), now, realNow, speed, timezone }
  tenant.store.transaction(() => {
    seed(tenant)
    putFirstEntity(tenant, options)
    for (const entity of options.entities ?? []) addEntity(tenant, entity)
  })
  return tenant
}

/** The first entity and client as they are given at this start; what the control API has changed of them stays. */
function putFirstEntity(tenant: Tenant, { clientId, clientSecret, ...options }: TenantOptions): void {
  const { store } = tenant
  const before = readUsers(tenant)
  const entity = options.entityId ?? before.entity
  const client = before.clientId === null ? undefined : store.clients.get(before.clientId)
  const known = client?.entityIds.filter((id) => id !== before.entity) ?? []
  if (before.clientId !== null && before.clientId !== clientId) store.clients.delete(before.clientId)
  if (before.entity !== entity) store.entities.delete(before.entity)
  store.users.put('users', { ...before, entity, clientId })
  store.entities.put(entity, { id: entity, name: 'Global' })
  putClient(tenant, {
    clientId,
    clientSecret,
    userId: before.integration,
    entityIds: [entity, ...known],
    permissions: client?.permissions ?? {},
  })
}

/** Adds an entity, or gives credentials to the one that has that id or name. */
export function addEntity(tenant: Tenant, { name, id = randomUUID(), ...given }: NewEntity): StoredEntity {
  const { store } = tenant
  const known = findEntity(tenant, id) ?? findEntity(tenant, name)
  const entity = known ?? { id, name }
  const users = readUsers(tenant)
  if (known === undefined) {
    store.entities.put(id, entity)
    const owner = { entityId: id, organizationLabels: [] }
    if (given.periods !== 'none') seedCalendar(tenant, users.other, owner)
  }
  if (given.clientId !== undefined && given.clientSecret !== undefined) {
    const { clientId, clientSecret } = given
    const before = store.clients.get(clientId)
    putClient(tenant, {
      clientId,
      clientSecret,
      userId: before?.userId ?? newId(),
      entityIds: [...new Set([...(before?.entityIds ?? []), entity.id])],
      permissions: before?.permissions ?? {},
    })
  } else letFirstClientIn(tenant, entity.id)
  return entity
}

function letFirstClientIn(tenant: Tenant, entityId: string): void {
  const { clientId } = readUsers(tenant)
  const client = clientId === null ? undefined : tenant.store.clients.get(clientId)
  if (client === undefined) return
  tenant.store.clients.put(client.clientId, { ...client, entityIds: [...new Set([...client.entityIds, entityId])] })
}
