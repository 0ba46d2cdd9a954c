import { randomUUID } from 'node:crypto'
import type { StoredOrganization } from '../records/records.ts'
import type { Owner } from './calendar.ts'
import { addOpenEnded, seedCalendar } from './seed.ts'
import { readUsers, type Tenant } from './tenant.ts'
import { zoneLessTime } from './zone-less-time.ts'

type NewOrganization = Omit<StoredOrganization, 'id'> & {
  id?: string | undefined
  /** `unlabeled`: it takes over the periods and documents of its entity that are of no organization yet. */
  periods: 'seeded' | 'open-ended' | 'unlabeled'
}

export function addOrganization(tenant: Tenant, { id = randomUUID(), periods, ...given }: NewOrganization): void {
  const { name, entityId, parentId } = given
  tenant.store.organizations.put(id, { id, name, entityId, parentId })
  const owner: Owner = { entityId, organizationLabels: [{ organizationId: id, organizationName: name }] }
  const { other } = readUsers(tenant)
  if (periods === 'unlabeled') labelTheUnlabeled(tenant, owner, id)
  else if (periods === 'seeded') seedCalendar(tenant, other, owner)
  else addOpenEnded(tenant, other, owner, zoneLessTime(tenant.now(), tenant.timezone).slice(0, 10))
}

function labelTheUnlabeled({ store }: Tenant, { entityId, organizationLabels }: Owner, id: string): void {
  for (const period of store.periods.all())
    if (period.entityId === entityId && period.organizationLabels.length === 0)
      store.periods.put(period.id, { ...period, organizationLabels })
  for (const { key, value } of store.documents.entries())
    if (value.entityId === entityId && value.organizationIds.length === 0)
      store.documents.put(key, { ...value, organizationIds: [id] })
}
