import { z } from 'zod'
import { blockingKinds, changeDocuments, postedKinds, setDocuments } from '../objects/documents.ts'
import { fileTrouble } from '../records/plans.ts'
import { objects } from '../records/records.ts'
import { findPeriod } from '../tenant/calendar.ts'
import { showInControl } from './of-periods.ts'
import { type Operation, ok, oneOrMore, refused } from './operation.ts'

const count = z.int().min(0).max(5000)
const documentCount = z.strictObject({ item: z.enum([...blockingKinds, ...postedKinds]), period: z.string(), count })

const putDocuments: Operation = (tenant, { body }) => {
  const wanted = documentCount.parse(body)
  const period = findPeriod(tenant, wanted.period)
  if (period === undefined) return refused(404, `no period ${wanted.period}`)
  setDocuments(tenant, wanted.item, period, wanted.count)
  return ok(showInControl(tenant, period))
}

const documentChange = z.strictObject({ object: z.enum(objects), period: z.string(), count })

const changeSettled: Operation = (tenant, { body }) => {
  const wanted = documentChange.parse(body)
  const period = findPeriod(tenant, wanted.period)
  if (period === undefined) return refused(404, `no period ${wanted.period}`)
  return ok(changeDocuments(tenant, wanted.object, period, wanted.count))
}

const troubleFiles: Operation = (tenant, { body }) => {
  for (const trouble of oneOrMore(fileTrouble).parse(body)) tenant.store.fileTroubles.put(trouble.file, trouble)
  return ok({ troubles: tenant.store.fileTroubles.all() })
}

export const documentOperations: Record<string, Operation> = {
  'POST /sim/documents': putDocuments,
  'POST /sim/documents/changes': changeSettled,
  'GET /sim/file-troubles': (tenant) => ok({ troubles: tenant.store.fileTroubles.all() }),
  'POST /sim/file-troubles': troubleFiles,
  'DELETE /sim/file-troubles': (tenant) => {
    tenant.store.fileTroubles.clear()
    return ok({ troubles: [] })
  },
}
