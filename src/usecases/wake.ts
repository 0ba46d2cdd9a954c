import { mayGoOn } from '../domain/approvals/waking.ts'
import { secondsBetween } from '../domain/calendar/calendar-date.ts'
import { type Request, referenceOf } from '../domain/request.ts'
import { whyStuck } from '../domain/requester/stuck.ts'
import type { Log } from './ports/log.ts'
import type { OpenRequests, Requests } from './ports/record/requests.ts'
import type { Rules } from './ports/rules.ts'
import type { Workflow } from './ports/workflow.ts'
import { readRequest } from './register/read-request.ts'

export type WakePorts = {
  requests: Requests & OpenRequests
  workflow: Workflow
  rules: Pick<Rules, 'policyFor' | 'patience'>
  now: () => Date
  log: Log
}

/**
 * Every minute, what a crash or an outage left: decisions and outcomes not woken, requests without an execution,
 * executions that died, outcomes not told; and cards of a policy that is no longer in force. One request that cannot be
 * repaired does not keep the others from it.
 */
export async function wake(ports: WakePorts): Promise<void> {
  const failures: unknown[] = []
  let stuck = 0
  const open = await ports.requests.open()
  for (const key of open) {
    try {
      const request = await readRequest(key, ports.requests)
      if (isStuck(request, ports)) stuck += 1
      if (!request.told) await repair(request, ports)
    } catch (error) {
      const [name, words] = error instanceof Error ? [error.name, error.message] : ['unknown', String(error)]
      ports.log('request-not-repaired', { request: referenceOf(key), error: name, words })
      failures.push(error)
    }
  }
  ports.log('woke', { open: open.length, stuck, notRepaired: failures.length })
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} requests could not be repaired.`)
}

function isStuck(request: Request, { rules, now, log }: WakePorts): boolean {
  const at = now().toISOString()
  const stuck = whyStuck(request, at, rules.patience)
  if (!stuck) return false
  const minutes = Math.round(secondsBetween(stuck.since, at) / 60)
  log('request-stuck', { request: referenceOf(request), because: stuck.because, minutes })
  return true
}

async function repair(request: Request, { requests, workflow, rules, log }: WakePorts): Promise<void> {
  const state = await workflow.stateOf(request.execution)
  if (state === 'missing') return workflow.start(request, request.execution)
  if (state === 'running') {
    // A turn that was repeated may have ended it while its execution waits. A stage's card may be on its way: it is not
    // asked for once more, and if it is not, the next look at Zuora posts it.
    const isToWake = mayGoOn(request) || request.outcome !== null || isOfOtherPolicy(request, rules)
    if (isToWake && request.taskToken) await workflow.resume(request.taskToken)
    return
  }
  const execution = nextExecution(request)
  log('execution-started-again', { request: referenceOf(request), ended: request.execution, execution })
  const renamed = await requests.write(request, { execution }, [])
  if (renamed) await workflow.start(renamed, execution)
}

/** What people approve meanwhile would be void: they are asked again now, not when the workflow next looks. */
function isOfOtherPolicy({ status, policyHash, entity }: Request, rules: Pick<Rules, 'policyFor'>): boolean {
  return status === 'awaiting' && policyHash !== rules.policyFor(entity).hash
}

/** A name is taken for 90 days: `US-0147`, then `US-0147-2`. */
function nextExecution(request: Request): string {
  const reference = referenceOf(request)
  const times = Number(request.execution.slice(reference.length + 1)) || 1
  return `${reference}-${times + 1}`
}
