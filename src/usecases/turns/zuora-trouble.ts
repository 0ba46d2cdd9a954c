import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { followedUpEntry } from '../../domain/evidence/later-entries.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { asksZuora } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import { mainAsks } from '../../domain/steps/approval/approval-step.ts'
import { askUnderWay } from '../../domain/steps/ask-state.ts'
import type { RequestChanges } from '../ports/record/requests.ts'
import type { WorkflowPorts } from './workflow-ports.ts'

/** Whether trying again later is right: the errors that the workflow retries by name. */
export function isPassing(error: unknown): error is Error {
  return error instanceof Error && ['ZuoraBusy', 'ZuoraUnavailable'].includes(error.name)
}

/** Zuora refuses the credentials while what was asked for may be taking effect: saying "failed" now could be false, so it is waited for. */
export function isLockedOut({ action, asks }: Request, error: unknown): boolean {
  const isAsked = asksZuora(action) && asks[mainAsks[action]] !== undefined
  return error instanceof Error && error.name === 'ZuoraSignInRefused' && isAsked
}

/**
 * Zuora did not answer: people are told once, and the workflow tries again. True when it has been so for too long: then
 * the request has an outcome.
 */
export async function noteUnreachable(request: Request, error: unknown, ports: WorkflowPorts): Promise<boolean> {
  if (!isPassing(error) && !isLockedOut(request, error)) return false
  const { requests, announcer, rules } = ports
  const now = ports.now().toISOString()
  if (request.unreachableSince === null) {
    const noted = await requests.write(request, { unreachableSince: now }, [])
    if (noted) await announcer.showStatus(noted, null)
    return false
  }
  const waitedSeconds = secondsBetween(request.unreachableSince, now)
  if (waitedSeconds <= rules.patience.trialBalance) return false
  const changes = changesWhenGivenUp(request, waitedSeconds)
  return (await requests.write(request, changes, entriesOf(changes, now))) !== undefined
}

function changesWhenGivenUp(request: Request, waitedSeconds: number): RequestChanges {
  const outcome = { kind: 'failed', because: { kind: 'zuora-unreachable', waitedSeconds } } as const
  return endedBy(outcome, request, waitedSeconds)
}

/** A sealed outcome stays what it is: then only the end of the final trial balance was not seen. */
function endedBy(outcome: Outcome, { status }: Request, waitedSeconds: number): RequestChanges {
  return status === 'finished' ? { followUp: { kind: 'not-seen', waitedSeconds } } : { outcome, status: 'working' }
}

/** An outcome gets its entry when it is sealed. */
function entriesOf({ followUp }: RequestChanges, at: string): LogEntry[] {
  return followUp ? [followedUpEntry(at, followUp)] : []
}

/** Undefined when the request has moved meanwhile. */
export async function noteReachable(
  request: Request,
  { requests, announcer }: WorkflowPorts,
): Promise<Request | undefined> {
  if (request.unreachableSince === null) return request
  const noted = await requests.write(request, { unreachableSince: null }, [])
  if (noted) await announcer.showStatus(noted, null)
  return noted
}

/**
 * Zuora's no to a read (a permission that is missing, say) is an ending, told in Zuora's words; but not while an ask may
 * still take effect. True when it is written.
 */
export async function noteReadRefused(
  request: Request,
  error: unknown,
  { requests, now }: WorkflowPorts,
): Promise<boolean> {
  if (!(error instanceof Error) || error.name !== 'ZuoraRefused') return false
  const at = now().toISOString()
  if (request.status !== 'finished' && askUnderWay(request, at)) return false
  const code = 'code' in error ? String(error.code) : ''
  const zuoraRequestId = 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : null
  const because = { kind: 'by-zuora', asked: 'read', code, message: error.message, zuoraRequestId } as const
  const waitedSeconds = request.followUp?.kind === 'waiting' ? secondsBetween(request.followUp.since, at) : 0
  const changes = endedBy({ kind: 'refused', because }, request, waitedSeconds)
  return (await requests.write(request, changes, entriesOf(changes, at))) !== undefined
}
