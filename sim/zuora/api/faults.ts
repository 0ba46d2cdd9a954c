import type { Call } from '../http/call.ts'
import type { Fault } from '../records/plans.ts'
import type { Tenant } from '../tenant/tenant.ts'

function isMeantFor(fault: Fault, call: Call): boolean {
  const isMethod = fault.method === null || fault.method === call.method
  return isMethod && new RegExp(fault.path).test(call.url.pathname + call.url.search)
}

/** The first fault that is meant for this call, counted down. */
export function takeFault(tenant: Tenant, call: Call): Fault | undefined {
  const { faults } = tenant.store
  const taken = faults.entries().find(({ value }) => isMeantFor(value, call))
  if (taken === undefined) return undefined
  if (taken.value.times > 1) faults.put(taken.key, { ...taken.value, times: taken.value.times - 1 })
  else faults.delete(taken.key)
  return taken.value
}
