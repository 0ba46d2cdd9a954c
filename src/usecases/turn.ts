import type { AccountingPeriod } from '../domain/accounting-period.ts'
import { dateIn } from '../domain/calendar-date.ts'
import { ruleFor } from '../domain/policy.ts'
import { numberIn, type Request, referenceOf } from '../domain/request.ts'
import { learnFrom } from '../domain/steps/learn.ts'
import { nextStep } from '../domain/steps/next-step.ts'
import type { Facts, Step } from '../domain/steps/step.ts'
import type { Entity } from './ports.ts'
import type { WorkflowPorts } from './workflow-ports.ts'

/** What one turn looked at, and the step that follows from it. */
export type Turn = { request: Request; entity: Entity; facts: Facts; step: Step }

/** Decides this turn's step: reads the period, takes the lock and looks closer when the step before needs it. */
export async function decideTurn(request: Request, entity: Entity, ports: WorkflowPorts): Promise<Turn | 'overtaken'> {
  const { rules } = ports
  const now = ports.now()
  const period = isOver(request) ? undefined : await entity.periods.retrieve(request.period.id)
  const informed = await storeLearned(request, period, ports)
  if (!informed) return 'overtaken'
  const facts: Facts = {
    request: informed,
    period,
    closer: undefined,
    integrationUser: await integrationUserFor(informed, ports),
    policy: { hash: rules.policyHash, approvalsNeeded: ruleFor(rules.policy, request.action)?.approvals },
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
      facts.closer = await lookCloser(entity, facts.period)
    } else {
      return { request: facts.request, entity, facts, step }
    }
  }
}

/** What a look at the period tells for good is stored before anything is decided from it. */
async function storeLearned(
  request: Request,
  period: AccountingPeriod | undefined,
  { requests }: WorkflowPorts,
): Promise<Request | undefined> {
  const learned = learnFrom(request, period)
  if (Object.keys(learned).length === 0) return request
  return requests.write(request, learned, [])
}

/** Nothing about the period can change what happens next. */
function isOver({ outcome, followUp, status }: Request): boolean {
  return outcome !== null && (status !== 'finished' || followUp?.kind !== 'waiting')
}

async function takeLock(request: Request, { locks, requests }: WorkflowPorts): Promise<Request | undefined> {
  const taken = await takeOrInherit(request, { locks, requests })
  if (taken === true) return requests.write(request, { lockTaken: true }, [])
  return requests.write(request, { outcome: { kind: 'refused', because: { kind: 'in-flight', request: taken } } }, [])
}

/** True, or who holds it. A turn that was repeated too late may have taken it again after its request had ended. */
async function takeOrInherit(
  request: Request,
  { locks, requests }: Pick<WorkflowPorts, 'locks' | 'requests'>,
): Promise<true | string> {
  const period = { entity: request.entity, id: request.period.id }
  const taken = await locks.take(period, referenceOf(request))
  if (taken === true) return true
  const holder = await requests.read({ entity: request.entity, number: numberIn(taken) })
  if (holder?.status !== 'finished') return taken
  await locks.release(period, taken)
  return locks.take(period, referenceOf(request))
}

async function lookCloser(entity: Entity, period: AccountingPeriod | undefined) {
  if (!period?.endDate) return { calendar: [], scans: [] }
  const [calendar, scans] = await Promise.all([
    entity.periods.list(),
    entity.blockers.scan({ startDate: period.startDate, endDate: period.endDate }),
  ])
  return { calendar, scans }
}

/** Needed only to tell whose close it was. Null when no request has learned it, or two have learned different ones. */
async function integrationUserFor(request: Request, { locks }: WorkflowPorts): Promise<string | null> {
  return request.asks.close ? locks.integrationUser(request.entity) : null
}
