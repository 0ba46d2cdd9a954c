import { isDone } from '../people/asked-now.ts'
import { resolvePrincipals } from '../people/authority.ts'
import type { Turn } from './turn.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import type { WorkflowStep } from './workflow-step.ts'

/** From now on others may decide as well, of the same number. Written first: each of them is written to at most once. */
export async function takeEscalate({ request, facts }: Turn, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { announcer, people, requests, rules } = ports
  const principals = rules.policyFor(request.entity).policy.escalateTo?.approvers ?? []
  const named = await resolvePrincipals(principals, people)
  const details = {
    round: request.round,
    approvers: principals,
    people: named,
    waitedSeconds: facts.escalateAfterSeconds,
  }
  const escalated = await requests.write(request, { escalatedAt: facts.now }, [
    { at: facts.now, kind: 'escalated', by: null, details },
  ])
  if (!escalated) return { kind: 'asked' }
  await announcer.showCard(escalated)
  await announcer.notifyEscalated(
    escalated,
    named.filter((id) => !isDone(escalated, id)),
  )
  return { kind: 'asked' }
}
