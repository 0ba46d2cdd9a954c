import type { Step } from '../../domain/steps/step.ts'
import { noteRequesterLeft } from '../requester/note-requester-left.ts'
import type { Turn } from './turn.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import type { WorkflowStep } from './workflow-step.ts'

/** Its time has not come: it waits as for people, so that a cancellation ends the wait at once. */
export async function takeAwaitTime(
  { request }: Turn,
  { timeoutSeconds }: Extract<Step, { kind: 'await-time' }>,
  ports: WorkflowPorts,
): Promise<WorkflowStep> {
  const isKnown = request.status === 'planned'
  const planned = isKnown ? request : await ports.requests.write(request, { status: 'planned', taskToken: null }, [])
  const shown = planned && (await noteRequesterLeft(planned, ports))
  if (!shown) return { kind: 'asked' }
  await ports.announcer.showStatus(shown, null)
  return { kind: 'await-decision', timeoutSeconds }
}
