import { z } from 'zod'
import type { Operation } from '../api/asked.ts'
import { header } from '../http/call.ts'
import { organizationIdsOf } from '../tenant/calendar.ts'
import { isInScope } from '../tenant/scope.ts'
import { no } from './rule.ts'
import { showPeriod } from './show-period.ts'

const pageQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(300).default(300),
})

/** One page of the list. Zuora documents its order both ways, so it is by id here: nobody may rely on it. */
export const list: Operation = (tenant, { call, scope }) => {
  const query = pageQuery.safeParse(Object.fromEntries(call.url.searchParams))
  if (!query.success) return no(20, 'page must be 1 or more, pageSize between 1 and 300.')
  const { page, pageSize } = query.data
  const periods = tenant.store.periods
    .all()
    .filter((period) => isInScope(scope, { ...period, organizationIds: organizationIdsOf(period) }))
    .sort((a, b) => a.id.localeCompare(b.id))
  const shown = periods.slice((page - 1) * pageSize, page * pageSize)
  const nextPage = new URL(`${call.url.pathname}?page=${page + 1}&pageSize=${pageSize}`, call.url).href
  return {
    status: 200,
    body: {
      accountingPeriods: shown.map((period) => showPeriod(tenant, period, header(call, 'zuora-version'))),
      ...(page * pageSize < periods.length && { nextPage }),
      success: true,
    },
  }
}
