import { type ControlResult, resultsIn } from '../../domain/approvals/control-test.ts'
import { secondsAfter } from '../../domain/calendar/calendar-date.ts'
import type { LogEntry } from '../../domain/evidence/log.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Person } from '../../domain/person.ts'
import { type Authority, type Principal, requestersAndApprovers } from '../../domain/policy/policy.ts'
import type { Request } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import { type EntityFound, findEntity } from '../entities/find-entity.ts'
import { findAuthority } from '../people/authority.ts'
import type { Register } from '../ports/record/requests.ts'
import { notePosted } from '../register/note-posted.ts'
import { startRequest } from '../register/start-request.ts'
import { approvalsOfRehearsal, type EntityInName, rehearsalId, rehearsedPeriod } from './rehearsal.ts'
import { tryControls } from './try-controls.ts'

/** No Zuora and no workflow: a rehearsal can reach neither. */
export type ControlTestPorts = Omit<DecidePorts, 'requests' | 'rules' | 'workflow'> & {
  requests: DecidePorts['requests'] & Register
  rules: Pick<DecidePorts['rules'], 'policyFor' | 'labelOf' | 'patience'> & { entities: readonly EntityInName[] }
}

export type ControlTestAsked = { entity: string | null; channel: string; personId: string; messageId: string }

export type ControlTestAnswer =
  | Exclude<EntityFound<EntityInName>, { kind: 'found' }>
  | { kind: 'not-a-full-member' }
  | { kind: 'may-not-test'; may: readonly Principal[] }
  /** Another delivery of the same message is at it, or was broken off. */
  | { kind: 'under-way'; request: Request }
  | { kind: 'tested'; request: Request; results: readonly ControlResult[] }

/**
 * Tries on a request of its own what must never count: the rules, the store and the clicks are the real ones. The result is
 * sealed into the register. The same message makes one, however often it is delivered.
 */
export async function runControlTest(asked: ControlTestAsked, ports: ControlTestPorts): Promise<ControlTestAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const tester = await findTester(asked.personId, where.entity, ports)
  if ('kind' in tester) return tester
  const request = await rehearsalFor(asked, { entity: where.entity, ...tester }, ports)
  const ended = request.status === 'finished' ? request : await rehearse(request, ports)
  if (!ended) return { kind: 'under-way', request }
  const told = await announced(ended, ports)
  return { kind: 'tested', request: told, results: resultsIn(told.log) }
}

/** Who may ask or approve; auditors read only. */
async function findTester(
  personId: string,
  entity: EntityInName,
  { people, rules }: ControlTestPorts,
): Promise<Tester | Extract<ControlTestAnswer, { kind: 'not-a-full-member' | 'may-not-test' }>> {
  const { policy } = rules.policyFor(entity.key)
  const may = requestersAndApprovers(policy)
  const authority = await findAuthority(personId, may, people)
  if (!authority) return { kind: 'may-not-test', may }
  const person = await people.person(personId)
  return person.isFullMember ? { person, authority } : { kind: 'not-a-full-member' }
}

type Tester = { person: Person; authority: Authority }

async function rehearsalFor(
  { messageId }: ControlTestAsked,
  { entity, person, authority }: Tester & { entity: EntityInName },
  ports: ControlTestPorts,
): Promise<Request> {
  const { requests, now } = ports
  const earlier = (await requests.ofPeriod(entity.key, rehearsalId)).find((one) => one.messageId === messageId)
  const period = rehearsedPeriod(entity, now())
  const toStart = { action: 'control-test', person, authority, entity, period, note: null, messageId } as const
  const request = earlier ?? (await startRequest(toStart, ports))
  // No execution is ever started for it: from here on the repair of every minute leaves it alone.
  await requests.noteMessages(request, { told: true })
  return (await requests.read(request)) ?? request
}

/** In a round of its own, so that one that was broken off does not disturb it. */
async function rehearse(request: Request, ports: ControlTestPorts): Promise<Request | undefined> {
  const { requests, rules, now } = ports
  const at = now().toISOString()
  const round = Math.max(request.round, 1) + 1
  const expiresAt = secondsAfter(at, 3600)
  const begun = { status: 'awaiting', round, approvals: 0, approvalsNeeded: approvalsOfRehearsal } as const
  const asked: LogEntry = { at, kind: 'approval-asked', by: null, details: { round, expiresAt, rehearsal: true } }
  const awaiting = await requests.write(request, { ...begun, stages: null, expiresAt, roundStartedAt: at }, [asked])
  if (!awaiting) return undefined
  const nothingToWake = { resume: async () => {} }
  const unreachable = { ...ports, workflow: nothingToWake, rules: { ...rules, entities: [] } }
  const tried = await tryControls(awaiting, unreachable)
  return tried && seal(tried.voided, tried.results, ports)
}

async function seal(
  request: Request,
  results: readonly ControlResult[],
  { requests, now }: ControlTestPorts,
): Promise<Request | undefined> {
  const failed = results.filter(({ passed }) => !passed).map(({ control }) => control)
  const outcome: Outcome =
    failed.length === 0
      ? { kind: 'succeeded' }
      : { kind: 'failed', because: { kind: 'controls-failed', controls: failed } }
  const clicksThatDidNotCount = await requests.refusedClicks(request)
  const details = { outcome, period: null, results, approvedBy: [], clicksThatDidNotCount }
  const entry: LogEntry = { at: now().toISOString(), kind: 'outcome', by: null, details }
  return requests.write(request, { outcome, status: 'finished' }, [entry])
}

/** At least once: it is remembered only after Slack has it. */
async function announced(request: Request, { announcer, requests, now }: ControlTestPorts): Promise<Request> {
  if (request.outcomeMessage) return request
  const message = await announcer.postOutcome(request)
  return message ? notePosted(request, { what: 'outcome', message }, { requests, now }) : request
}
