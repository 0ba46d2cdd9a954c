import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Verdict } from './answer.ts'
import { type Call, header } from './call.ts'
import { decide, isTrackId } from './decide.ts'
import { errorBody, errorOfStatus, errorStatus } from './errors.ts'
import { takeFault } from './faults.ts'
import { createLimits } from './limits.ts'
import type { Fault } from './records.ts'
import type { Tenant } from './tenant.ts'

/** Turns an error into the answer that this call gets for it. */
function writeAnswer(verdict: Verdict, call: Call, requestId: string): Answer {
  if (!('category' in verdict)) return verdict
  const version = header(call, 'zuora-version')
  const { headers = {}, effect = null } = verdict
  const body = errorBody(verdict, version === undefined ? undefined : requestId)
  return { status: errorStatus(verdict, version), body, headers, effect }
}

function faultyAnswer(fault: Fault & { kind: 'status' }, requestId: string): Answer {
  const { status, headers, body = errorBody(errorOfStatus(status), requestId) } = fault
  return { status, headers, body }
}

/** Answers and records in one transaction: what was answered is on disk, and what is not on disk was not answered. */
function answerOnce(
  tenant: Tenant,
  call: Call,
  { fault, isUnderLimit }: { fault: Fault | undefined; isUnderLimit: boolean },
) {
  const requestId = randomUUID()
  return tenant.store.transaction((): Answer | undefined => {
    const answerCall = () => writeAnswer(decide(tenant, call, isUnderLimit), call, requestId)
    const answerFault = () => (fault?.kind === 'status' ? faultyAnswer(fault, requestId) : answerCall())
    const done = fault?.kind === 'drop-before' ? undefined : answerFault()
    const answer = fault?.kind === 'drop-after' ? undefined : done
    tenant.store.calls.append({
      at: tenant.now().toISOString(),
      method: call.method,
      path: call.url.pathname + call.url.search,
      trackId: header(call, 'zuora-track-id') ?? null,
      status: answer?.status ?? null,
      effect: done?.effect ?? null,
    })
    return answer && { ...answer, headers: { 'Zuora-Request-Id': requestId, ...answer.headers } }
  })
}

/** The API: answers a call, or returns undefined when the connection is to be destroyed instead. */
export function createApi(tenant: Tenant, stopped: AbortSignal) {
  const limits = createLimits(tenant.now)

  return async function answerApi(call: Call): Promise<Answer | undefined> {
    const place = limits.enter(call)
    try {
      const fault = tenant.store.transaction(() => takeFault(tenant, call))
      // A client that gives up meanwhile does not stop Zuora: it is done all the same.
      if (fault?.kind === 'delay') await wait(fault.ms, undefined, { signal: stopped })
      const answer = answerOnce(tenant, call, { fault, isUnderLimit: place.isAllowed })
      const trackId = header(call, 'zuora-track-id')
      const echo = trackId !== undefined && isTrackId(trackId) ? { 'Zuora-Track-Id': trackId } : {}
      return answer && { ...answer, headers: { ...place.headers, ...echo, ...answer.headers } }
    } finally {
      place.leave()
    }
  }
}
