import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import { hasStamp, nextStamp, notStamped, type StampStep, stampFor } from '../../domain/evidence/notes-stamp.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { mayHaveBeenHeard } from '../../domain/steps/ask-state.ts'
import type { Log } from '../ports/log.ts'
import type { Locks } from '../ports/record/locks.ts'
import type { Requests } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'
import { readAnswer } from '../turns/read-answer.ts'
import type { WorkflowStep } from '../turns/workflow-step.ts'
import { isPassing } from '../turns/zuora-trouble.ts'

export type StampPorts = {
  requests: Requests
  announcer: Pick<Announcer, 'postDetail'>
  locks: Locks
  rules: Rules
  now: () => Date
  log: Log
}

/** What stamps, and with what. */
type Stamping = { request: Request; entity: Entity; periodId: string; stamp: string; now: string }

const lookAgainSeconds = 5
const zuoraAwaySeconds = 300
/** A machine that slept since the ask was stored must not send notes that others may have changed since. */
const mostSecondsToSend = 15

/**
 * Puts the head into the period's notes in Zuora, once the close and its final trial balance have been told. `over` when
 * nothing more is to be done. Its ask is stored before it is sent, what Zuora shows then decides, and whatever goes wrong is
 * told in the thread: nothing else waits for it.
 */
export async function stampNotes(request: Request, ports: StampPorts): Promise<WorkflowStep | 'over'> {
  const entity = ports.rules.entities.find(({ key }) => key === request.entity)
  const stamp = stampFor(request)
  const { id: periodId } = request.period
  const isOver = request.later.some(({ kind }) => kind === 'notes-stamped')
  if (!entity?.stampNotes || !stamp || periodId === null || isOver) return 'over'
  const stamping = { request, entity, periodId, stamp, now: ports.now().toISOString() }
  try {
    return await takeTurn(stamping, ports)
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('Zuora'))) throw error
    if (isPassing(error) && !isTooLate(stamping, ports)) return { kind: 'wait', seconds: zuoraAwaySeconds }
    // What this turn had written before it broke counts.
    const now = (await ports.requests.read(request)) ?? request
    return conclude(
      { ...stamping, request: now },
      notStamped(isPassing(error) ? 'no-answer' : 'broke', error.name),
      ports,
    )
  }
}

function isTooLate({ request, now }: Stamping, { rules }: StampPorts): boolean {
  return secondsBetween(request.log.at(-1)?.at ?? now, now) > 2 * rules.patience.trialBalance
}

async function takeTurn(stamping: Stamping, ports: StampPorts): Promise<WorkflowStep | 'over'> {
  const step = await look(stamping)
  return step.kind === 'ask' ? askIfFree(stamping, ports) : take(step, stamping, ports)
}

async function look({ request, entity, periodId, stamp, now }: Stamping): Promise<StampStep> {
  return nextStamp(await entity.periods.retrieve(periodId), stamp, { asked: request.asks.update, now })
}

async function take(step: StampStep, stamping: Stamping, ports: StampPorts): Promise<WorkflowStep | 'over'> {
  switch (step.kind) {
    case 'over':
      return conclude(stamping, step, ports)
    case 'settling':
      return { kind: 'wait', seconds: lookAgainSeconds }
    case 'ask':
      return ask(stamping, step.notes, ports)
  }
}

/** Whoever has the period now may be changing its notes: Zuora would keep the last that it is sent. */
async function askIfFree(stamping: Stamping, ports: StampPorts): Promise<WorkflowStep | 'over'> {
  const { request, periodId } = stamping
  const held = { entity: request.entity, id: periodId }
  const taken = await ports.locks.take(held, referenceOf(request))
  if (taken !== true) return conclude(stamping, notStamped('in-use', taken), ports)
  try {
    // A request that had it until a moment ago may have changed the notes since they were read.
    return await take(await look(stamping), stamping, ports)
  } finally {
    await ports.locks.release(held, referenceOf(request))
  }
}

async function ask(stamping: Stamping, notes: string, ports: StampPorts): Promise<WorkflowStep | 'over'> {
  const { request, entity, periodId } = stamping
  const at = ports.now().toISOString()
  const before = request.asks.update
  const update = {
    at,
    times: (before?.times ?? 0) + 1,
    mayHaveBeenHeard: before !== undefined && mayHaveBeenHeard(before),
    trialBalanceStartBefore: null,
    trialBalanceStart: null,
    answer: null,
  }
  const entry: LogEntry = { at, kind: 'zuora-asked', by: null, details: { what: 'update', fields: { notes } } }
  const asked = await ports.requests.write(request, { asks: { ...request.asks, update } }, [entry])
  if (!asked) return { kind: 'asked' }
  if (secondsBetween(at, ports.now().toISOString()) > mostSecondsToSend) return { kind: 'asked' }
  const target = { periodId, fields: { notes }, idempotencyKey: null }
  const answer = await entity.periods.ask('update', target, referenceOf(request))
  const answeredAt = ports.now().toISOString()
  const answered = await ports.requests.write(
    asked,
    { asks: { ...asked.asks, update: { ...update, answer: readAnswer(answer, answeredAt) } } },
    [{ at: answeredAt, kind: 'zuora-answered', by: null, details: { what: 'update', ...answer } }],
  )
  if (!answered) return { kind: 'asked' }
  const period = await entity.periods.retrieve(periodId)
  if (!period || !hasStamp(period, stamping.stamp)) return { kind: 'wait', seconds: lookAgainSeconds }
  // The read that follows its own accepted ask at once names the bot's user.
  if (answer.kind === 'accepted' && period.updatedBy) {
    await ports.locks.rememberIntegrationUser(request.entity, period.updatedBy)
  }
  return conclude({ ...stamping, request: answered }, { kind: 'over', stamped: { kind: 'stamped' } }, ports)
}

/** Told first: what stands in Zuora, or why it does not, is seen again by the turn that repeats this one. */
async function conclude(
  { request }: Stamping,
  { stamped }: Extract<StampStep, { kind: 'over' }>,
  { requests, announcer, now, log }: StampPorts,
): Promise<WorkflowStep | 'over'> {
  if (stamped.kind === 'not-stamped')
    log('notes-not-stamped', { request: referenceOf(request), because: stamped.because })
  await announcer.postDetail(request, { kind: 'notes-stamped', stamped })
  const written = await requests.write(request, {}, [
    { at: now().toISOString(), kind: 'notes-stamped', by: null, details: { stamped } },
  ])
  return written ? 'over' : { kind: 'asked' }
}
