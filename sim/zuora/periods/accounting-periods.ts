import type { Asked, Operation } from '../api/asked.ts'
import type { ZuoraError } from '../api/errors.ts'
import type { Verdict } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import type { Ask, StoredPeriod } from '../records/records.ts'
import { organizationIdsOf } from '../tenant/calendar.ts'
import { isInScope } from '../tenant/scope.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Actor, clientActor } from './actor.ts'
import { createPeriod } from './create-period.ts'
import { deletePeriod } from './delete-period.ts'
import { readChangedFields, readNewFields } from './period-fields.ts'
import { no } from './rule.ts'
import { showPeriod } from './show-period.ts'
import { type Taken, takeEffect } from './take-effect.ts'
import { updatePeriod } from './update-period.ts'

const isError = (one: object): one is ZuoraError => 'resource' in one && 'category' in one

/** The body of a request that writes, or what is wrong with it before anyone looks at the period. */
function readBody(call: Call): { body: unknown } | ZuoraError {
  // Body-less Zuora PUTs were seen to answer 415 without a JSON content type.
  if (!header(call, 'content-type')?.toLowerCase().startsWith('application/json'))
    return no(45, 'The content type must be application/json.')
  // "All POST and PATCH requests accept idempotency keys. You should not specify the header in PUT and DELETE requests."
  if (call.method !== 'POST' && header(call, 'idempotency-key') !== undefined)
    return no(90, `The Idempotency-Key header is not supported for ${call.method}.`)
  try {
    return { body: call.body === '' ? {} : JSON.parse(call.body) }
  } catch {
    return no(90, 'The request body is malformed.')
  }
}

function find(tenant: Tenant, { scope, id }: Asked): StoredPeriod | ZuoraError {
  const period = tenant.store.periods.get(id)
  const isSeen = period !== undefined && isInScope(scope, { ...period, organizationIds: organizationIdsOf(period) })
  return isSeen ? period : no(40, `Cannot find entity by key: '${id}'.`)
}

type Change = (tenant: Tenant, period: StoredPeriod, actor: Actor, body: unknown) => Taken

/** An operation that changes the period in its path. */
function changing(change: Change): Operation {
  return (tenant, asked): Verdict => {
    const read = readBody(asked.call)
    if (isError(read)) return read
    const period = find(tenant, asked)
    if (isError(period)) return period
    const { effect, error } = change(tenant, period, clientActor(tenant, asked), read.body)
    return error === undefined ? { status: 200, body: { success: true }, effect } : { ...error, effect }
  }
}

export const retrieve: Operation = (tenant, asked) => {
  const period = find(tenant, asked)
  if (isError(period)) return period
  const shown = showPeriod(tenant, period, header(asked.call, 'zuora-version'))
  return { status: 200, body: { ...shown, success: true } }
}

export const create: Operation = (tenant, asked) => {
  const read = readBody(asked.call)
  if (isError(read)) return read
  const given = readNewFields(read.body)
  if ('error' in given) return given.error
  const created = createPeriod(tenant, given.fields, asked.scope, clientActor(tenant, asked))
  if ('error' in created) return created.error
  return { status: 200, body: { id: created.period.id, success: true }, effect: 'create' }
}

export const update = changing((tenant, period, actor, body) => {
  const given = readChangedFields(body)
  return 'error' in given ? { effect: null, ...given } : updatePeriod(tenant, period, given.fields, actor)
})

export const remove = changing(deletePeriod)

export const askOf = (what: Ask): Operation =>
  changing((tenant, period, actor) => takeEffect(tenant, what, period, actor))
