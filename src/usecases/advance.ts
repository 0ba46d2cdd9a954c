import type { Request, RequestKey } from '../domain/request.ts'
import { entityOf } from './entities/entity-of.ts'
import { noCard } from './people/no-card.ts'
import type { Entity } from './ports/rules.ts'
import { beginInRange } from './ranges/begin-in-range.ts'
import { notePosted } from './register/note-posted.ts'
import { readRequest } from './register/read-request.ts'
import { askZuora } from './turns/ask-zuora.ts'
import { endPlanOfNobody } from './turns/end-plan-of-nobody.ts'
import { takeStep } from './turns/take-step.ts'
import { decideTurn, type Turn } from './turns/turn.ts'
import type { WorkflowPorts } from './turns/workflow-ports.ts'
import type { WorkflowStep } from './turns/workflow-step.ts'
import { isLockedOut, noteReachable, noteReadRefused, noteUnreachable } from './turns/zuora-trouble.ts'

/**
 * One turn of the workflow: reads the request and the period, decides one step and takes it. May run twice, at the same
 * time too: whoever writes second finds that the request has moved and only asks for another turn.
 */
export async function advance(key: RequestKey, ports: WorkflowPorts): Promise<WorkflowStep> {
  const shown = await withStatusMessage(await readRequest(key, ports.requests), ports)
  const request = canPostCard(shown) ? await beginInRange(shown, ports) : await endWithoutCard(shown, ports)
  if (request === 'overtaken') return { kind: 'asked' }
  if (request === 'not-yet') return { kind: 'wait', seconds: 3 }
  const entity = entityOf(request, ports.rules.entities)
  const turn = await decide(request, entity, ports)
  if (turn === 'overtaken') return { kind: 'asked' }
  if (turn === 'given-up') return { kind: 'announce' }
  if (turn === 'locked-out') return { kind: 'wait', seconds: lockedOutSeconds }
  if (turn.step.kind !== 'ask') return takeStep(turn, ports)
  return (await endPlanOfNobody(turn.request, ports)) ? { kind: 'asked' } : askZuora(turn, turn.step, ports)
}

async function decide(
  request: Request,
  entity: Entity,
  ports: WorkflowPorts,
): Promise<Turn | 'overtaken' | 'given-up' | 'locked-out'> {
  try {
    const turn = await decideTurn(request, entity, ports)
    if (turn === 'overtaken') return turn
    const reachable = await noteReachable(turn.request, ports)
    return reachable ? { ...turn, request: reachable } : 'overtaken'
  } catch (error) {
    const isOver = (await noteUnreachable(request, error, ports)) || (await noteReadRefused(request, error, ports))
    if (isOver) return 'given-up'
    if (isLockedOut(request, error)) return 'locked-out'
    throw error
  }
}

/** Credentials are mended by people. */
const lockedOutSeconds = 60

/** First of all people see that it is under way; everything later goes into its thread. */
async function withStatusMessage(request: Request, { announcer, requests, now }: WorkflowPorts): Promise<Request> {
  if (request.statusMessage || request.outcome) return request
  const message = await announcer.showStatus(request, null)
  return message ? notePosted(request, { what: 'status', message }, { requests, now }) : request
}

/** Where the bot may not write, no card can be posted either: that is known before anything is asked of Zuora. */
function canPostCard({ approvalsNeeded, asks, channel, outcome, statusMessage }: Request): boolean {
  const isBegun = outcome !== null || Object.keys(asks).length > 0
  return isBegun || approvalsNeeded === 0 || statusMessage?.channel === channel
}

async function endWithoutCard(
  request: Request,
  { requests, announcer }: WorkflowPorts,
): Promise<Request | 'overtaken'> {
  const outcome = await noCard(request, announcer)
  return (await requests.write(request, { outcome }, [])) ?? 'overtaken'
}
