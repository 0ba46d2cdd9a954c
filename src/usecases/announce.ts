import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { secondsBetween } from '../domain/calendar/calendar-date.ts'
import { followedUpEntry } from '../domain/evidence/later-entries.ts'
import type { FollowUp, Outcome } from '../domain/outcome.ts'
import { heldBy, type Request, type RequestKey, referenceOf } from '../domain/request.ts'
import { askUnderWay } from '../domain/steps/ask-state.ts'
import { lookAfter } from './calendar/look-after.ts'
import { entityOf } from './entities/entity-of.ts'
import type { KeptCalendars } from './ports/record/kept-calendars.ts'
import type { RefusedClicks, Requests } from './ports/record/requests.ts'
import type { Resume } from './ports/workflow.ts'
import { noteRequest } from './reconcile/note-request.ts'
import { sealOutcome } from './record/seal-outcome.ts'
import { stampNotes } from './record/stamp-notes.ts'
import { tellHeads } from './record/tell-heads.ts'
import { notePosted } from './register/note-posted.ts'
import { readRequest } from './register/read-request.ts'
import type { WorkflowPorts } from './turns/workflow-ports.ts'
import type { WorkflowStep } from './turns/workflow-step.ts'

export type AnnouncePorts = Omit<WorkflowPorts, 'requests' | 'workflow' | 'filings' | 'policies'> & {
  requests: Requests & Pick<RefusedClicks, 'refusedClicks'>
  workflow: Resume
  keptCalendars: KeptCalendars
}

const mostOfCause = 500

/** Why the workflow broke, as Step Functions tells it; null when it did not. */
export type Broke = { Error: string; Cause?: string | undefined } | null

/** Seals the outcome and releases the lock, then tells people. May run twice: what was posted is not posted again. */
export async function announce(key: RequestKey, broke: Broke, ports: AnnouncePorts): Promise<WorkflowStep> {
  const request = await readRequest(key, ports.requests)
  if (broke)
    ports.log('workflow-broke', { request: referenceOf(key), error: broke.Error, cause: wordsOf(broke.Cause ?? '') })
  // Sealed now, the record would say "failed" of a close that may take effect in a moment.
  if (broke && request.status !== 'finished' && askUnderWay(request, ports.now().toISOString())) {
    return { kind: 'wait', seconds: 10 }
  }
  const sealed =
    request.status === 'finished' ? await endFollowUp(request, broke, ports) : await seal(request, broke, ports)
  if (!sealed) return { kind: 'asked' }
  await noteRequest(sealed, ports)
  for (const held of heldBy(sealed)) await ports.locks.release(held, referenceOf(sealed))
  await wakeRange(sealed, ports)
  const step = await tell(sealed, ports)
  if (request.status !== 'finished') await lookAfter(sealed, ports)
  return step
}

/** Of a function's error, as Lambda hands it to Step Functions, its words alone: its trace and what else is there are in the log already. */
function wordsOf(cause: string): string {
  try {
    const read: unknown = JSON.parse(cause)
    const isError = typeof read === 'object' && read !== null && 'errorMessage' in read
    return String(isError ? read.errorMessage : cause).slice(0, mostOfCause)
  } catch {
    return cause.slice(0, mostOfCause)
  }
}

/** The range that this close is part of goes on at once; should this be lost, it looks again by itself. */
async function wakeRange({ entity, partOf }: Request, { requests, workflow }: AnnouncePorts): Promise<void> {
  if (partOf === null) return
  const range = await requests.read({ entity, number: partOf })
  if (range?.status === 'following' && range.taskToken) await workflow.resume(range.taskToken)
}

/** Undefined when somebody wrote meanwhile: the next turn looks again. */
async function seal(request: Request, broke: Broke, ports: AnnouncePorts): Promise<Request | undefined> {
  const outcome = request.outcome ?? outcomeOfBroken(broke)
  const periodAtEnd = request.periodAtEnd ?? (await readPeriodIfPossible(request, ports))
  return sealOutcome(request, { outcome, periodAtEnd }, ports)
}

function outcomeOfBroken(broke: Broke): Outcome {
  if (broke?.Error === 'ZuoraSignInRefused') return { kind: 'failed', because: { kind: 'sign-in-refused' } }
  return { kind: 'failed', because: { kind: 'broke', error: broke?.Error ?? 'no outcome' } }
}

/** The state the period is in now, for the message; null when Zuora cannot say, and then the message says so. */
async function readPeriodIfPossible(request: Request, { rules, log }: AnnouncePorts): Promise<AccountingPeriod | null> {
  try {
    const { id } = request.period
    return id === null || request.action === 'control-test'
      ? null
      : ((await entityOf(request, rules.entities).periods.retrieve(id)) ?? null)
  } catch (error) {
    log('period-state-unknown', {
      request: referenceOf(request),
      error: error instanceof Error ? error.name : 'unknown',
    })
    return null
  }
}

/** When following the final trial balance broke, that is told instead of tried for ever. */
async function endFollowUp(
  request: Request,
  broke: Broke,
  { requests, now }: AnnouncePorts,
): Promise<Request | undefined> {
  if (!broke || request.followUp?.kind !== 'waiting') return request
  const at = now().toISOString()
  const followUp: FollowUp = { kind: 'not-seen', waitedSeconds: secondsBetween(request.followUp.since, at) }
  return requests.write(request, { followUp }, [followedUpEntry(at, followUp)])
}

type Telling = Pick<AnnouncePorts, 'requests' | 'announcer' | 'now'>

/** At least once, each: what was posted is remembered only after Slack has it. */
async function tell(sealed: Request, ports: AnnouncePorts): Promise<WorkflowStep> {
  const { requests, announcer } = ports
  const shown = await withOutcomeMessage(sealed, ports)
  if (shown.card) await announcer.showCard(shown)
  await announcer.showStatus(shown, null)
  await showSetBack(shown, { requests, announcer })
  const request = await tellHeads(shown, ports)
  if (!request) return { kind: 'asked' }
  if (request.followUp?.kind === 'waiting') return { kind: 'wait', seconds: 3 }
  // Zuora is left alone until the final trial balance has ended: whether a period takes notes while one runs is not documented.
  const stamped = await stampNotes(await withFollowUp(request, ports), ports)
  if (stamped !== 'over') return stamped
  await requests.noteMessages(request, { told: true })
  return { kind: 'finished' }
}

async function withFollowUp(request: Request, { requests, announcer, now }: Telling): Promise<Request> {
  if (!request.followUp || request.followUpMessage) return request
  const message = await announcer.postFollowUp(request)
  return message ? notePosted(request, { what: 'follow-up', message }, { requests, now }) : request
}

async function withOutcomeMessage(request: Request, { requests, announcer, now }: Telling): Promise<Request> {
  if (request.outcomeMessage) return request
  const message = await announcer.postOutcome(request)
  return message ? notePosted(request, { what: 'outcome', message }, { requests, now }) : request
}

async function showSetBack(
  request: Request,
  { requests, announcer }: Pick<Telling, 'requests' | 'announcer'>,
): Promise<void> {
  if (request.setsBack === null || request.outcome?.kind !== 'succeeded') return
  const ended = await requests.read({ entity: request.entity, number: request.setsBack })
  if (ended) await announcer.showSetBack(ended, request)
}
