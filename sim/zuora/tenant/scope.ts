import type { StoredEntity, StoredOrganization, StoredPeriod } from '../records/records.ts'
import { readUsers, type Tenant } from './tenant.ts'

/** What of the tenant a call is about: one entity (null: the first), and the organizations that it named. */
export type Scope = { entityId: string | null; organizationIds: readonly string[] | undefined }

export function findEntity(tenant: Tenant, idOrName: string): StoredEntity | undefined {
  return tenant.store.entities.get(idOrName) ?? tenant.store.entities.all().find((entity) => entity.name === idOrName)
}

/** Records name the first entity by null, so that its id may be given later. */
export const entityKey = (tenant: Tenant, id: string) => (id === readUsers(tenant).entity ? null : id)

export const idOfEntity = (tenant: Tenant, key: string | null) => key ?? readUsers(tenant).entity

export const organizationsOf = (tenant: Tenant, entityId: string | null): StoredOrganization[] =>
  tenant.store.organizations.all().filter((organization) => organization.entityId === entityId)

/** "Unlabeled data can be accessed by all organizations in your tenant." */
export function isInScope(
  scope: Scope,
  owned: { entityId: string | null; organizationIds: readonly string[] },
): boolean {
  const { entityId, organizationIds: wanted } = scope
  if (owned.entityId !== entityId) return false
  return (
    wanted === undefined ||
    owned.organizationIds.length === 0 ||
    owned.organizationIds.some((id) => wanted.includes(id))
  )
}

/** The organizations below these, children's children included. */
export function organizationsBelow(tenant: Tenant, period: StoredPeriod): ReadonlySet<string> {
  const all = organizationsOf(tenant, period.entityId)
  const above = new Set(period.organizationLabels.map((label) => label.organizationId))
  const below = new Set<string>()
  const isNew = ({ id, parentId }: StoredOrganization) =>
    parentId !== null && (above.has(parentId) || below.has(parentId)) && !below.has(id) && !above.has(id)
  for (let found = all.filter(isNew); found.length > 0; found = all.filter(isNew))
    for (const { id } of found) below.add(id)
  return below
}
