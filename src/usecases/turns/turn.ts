import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { holdSecondsFor } from '../../domain/approvals/hold.ts'
import { approvalValidFor } from '../../domain/approvals/validity.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { findCreated } from '../../domain/calendar/neighbours.ts'
import { trialBalanceEnded } from '../../domain/evidence/trial-balance-ended.ts'
import { isChange, ruleFor } from '../../domain/policy/policy.ts'
import { heldBy, numberIn, type Request, referenceOf } from '../../domain/request.ts'
import { learnFrom } from '../../domain/steps/learn.ts'
import { nextStep } from '../../domain/steps/next-step.ts'
import { isPlanned } from '../../domain/steps/planned.ts'
import type { Facts, Step } from '../../domain/steps/step.ts'
import { lookAtDocuments } from '../evidence/look-at-documents.ts'
import { lookAtApprovers } from '../people/look-at-approvers.ts'
import type { Held } from '../ports/record/locks.ts'
import type { Entity } from '../ports/rules.ts'
import { noteRequest } from '../reconcile/note-request.ts'
import type { WorkflowPorts } from './workflow-ports.ts'
import { isPassing } from './zuora-trouble.ts'

/** What one turn looked at, and the step that follows from it. */
export type Turn = { request: Request; entity: Entity; facts: Facts; step: Step }

/** Decides this turn's step: reads the period, takes the lock and looks closer when the step before needs it. */
export async function decideTurn(request: Request, entity: Entity, ports: WorkflowPorts): Promise<Turn | 'overtaken'> {
  const { rules } = ports
  const now = ports.now()
  const policy = rules.policyFor(request.entity)
  const period = isOver(request) ? undefined : await look(request, entity, now.toISOString())
  const informed = await storeLearned(request, { period, at: now.toISOString() }, ports)
  if (!informed) return 'overtaken'
  const facts: Facts = {
    request: informed,
    period,
    children: await childrenOf(informed, ports),
    entity: { manageFrom: entity.manageFrom, childrenOf: entity.childrenOf },
    closer: undefined,
    documents: undefined,
    approvers: undefined,
    integrationUser: await integrationUserFor(informed, ports),
    policy: { hash: policy.hash, approvalsNeeded: ruleFor(policy.policy, request.action)?.approvals },
    policyBeforeAt: (await ports.policies.filedLast(request.entity))?.beforeAt ?? null,
    holdSeconds: holdSecondsFor(policy.policy, request.action),
    escalateAfterSeconds: policy.policy.escalateTo?.afterSeconds ?? null,
    approvalValidForSeconds: approvalValidFor(policy.policy),
    onChangedData: policy.policy.onChangedData ?? 'warn',
    onNewTrialBalance: policy.policy.onNewTrialBalance ?? 'void',
    patience: rules.patience,
    today: dateIn(entity.timeZone, now),
    now: now.toISOString(),
  }
  for (;;) {
    const step = nextStep(facts)
    if (step.kind === 'take-lock') {
      const locked = await takeLock(facts.request, ports)
      if (locked === undefined) return 'overtaken'
      facts.request = locked
    } else if (step.kind === 'look-closer') {
      facts.closer = await lookCloser(entity, facts.period, step)
      // The look before this one may be minutes old: somebody may have made the same period since.
      facts.period ??= findMade(facts.request, facts.closer.calendar)
    } else if (step.kind === 'look-at-documents') {
      facts.documents = await lookAtDocuments(entity, facts.period, step.since)
    } else if (step.kind === 'look-at-approvers') {
      facts.approvers = { changes: await lookAtApprovers(facts.request, facts.today, ports) }
    } else {
      return { request: facts.request, entity, facts, step }
    }
  }
}

/** While its time has not come, a Zuora that cannot be asked is nothing to wait for, or to give up over. */
async function look(request: Request, entity: Entity, now: string): Promise<AccountingPeriod | undefined> {
  try {
    return await lookNow(request, entity)
  } catch (error) {
    const isAway = isPassing(error) || (error instanceof Error && error.name === 'ZuoraSignInRefused')
    if (isAway && isPlanned(request, now)) return undefined
    throw error
  }
}

/** The period as it is now. One that is to be created is looked for in the calendar; a range is of no one period. */
async function lookNow(request: Request, { periods }: Entity): Promise<AccountingPeriod | undefined> {
  if (request.period.id !== null) return periods.retrieve(request.period.id)
  return request.range ? undefined : findMade(request, await periods.list())
}

function findMade(
  { action, period, fields }: Request,
  calendar: readonly AccountingPeriod[],
): AccountingPeriod | undefined {
  return action === 'create'
    ? findCreated({ ...period, organizationLabels: fields?.organizationLabels }, calendar)
    : undefined
}

async function childrenOf({ entity, range }: Request, { requests }: WorkflowPorts): Promise<Request[]> {
  const numbers = (range ?? []).flatMap(({ number }) => (number === null ? [] : [number]))
  const children = await Promise.all(numbers.map((number) => requests.read({ entity, number })))
  return children.filter((child) => child !== undefined)
}

/** What a look at the period tells for good is stored before anything is decided from it. */
async function storeLearned(
  request: Request,
  { period, at }: { period: AccountingPeriod | undefined; at: string },
  { requests }: WorkflowPorts,
): Promise<Request | undefined> {
  const learned = learnFrom(request, period)
  const ended = trialBalanceEnded({ ...request, ...learned }, period, at)
  if (!ended) return Object.keys(learned).length === 0 ? request : requests.write(request, learned, [])
  const { trialBalanceNoted, entry } = ended
  return requests.write(request, { ...learned, trialBalanceNoted }, [entry])
}

/** Nothing about the period can change what happens next. */
function isOver({ action, outcome, followUp, status }: Request): boolean {
  if (action === 'control-test') return true
  return outcome !== null && (status !== 'finished' || followUp?.kind !== 'waiting')
}

async function takeLock(request: Request, ports: WorkflowPorts): Promise<Request | undefined> {
  for (const held of heldBy(request)) {
    const taken = await takeOrInherit(held, request, ports)
    if (taken !== true) return refuseInFlight(request, taken, ports)
  }
  return ports.requests.write(request, { lockTaken: true }, [])
}

async function refuseInFlight(request: Request, taken: string, { requests }: Pick<WorkflowPorts, 'requests'>) {
  return requests.write(request, { outcome: { kind: 'refused', because: { kind: 'in-flight', request: taken } } }, [])
}

/** True, or who holds it. A turn that was repeated too late may have taken it again after its request had ended. */
async function takeOrInherit(held: Held, request: Request, ports: WorkflowPorts): Promise<true | string> {
  const taken = await ports.locks.take(held, referenceOf(request))
  if (taken === true) return true
  const holder = await ports.requests.read({ entity: request.entity, number: numberIn(taken) })
  if (holder?.status !== 'finished') return taken
  // It died before what it did was seen as its own.
  await noteRequest(holder, ports)
  await ports.locks.release(held, taken)
  return ports.locks.take(held, referenceOf(request))
}

async function lookCloser(
  entity: Entity,
  period: AccountingPeriod | undefined,
  { scans: isScanned }: Extract<Step, { kind: 'look-closer' }>,
) {
  if (!isScanned) return { calendar: await entity.periods.list(), scans: [] }
  if (!period?.endDate) return { calendar: [], scans: [] }
  const [calendar, scans] = await Promise.all([
    entity.periods.list(),
    entity.blockers.scan({ startDate: period.startDate, endDate: period.endDate }),
  ])
  return { calendar, scans }
}

/** Needed only to tell whose close or change it was. Null when no request has learned it, or two have learned different ones. */
async function integrationUserFor(request: Request, { locks }: WorkflowPorts): Promise<string | null> {
  const { action, asks } = request
  const isAsked = asks.close !== undefined || isChange(action) || action === 'set-back-to-open'
  return isAsked ? locks.integrationUser(request.entity) : null
}
