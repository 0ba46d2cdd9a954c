import { approvalsOf } from '../../domain/approvals/approval.ts'
import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { approversFor } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { awaitSeconds } from '../../domain/steps/approval/while-waiting-step.ts'
import type { Step } from '../../domain/steps/step.ts'
import { resolvePrincipals } from '../people/authority.ts'
import { onlyReaders } from '../people/may-read.ts'
import { noteRequesterLeft } from '../requester/note-requester-left.ts'
import { scannedEntries } from './scanned-detail.ts'
import type { Turn } from './turn.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import type { WorkflowStep } from './workflow-step.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/**
 * Keeps until when Zuora is not asked, and says so where it can be stopped, and to those who can stop it. Written first: each
 * of them is written to at most once.
 */
export async function takeHold(
  { request, facts }: Turn,
  { until }: StepOf<'hold'>,
  ports: WorkflowPorts,
): Promise<WorkflowStep> {
  const { requests, announcer } = ports
  const people = await thoseWhoCanStop(request, ports)
  const details = { round: request.round, until, holdSeconds: facts.holdSeconds }
  const held = await requests.write(request, { heldUntil: until, taskToken: null }, [
    ...scannedEntries(facts),
    { at: facts.now, kind: 'held', by: null, details },
  ])
  if (!held) return { kind: 'asked' }
  if (held.card) await announcer.showCard(held)
  await announcer.showStatus(held, null)
  await announcer.notifyHeld(held, people)
  return { kind: 'await-decision', timeoutSeconds: awaitSeconds(secondsBetween(facts.now, until)) }
}

/** Who asked, who may approve in whichever stage, and who approved for somebody; only people whom the policy names now. */
async function thoseWhoCanStop(request: Request, { rules, people }: WorkflowPorts): Promise<string[]> {
  const { entity, action, requester } = request
  const approvers = approversFor(rules.policyFor(entity).policy, action)
  const named = await resolvePrincipals(approvers, people)
  const around = [requester.id, ...approvalsOf(request).map(({ by }) => by.id)]
  return [...new Set([...(await onlyReaders(around, entity, { rules, people })), ...named])]
}

/** A turn that died after it held, or after others came in, may not have shown it. */
export async function takeAwait(
  turn: Turn,
  { timeoutSeconds }: StepOf<'await-decision'>,
  ports: WorkflowPorts,
): Promise<WorkflowStep> {
  const { announcer } = ports
  const request = await noteRequesterLeft(turn.request, ports)
  if (!request) return { kind: 'asked' }
  if (request.card && (request.heldUntil !== null || request.escalatedAt !== null)) await announcer.showCard(request)
  await announcer.showStatus(request, null)
  return { kind: 'await-decision', timeoutSeconds }
}
