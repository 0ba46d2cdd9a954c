import { z } from 'zod'
import type { Answer } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { documentOperations } from './of-documents.ts'
import { periodOperations } from './of-periods.ts'
import { planOperations } from './of-plans.ts'
import { tenancyOperations } from './of-tenancy.ts'
import { tenantOperations } from './of-tenant.ts'
import { type Operation, refused } from './operation.ts'

const operations: Record<string, Operation> = {
  ...periodOperations,
  ...documentOperations,
  ...planOperations,
  ...tenancyOperations,
  ...tenantOperations,
}

/** The operation of a path: as it is written, or with what follows the collection as parameters. */
function find({ method, url }: Call): { operation: Operation | undefined; parameters: string[] } {
  const [, , collection, ...parameters] = url.pathname.split('/')
  const asWritten = operations[`${method} ${url.pathname}`]
  const path = ['/sim', collection, ...parameters.map(() => '*')].join('/')
  return { operation: asWritten ?? operations[`${method} ${path}`], parameters }
}

/** A page of another site must not play the others: only this server's own page and programs may. */
function isFromElsewhere(call: Call): boolean {
  const origin = header(call, 'origin')
  return origin !== undefined && origin !== call.url.origin
}

/** Answers a call to `/sim/…`; README.md lists them. */
export function answerControl(tenant: Tenant, call: Call): Answer {
  if (isFromElsewhere(call)) return refused(403, 'not from another site')
  const { operation, parameters } = find(call)
  if (operation === undefined) return refused(404, `no ${call.method} ${call.url.pathname}`)
  try {
    const body: unknown = call.body === '' ? undefined : JSON.parse(call.body)
    const control = { body, parameters: parameters.map(decodeURIComponent), query: call.url.searchParams }
    return tenant.store.transaction(() => operation(tenant, control))
  } catch (error) {
    if (error instanceof z.ZodError) return refused(400, z.prettifyError(error))
    if (error instanceof SyntaxError || error instanceof URIError) return refused(400, error.message)
    throw error
  }
}
