import { type Call, header } from '../http/call.ts'
import type { StoredClient } from '../records/settings.ts'
import { entityKey, organizationsOf, type Scope } from '../tenant/scope.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { ZuoraError } from './errors.ts'

const problem = (category: ZuoraError['category'], message: string): ZuoraError => ({
  resource: 'platform',
  category,
  message,
})

/**
 * "If the OAuth token is valid for more than one entity, you must use this header to specify which entity to perform the
 * operation in." Which error an unknown one has is not documented.
 */
function readEntity(tenant: Tenant, call: Call, client: StoredClient): string | ZuoraError {
  const asked = header(call, 'zuora-entity-ids')?.trim()
  const [only, ...others] = client.entityIds
  if (asked === undefined) {
    if (only !== undefined && others.length === 0) return only
    return problem(20, 'The Zuora-Entity-Ids header is required: the token is valid for several entities.')
  }
  if (tenant.store.entities.get(asked) === undefined) return problem(40, `There is no entity ${asked}.`)
  return client.entityIds.includes(asked) ? asked : problem(10, `You do not have access to entity ${asked}.`)
}

/** "If you specify an org that the user does not have access to, the operation fails." Without Multi-Org it is ignored. */
function readOrganizations(tenant: Tenant, call: Call, entityId: string | null): Scope['organizationIds'] | ZuoraError {
  const known = organizationsOf(tenant, entityId).map(({ id }) => id)
  const asked = header(call, 'zuora-org-ids')
  if (known.length === 0 || asked === undefined) return undefined
  const ids = asked.split(',').map((id) => id.trim())
  const unknown = ids.find((id) => !known.includes(id))
  return unknown === undefined ? ids : problem(10, `You do not have access to organization ${unknown}.`)
}

/** What of the tenant a call is about, by its token and its headers. */
export function scopeOfCall(tenant: Tenant, call: Call, client: StoredClient): Scope | ZuoraError {
  const entity = readEntity(tenant, call, client)
  if (typeof entity !== 'string') return entity
  const entityId = entityKey(tenant, entity)
  const organizationIds = readOrganizations(tenant, call, entityId)
  return organizationIds !== undefined && 'category' in organizationIds
    ? organizationIds
    : { entityId, organizationIds }
}
