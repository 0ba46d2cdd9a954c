import { z } from 'zod'
import { somePermissions } from '../records/settings.ts'
import { newId } from '../tenant/add-period.ts'
import { putClient } from '../tenant/clients.ts'
import { addEntity } from '../tenant/open-tenant.ts'
import { addOrganization } from '../tenant/organizations.ts'
import { entityKey, findEntity, idOfEntity, organizationsOf } from '../tenant/scope.ts'
import { readUsers, type Tenant } from '../tenant/tenant.ts'
import { type Operation, ok, refused } from './operation.ts'

const showEntities = (tenant: Tenant) => ({ entities: tenant.store.entities.all() })

const newEntity = z
  .strictObject({
    name: z.string(),
    id: z.string().optional(),
    clientId: z.string().optional(),
    clientSecret: z.string().optional(),
    periods: z.enum(['seeded', 'none']).optional(),
  })
  .refine(({ clientId, clientSecret }) => (clientId === undefined) === (clientSecret === undefined), {
    error: 'clientId and clientSecret belong together',
  })

/** Without their secrets' hashes. */
const showClients = (tenant: Tenant) => ({
  clients: tenant.store.clients
    .all()
    .map(({ clientId, userId, entityIds, permissions }) => ({ clientId, userId, entityIds, permissions })),
})

const newClient = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  entities: z.array(z.string()).optional(),
  permissions: somePermissions.default({}),
})

/** Adds a set of credentials, of a user of its own, or changes what is known of it. */
const addClient: Operation = (tenant, { body }) => {
  const { entities: wanted = [readUsers(tenant).entity], ...client } = newClient.parse(body)
  const entities = wanted.flatMap((idOrName) => findEntity(tenant, idOrName) ?? [])
  if (entities.length < wanted.length) return refused(404, `no entity among ${wanted.join(', ')}`)
  const userId = tenant.store.clients.get(client.clientId)?.userId ?? newId()
  putClient(tenant, { ...client, userId, entityIds: entities.map(({ id }) => id) })
  return ok(showClients(tenant))
}

const newOrganization = z.strictObject({
  name: z.string(),
  id: z.string().optional(),
  parent: z.string().optional(),
  entity: z.string().optional(),
  periods: z.enum(['seeded', 'open-ended', 'unlabeled']).default('seeded'),
})

const addOne: Operation = (tenant, { body }) => {
  const { parent, entity: wanted = readUsers(tenant).entity, ...organization } = newOrganization.parse(body)
  const entity = findEntity(tenant, wanted)
  if (entity === undefined) return refused(404, `no entity ${wanted}`)
  const entityId = entityKey(tenant, entity.id)
  const known = organizationsOf(tenant, entityId)
  const above = known.find(({ id, name }) => id === parent || name === parent)
  if (parent !== undefined && above === undefined) return refused(404, `no organization ${parent}`)
  addOrganization(tenant, { ...organization, entityId, parentId: above?.id ?? null })
  return ok(showOrganizations(tenant))
}

const showOrganizations = (tenant: Tenant) => ({
  organizations: tenant.store.organizations
    .all()
    .map((one) => ({ ...one, entityId: idOfEntity(tenant, one.entityId) })),
})

export const tenancyOperations: Record<string, Operation> = {
  'GET /sim/entities': (tenant) => ok(showEntities(tenant)),
  'POST /sim/entities': (tenant, { body }) => ok(addEntity(tenant, newEntity.parse(body))),
  'GET /sim/clients': (tenant) => ok(showClients(tenant)),
  'POST /sim/clients': addClient,
  'GET /sim/organizations': (tenant) => ok(showOrganizations(tenant)),
  'POST /sim/organizations': addOne,
}
