import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import type { KeptCalendar } from '../../domain/calendar/kept-calendar.ts'
import { datedPeriods } from '../../domain/period-reference.ts'
import { allApprovers } from '../../domain/policy/policy.ts'
import { type Access, accessUnder } from '../../domain/reading/access.ts'
import { type FiledException, isException } from '../../domain/reconcile/exceptions.ts'
import { moveOf, type Reopening, reopeningOf } from '../../domain/reconcile/reopening.ts'
import type { ReminderFacts } from '../../domain/reminders/reminder-facts.ts'
import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'
import type { Request } from '../../domain/request.ts'
import type { ActingPorts } from '../people/acting.ts'
import { toRemind } from '../people/asked-now.ts'
import { lookUpNamed } from '../people/look-up-named.ts'
import type { Log } from '../ports/log.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { OpenRequests, Register, Requests } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'

export type FactPorts = ActingPorts & {
  requests: Pick<Requests, 'read'> & OpenRequests & Pick<Register, 'ofPeriod'>
  filings: Pick<Filings, 'openFilings' | 'filingsOfPeriod'>
  rules: Pick<Rules, 'policyFor'>
  now: () => Date
  log: Log
}

/** An entity that people are reminded of, and its calendar: as Zuora lists it now, or as it was last looked at. */
export type Remindable = {
  entity: Entity
  rules: ReminderRules
  calendar: readonly AccountingPeriod[]
  kept: KeptCalendar
}

/** Everything that reminders of an entity are decided from, beside its calendar from the table and from Slack. */
export async function gatherFacts(given: Remindable, ports: FactPorts): Promise<ReminderFacts> {
  const { entity, calendar, kept } = given
  const [requests, filed, earlierRequests, access] = await Promise.all([
    openRequestsOf(entity, ports),
    ports.filings.openFilings(entity.key, 'exception'),
    requestsOfFailed(entity, calendar, ports),
    accessOf(given, ports),
  ])
  const exceptions = filed.filter(isException)
  return {
    ...given,
    requests,
    earlierRequests,
    exceptions,
    reopened: await reopenedOf(entity, { kept, exceptions }, ports),
    toDecide: await toDecideOf(requests, ports),
    access,
    now: ports.now().toISOString(),
  }
}

/** The index may lag: each is read. */
export async function openRequestsOf({ key }: Entity, { requests }: FactPorts): Promise<Request[]> {
  const open = (await requests.open()).filter(({ entity }) => entity === key)
  const read = await Promise.all(open.map((one) => requests.read(one)))
  return read.filter((request) => request !== undefined).filter(({ status }) => status !== 'finished')
}

/** Of periods whose trial balance failed: a request that ended because of it has told so. */
async function requestsOfFailed(
  { key }: Entity,
  calendar: readonly AccountingPeriod[],
  { requests }: FactPorts,
): Promise<Request[]> {
  const failed = datedPeriods(calendar).filter(
    ({ status, trialBalance }) => status !== 'Closed' && trialBalance.status === 'error',
  )
  const found = await Promise.all(failed.map(({ id }) => requests.ofPeriod(key, id)))
  return found.flat().filter(({ status }) => status === 'finished')
}

/** Of periods that were seen to be, or that others opened, the register says by which request or exception. */
async function reopenedOf(
  { key }: Entity,
  { kept, exceptions }: { kept: KeptCalendar; exceptions: readonly FiledException[] },
  { requests, filings }: FactPorts,
): Promise<Map<string, Reopening>> {
  const told = new Set(exceptions.filter((one) => moveOf(one) === 'reopened').map(({ periodId }) => periodId))
  const wanted = kept.periods.filter(({ period, reopenedAt }) => reopenedAt !== null || told.has(period.id))
  const found = await Promise.all(
    wanted.map(async (one): Promise<[string, Reopening][]> => {
      const { id } = one.period
      const [ofPeriod, filed] = await Promise.all([requests.ofPeriod(key, id), filings.filingsOfPeriod(key, id)])
      const reopening = reopeningOf(one, { requests: ofPeriod, filed })
      return reopening ? [[id, reopening]] : []
    }),
  )
  return new Map(found.flat())
}

async function toDecideOf(requests: readonly Request[], ports: FactPorts): Promise<Map<number, readonly string[]>> {
  const awaiting = requests.filter(({ status }) => status === 'awaiting')
  const named = awaiting.map(async (request) => {
    const people = await unlessSlackIsAway(() => toRemind(request, ports), ports)
    return [request.number, people ?? []] as const
  })
  return new Map(await Promise.all(named))
}

/** Who approves is looked up and nobody else: hundreds of people may ask, and Slack tells of about a hundred a minute. */
export async function accessOf(
  { entity, rules }: { entity: Pick<Entity, 'key'>; rules: ReminderRules },
  ports: Pick<FactPorts, 'people' | 'rules' | 'log'>,
): Promise<Access | null> {
  if (!rules.nobodyToSpare) return null
  const { policy } = ports.rules.policyFor(entity.key)
  const named = await unlessSlackIsAway(() => lookUpNamed(allApprovers(policy), ports.people), ports)
  return named ? accessUnder(policy, named) : null
}

/** Whom Slack does not name now is not reminded now; the next run asks again. */
async function unlessSlackIsAway<T>(ask: () => Promise<T>, { log }: Pick<FactPorts, 'log'>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('Slack'))) throw error
    log('people-not-known', { error: error.name })
    return null
  }
}
