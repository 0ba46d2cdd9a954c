import type { LogEntry } from '../../domain/evidence/log.ts'
import { earlierIn } from '../../domain/reading/earlier.ts'
import { type RangeChild, type Request, referenceOf } from '../../domain/request.ts'
import type { Step } from '../../domain/steps/step.ts'
import { readRequest } from '../register/read-request.ts'
import { startRequest } from '../register/start-request.ts'
import { noteRequesterLeft } from '../requester/note-requester-left.ts'
import type { Turn } from '../turns/turn.ts'
import type { WorkflowPorts } from '../turns/workflow-ports.ts'
import type { WorkflowStep } from '../turns/workflow-step.ts'

/**
 * Makes the request that closes the next period of a range. A turn that died after it finds that request by its message
 * id; where the index does not show it yet, the period's lock refuses the second.
 */
export async function startChild(turn: Turn, child: RangeChild, ports: WorkflowPorts): Promise<WorkflowStep> {
  const { request, facts } = turn
  const made = (await findMade(request, child, ports)) ?? (await makeChild(turn, child, ports))
  if (!made) return endPeriodMissing(request, ports)
  const entry: LogEntry = {
    at: facts.now,
    kind: 'range-continued',
    by: null,
    details: { period: child.name, request: referenceOf(made) },
  }
  const range = rangeWith(turn, { ...child, number: made.number })
  const following = await ports.requests.write(request, { range, status: 'following' }, [entry])
  if (following) await ports.workflow.start(made, made.execution)
  else await cancelIfStopped(request, made, ports)
  return { kind: 'asked' }
}

/** Somebody cancelled the range while this close was being made: it is not begun either. */
async function cancelIfStopped(range: Request, made: Request, { requests, now }: WorkflowPorts): Promise<void> {
  const { stopped } = await readRequest(range, requests)
  if (stopped) await requests.cancel({ key: made, person: stopped.by, at: now().toISOString() })
}

/** Waits for the close of a period of the range: that request wakes this one when it ends. */
export async function followChild(
  { request }: Turn,
  { range, timeoutSeconds }: Extract<Step, { kind: 'follow-child' }>,
  ports: WorkflowPorts,
): Promise<WorkflowStep> {
  const following = await ports.requests.write(request, { range, status: 'following' }, [])
  const shown = following && (await noteRequesterLeft(following, ports))
  if (!shown) return { kind: 'asked' }
  await ports.announcer.showStatus(shown, null)
  return { kind: 'await-decision', timeoutSeconds }
}

async function findMade(request: Request, child: RangeChild, { requests }: WorkflowPorts) {
  const ofPeriod = await requests.ofPeriod(request.entity, child.periodId)
  return ofPeriod.find(({ messageId }) => messageId === messageIdOf(request, child))
}

async function makeChild({ request, entity }: Turn, child: RangeChild, ports: WorkflowPorts) {
  const period = await entity.periods.retrieve(child.periodId)
  if (!period?.endDate) return undefined
  const { id, startDate, endDate } = period
  const [requests, filed] = await Promise.all([
    ports.requests.ofPeriod(request.entity, id),
    ports.filings.filingsOfPeriod(request.entity, id),
  ])
  return startRequest(
    {
      action: 'close',
      person: request.requester,
      formerRequesters: request.formerRequesters,
      entity,
      period: { id, name: child.name, startDate, endDate },
      note: request.note,
      messageId: messageIdOf(request, child),
      partOf: request.number,
      earlier: earlierIn({ requests, filed }, 'close'),
    },
    ports,
  )
}

async function endPeriodMissing(request: Request, { requests }: WorkflowPorts): Promise<WorkflowStep> {
  const outcome = { kind: 'failed', because: { kind: 'period-missing' } } as const
  await requests.write(request, { outcome }, [])
  return { kind: 'asked' }
}

function messageIdOf(request: Request, { periodId }: RangeChild): string {
  return `${request.messageId}/${periodId}`
}

/** The range as this turn found it, with what ended since and the request that was just made. */
function rangeWith({ request, facts }: Turn, made: RangeChild): RangeChild[] {
  const endings = new Map(facts.children.map(({ number, outcome }) => [number, outcome?.kind ?? null]))
  return (request.range ?? []).map((child) => {
    if (child.periodId === made.periodId) return made
    return child.number === null ? child : { ...child, ended: endings.get(child.number) ?? null }
  })
}
