import type { Delegation } from '../../domain/approvals/delegation.ts'
import { dateIn, secondsAfter } from '../../domain/calendar/calendar-date.ts'
import type { KeptCalendar, KeptPeriod } from '../../domain/calendar/kept-calendar.ts'
import { type Closing, closingOf } from '../../domain/home/closes.ts'
import { type DaysToClose, daysToClose } from '../../domain/home/days-to-close.ts'
import {
  endedAtGlance,
  endedPeriods,
  type Glance,
  glanceOf,
  isStale,
  seenSince,
  shownPeriods,
} from '../../domain/home/glance.ts'
import { underWayByPeriod } from '../../domain/reading/under-way.ts'
import { type FiledException, isException } from '../../domain/reconcile/exceptions.ts'
import type { Reopening } from '../../domain/reconcile/reopening.ts'
import type { ReminderFacts } from '../../domain/reminders/reminder-facts.ts'
import type { Request } from '../../domain/request.ts'
import { mayNudgeFrom } from '../../domain/requester/nudge.ts'
import { toRemind } from '../people/asked-now.ts'
import { accessAtHome } from './access-at-home.ts'
import type { EntityForHome, HomePorts } from './home-ports.ts'

/** What is read of an entity once, for everybody whose Home is made in one run. */
export type EntityFacts = {
  entity: EntityForHome
  kept: KeptCalendar | null
  /** Not ended. */
  open: readonly Request[]
  /** Not acknowledged. */
  exceptions: readonly FiledException[]
  inForce: readonly Delegation[]
  /** The same while nothing of it has changed. */
  mark: string
  /** Read when it is first asked for. */
  register: () => Promise<RegisterFacts>
  /** What reminders are made of; null where nobody is reminded, or nobody has looked yet. */
  reminders: () => Promise<ReminderFacts | null>
}

/** What the register tells of the periods that are shown. */
export type RegisterFacts = {
  glance: Glance | null
  daysToClose: DaysToClose | null
  requests: readonly Request[]
  reopened: ReadonlyMap<string, Reopening>
}

export async function readFacts(ports: HomePorts): Promise<EntityFacts[]> {
  const keys = await ports.requests.open()
  const read = await Promise.all(keys.map((key) => ports.requests.read(key)))
  const open = read.filter((request) => request !== undefined)
  return Promise.all(ports.entitiesForHome.map((entity) => factsOf(entity, open, ports)))
}

async function factsOf(entity: EntityForHome, read: readonly Request[], ports: HomePorts): Promise<EntityFacts> {
  const { key } = entity
  const [kept, filed, inForce, said] = await Promise.all([
    ports.keptCalendars.read(key),
    ports.filings.openFilings(key, 'exception'),
    ports.delegations.inForce(key),
    saidLately(entity, ports),
  ])
  const open = read.filter((one) => one.entity === key && one.outcome === null && one.action !== 'control-test')
  const exceptions = filed.filter(isException).sort((a, b) => a.number - b.number)
  const facts = { entity, kept, open, exceptions, inForce }
  const register = once(() => readRegister(facts, ports))
  const reminders = once(async () => reminderFacts(facts, await register(), ports))
  return { ...facts, mark: JSON.stringify([sourcesOf(facts, ports), said]), register, reminders }
}

/** What its channel was told, and has snoozed, changes what comes next. */
async function saidLately({ channel }: EntityForHome, { reminded, now }: HomePorts): Promise<unknown> {
  const { told, snoozes } = await reminded.of(channel, secondsAfter(now().toISOString(), -86_400))
  return [told.map(({ key }) => key), snoozes.map(({ subject, until }) => [subject, until])]
}

type Read = Omit<EntityFacts, 'register' | 'reminders' | 'mark'>

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function sourcesOf({ entity, kept, open, exceptions, inForce }: Read, { rules, now }: HomePorts): unknown {
  return [
    entity.key,
    rules.policyFor(entity.key).hash,
    dateIn(entity.timeZone, now()),
    kept && isStale(kept.at, now()),
    (kept?.periods ?? []).map(({ period }) => [
      period.id,
      period.name,
      period.status,
      period.startDate,
      period.endDate,
      period.organizationLabels,
      period.trialBalance,
    ]),
    open.map(({ number, revision, log, status, statusMessage, card, nudgedAt }) => [
      number,
      revision,
      log.length,
      status,
      statusMessage?.ts,
      card?.ts,
      (mayNudgeFrom({ nudgedAt }) ?? '') <= now().toISOString(),
    ]),
    exceptions.map(({ number, revision }) => [number, revision]),
    inForce.map(({ record }) => record),
  ]
}

/** Of the last periods, and of no others: however many years there are. */
async function readRegister({ entity, kept: looked, open }: Read, ports: HomePorts): Promise<RegisterFacts> {
  const kept = looked && seenSince(looked, open)
  if (!kept) return { glance: null, daysToClose: null, requests: [], reopened: new Map() }
  const today = dateIn(entity.timeZone, ports.now())
  const wanted = new Set([...shownPeriods(kept, today), ...endedPeriods(kept, today)])
  const read = await Promise.all([...wanted].map((one) => readPeriod(one, { entity, today }, ports)))
  const known = {
    underWay: underWayByPeriod(open),
    closings: new Map(read.map(({ id, closing }): [string, Closing] => [id, closing])),
  }
  const closeDueBusinessDay = ports.reminderRules(entity.key)?.closeDueBusinessDay ?? null
  const rules = { ...entity, closeDueBusinessDay, today, now: ports.now() }
  return {
    glance: glanceOf(kept, known, rules),
    daysToClose: daysToClose(endedAtGlance(kept, known, rules), closeDueBusinessDay),
    requests: read.flatMap(({ requests }) => requests),
    reopened: new Map(
      read.flatMap(({ id, closing: { reopened } }): [string, Reopening][] => (reopened ? [[id, reopened]] : [])),
    ),
  }
}

async function readPeriod(
  one: KeptPeriod,
  { entity: { key, timeZone }, today }: { entity: EntityForHome; today: string },
  { requests, filings }: HomePorts,
) {
  const { id, status, endDate } = one.period
  const [ofPeriod, filed] = await Promise.all([
    requests.ofPeriod(key, id),
    status === 'Closed' || endDate < today ? filings.filingsOfPeriod(key, id) : [],
  ])
  return { id, requests: ofPeriod, closing: closingOf(one, { requests: ofPeriod, filed }, timeZone) }
}

async function reminderFacts(
  { entity, kept, open, exceptions }: Read,
  { requests, reopened }: RegisterFacts,
  ports: HomePorts,
): Promise<ReminderFacts | null> {
  const rules = ports.reminderRules(entity.key)
  if (!rules || !kept) return null
  const awaiting = open.filter(({ status }) => status === 'awaiting')
  const toDecide = awaiting.map(async (request) => [request.number, await toRemind(request, ports)] as const)
  return {
    entity,
    rules,
    calendar: kept.periods.map(({ period }) => period),
    kept,
    requests: open,
    earlierRequests: requests.filter(({ status }) => status === 'finished'),
    exceptions,
    reopened,
    toDecide: new Map(await Promise.all(toDecide)),
    access: await accessAtHome(entity, rules, ports),
    now: ports.now().toISOString(),
  }
}
