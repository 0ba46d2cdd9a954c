import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Verdict } from '../http/answer.ts'
import { type Call, header } from '../http/call.ts'
import type { Fault } from '../records/plans.ts'
import { readSettings, type Tenant } from '../tenant/tenant.ts'
import { decide, type Gate, isTrackId } from './decide.ts'
import { errorBody, errorOfStatus, errorStatus } from './errors.ts'
import { takeFault } from './faults.ts'
import { idempotencyKeyOf, keepFirstAnswer } from './idempotency.ts'
import { createLimits } from './limits.ts'
import { clientIdOfCall } from './token.ts'

/** Turns an error into the answer that this call gets for it. */
function writeAnswer(verdict: Verdict, call: Call, requestId: string): Answer {
  if (!('category' in verdict)) return verdict
  const version = header(call, 'zuora-version')
  const { headers = {}, effect = null, isToKeep = false } = verdict
  const body = errorBody(verdict, version === undefined ? undefined : requestId)
  return { status: errorStatus(verdict, version), body, headers, effect, isToKeep }
}

function faultyAnswer(fault: Fault & { kind: 'status' }, requestId: string): Answer {
  const { status, headers, body = errorBody(errorOfStatus(status), requestId) } = fault
  return { status, headers, body }
}

function record(tenant: Tenant, call: Call, status: number | null, effect: Answer['effect']): void {
  const sent = (name: string) => header(call, name) ?? null
  tenant.store.calls.append({
    at: tenant.now().toISOString(),
    method: call.method,
    path: call.url.pathname + call.url.search,
    trackId: sent('zuora-track-id'),
    clientId: clientIdOfCall(tenant, call),
    entityIds: sent('zuora-entity-ids'),
    orgIds: sent('zuora-org-ids'),
    idempotencyKey: sent('idempotency-key'),
    contentEncoding: sent('content-encoding'),
    status,
    effect: effect ?? null,
  })
}

/** Answers and records in one transaction: what was answered is on disk, and what is not on disk was not answered. */
function answerOnce(tenant: Tenant, call: Call, { fault, gate }: { fault: Fault | undefined; gate: Gate }) {
  const requestId = randomUUID()
  return tenant.store.transaction((): Answer | undefined => {
    const answerCall = () => writeAnswer(decide(tenant, call, gate), call, requestId)
    const answerFault = () => (fault?.kind === 'status' ? faultyAnswer(fault, requestId) : answerCall())
    const done = fault?.kind === 'drop-before' ? undefined : answerFault()
    if (done?.isToKeep) keepFirstAnswer(tenant, call, done)
    const answer = fault?.kind === 'drop-after' ? undefined : done
    record(tenant, call, answer?.status ?? null, done?.effect)
    return answer && { ...answer, headers: { 'Zuora-Request-Id': requestId, ...answer.headers } }
  })
}

/** The API: answers a call, or returns undefined when the connection is to be destroyed instead. */
export function createApi(tenant: Tenant, stopped: AbortSignal) {
  const limits = createLimits(tenant.realNow, () => readSettings(tenant).sandboxLimits)
  const keysInProgress = new Set<string>()

  async function answerWithin(call: Call, isAllowed: boolean): Promise<Answer | undefined> {
    const key = idempotencyKeyOf(call)
    const isInProgress = key !== undefined && keysInProgress.has(key)
    const fault = tenant.store.transaction(() => takeFault(tenant, call))
    if (key !== undefined) keysInProgress.add(key)
    try {
      // A client that gives up meanwhile does not stop Zuora: it is done all the same.
      if (fault?.kind === 'delay') await wait(fault.ms, undefined, { signal: stopped })
      const closed = isInProgress ? 'in-progress' : 'over-limit'
      return answerOnce(tenant, call, { fault, gate: isAllowed && !isInProgress ? 'open' : closed })
    } finally {
      if (key !== undefined && !isInProgress) keysInProgress.delete(key)
    }
  }

  return async function answerApi(call: Call): Promise<Answer | undefined> {
    const place = limits.enter(call)
    try {
      const answer = await answerWithin(call, place.isAllowed)
      const trackId = header(call, 'zuora-track-id')
      const echo = trackId !== undefined && isTrackId(trackId) ? { 'Zuora-Track-Id': trackId } : {}
      return answer && { ...answer, headers: { ...place.headers, ...echo, ...answer.headers } }
    } finally {
      place.leave()
    }
  }
}
