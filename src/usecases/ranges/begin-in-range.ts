import type { Request } from '../../domain/request.ts'
import { whetherToBegin } from '../../domain/steps/range-steps.ts'
import { readRequest } from '../register/read-request.ts'
import type { WorkflowPorts } from '../turns/workflow-ports.ts'

/** The request, with an outcome where it is not to begin. A request that is of no range, or has begun, is left as it is. */
export async function beginInRange(
  request: Request,
  { requests }: Pick<WorkflowPorts, 'requests'>,
): Promise<Request | 'not-yet' | 'overtaken'> {
  const { entity, partOf, lockTaken } = request
  if (partOf === null || lockTaken || request.outcome) return request
  const outcome = whetherToBegin(request, await readRequest({ entity, number: partOf }, requests))
  if (outcome === 'begin') return request
  if (outcome === 'not-yet') return outcome
  return (await requests.write(request, { outcome }, [])) ?? 'overtaken'
}
