import { momentAfter } from '../../domain/calendar/business-days.ts'
import { secondsBetween } from '../../domain/calendar/calendar-date.ts'
import { followedUpEntry } from '../../domain/evidence/later-entries.ts'
import { canonicalJson, type LogEntry } from '../../domain/evidence/log.ts'
import { stagesFor } from '../../domain/policy/policy.ts'
import { awaitSeconds, secondsToAwait } from '../../domain/steps/approval/while-waiting-step.ts'
import { rangeAsItIs } from '../../domain/steps/range-steps.ts'
import type { Step } from '../../domain/steps/step.ts'
import { keepIfSame, reportsForCard, withReports } from '../evidence/compare-reports.ts'
import { followChild, startChild } from '../ranges/range-turn.ts'
import { noteRequesterLeft } from '../requester/note-requester-left.ts'
import { hasScanned, scannedDetail, scannedEntries } from './scanned-detail.ts'
import { takeAwaitTime } from './take-await-time.ts'
import { takeEscalate } from './take-escalate.ts'
import { takeAwait, takeHold } from './take-hold.ts'
import type { Turn } from './turn.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import type { WorkflowStep } from './workflow-step.ts'
import { writeVoid } from './write-void.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** Takes every step but the asks of Zuora: stores it, tells people, and says how the workflow goes on. */
export async function takeStep(turn: Turn, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { step } = turn
  switch (step.kind) {
    case 'void':
      return takeVoid(turn, step, ports)
    case 'block':
      return takeBlock(turn, step, ports)
    case 'start-round':
      return takeStartRound(turn, step, ports)
    case 'wait':
      return takeWait(turn, step, ports)
    case 'end':
      return takeEnd(turn, step, ports)
    case 'compare-reports': {
      const taken = await keepIfSame(turn, step, ports)
      return 'changes' in taken ? takeVoid(turn, { kind: 'void', changes: taken.changes }, ports) : taken
    }
    case 'follow-up': {
      const followUp = await withReports(turn, step)
      const entry = followedUpEntry(turn.facts.now, followUp)
      const written = await ports.requests.write(turn.request, { followUp }, [entry])
      return { kind: written ? 'announce' : 'asked' }
    }
    case 'await-time':
      return takeAwaitTime(turn, step, ports)
    case 'await-decision':
      return takeAwait(turn, step, ports)
    case 'escalate':
      return takeEscalate(turn, ports)
    case 'hold':
      return takeHold(turn, step, ports)
    case 'start-child':
      return startChild(turn, step.child, ports)
    case 'follow-child':
      return followChild(turn, step, ports)
    case 'finished':
      return { kind: turn.request.told ? 'finished' : 'announce' }
    default:
      return { kind: 'asked' }
  }
}

async function takeVoid(turn: Turn, { changes }: StepOf<'void'>, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const voided = await writeVoid(request, { changes, at: facts.now, before: scannedEntries(facts) }, ports)
  if (!voided) return { kind: 'asked' }
  await ports.announcer.showCard(voided)
  await ports.announcer.postDetail(voided, { kind: 'voided', changes })
  return { kind: 'asked' }
}

async function takeBlock(turn: Turn, { obstacles }: StepOf<'block'>, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const isNew = canonicalJson(obstacles) !== canonicalJson(request.obstacles)
  const expiresAt = request.status === 'blocked' && request.expiresAt ? request.expiresAt : expiryFrom(turn, ports)
  const changes = { status: 'blocked', obstacles, obstaclesAt: facts.now, expiresAt, othersSince: null } as const
  const entries = isNew ? [...scannedEntries(facts), entryOf(facts.now, 'blocked', { obstacles })] : []
  const blocked = await ports.requests.write(request, changes, entries)
  if (!blocked) return { kind: 'asked' }
  if (request.card) await ports.announcer.showCard(blocked)
  if (isNew) await ports.announcer.postDetail(blocked, { ...scannedDetail(facts), isBlocked: true })
  const shown = await noteRequesterLeft(blocked, ports)
  if (!shown) return { kind: 'asked' }
  await ports.announcer.showStatus(shown, null)
  return { kind: 'await-decision', timeoutSeconds: awaitSeconds(secondsBetween(facts.now, expiresAt)) }
}

async function takeStartRound(turn: Turn, step: StepOf<'start-round'>, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const { policy } = ports.rules.policyFor(request.entity)
  const round = request.round + 1
  const expiresAt = expiryFrom(turn, ports)
  const { snapshot, changes, approvalsNeeded } = step
  const shown = facts.documents ? { marks: facts.documents.marks, reports: await reportsForCard(turn) } : null
  const details = { round, snapshot, changes, approvalsNeeded, expiresAt, policy: facts.policy.hash, ...shown }
  const asked = await ports.requests.write(
    request,
    {
      status: 'awaiting',
      round,
      snapshot,
      shown,
      changedSinceCard: null,
      changes,
      approvals: 0,
      approvalsNeeded,
      stages: stagesFor(policy, request.action).map(({ approvals }) => approvals),
      roundStartedAt: facts.now,
      heldUntil: null,
      escalatedAt: null,
      policyHash: facts.policy.hash,
      expiresAt,
      obstacles: null,
      othersSince: null,
      taskToken: null,
    },
    [...scannedEntries(facts), entryOf(facts.now, 'approval-asked', details)],
  )
  if (!asked) return { kind: 'asked' }
  if (hasScanned(facts)) await ports.announcer.postDetail(asked, scannedDetail(facts))
  if (shown) await ports.announcer.postDetail(asked, { kind: 'reports-noted', reports: shown.reports })
  await ports.announcer.showStatus(asked, null)
  return { kind: 'await-decision', timeoutSeconds: secondsToAwait({ ...facts, request: asked }) }
}

async function takeWait(turn: Turn, step: StepOf<'wait'>, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const { progress, seconds } = step
  const isOthers = progress.kind === 'trial-balance-running' && progress.startedBy === 'others'
  const othersSince = isOthers ? (request.othersSince ?? facts.now) : null
  const status = ['blocked', 'planned'].includes(request.status) ? 'working' : request.status
  const mustWrite = othersSince !== request.othersSince || status !== request.status
  const waiting = mustWrite ? await ports.requests.write(request, { othersSince, status }, []) : request
  if (!waiting) return { kind: 'asked' }
  if (request.status !== 'finished') await ports.announcer.showStatus(waiting, progress)
  return { kind: 'wait', seconds }
}

async function takeEnd(turn: Turn, { outcome, followUp }: StepOf<'end'>, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const created =
    request.period.id === null && facts.period ? { period: { ...request.period, id: facts.period.id } } : {}
  const range = request.range && rangeAsItIs(request.range, facts.children)
  const periodAtEnd = facts.period ?? null
  const changes = { outcome, followUp, periodAtEnd, range, status: 'working', ...created } as const
  const ended = request.outcome ? request : await ports.requests.write(request, changes, scannedEntries(facts))
  return { kind: ended ? 'announce' : 'asked' }
}

function expiryFrom({ facts, request, entity }: Turn, { rules }: WorkflowPorts): string {
  const { timeZone, isDayOff } = entity
  return momentAfter(facts.now, rules.policyFor(request.entity).policy.expireAfter, { timeZone, isDayOff })
}

function entryOf(at: string, kind: LogEntry['kind'], details: LogEntry['details']): LogEntry {
  return { at, kind, by: null, details }
}
