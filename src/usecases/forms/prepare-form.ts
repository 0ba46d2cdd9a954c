import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import type { CalendarFacts, DateFacts } from '../../domain/calendar/field-mistakes.ts'
import { calendarFacts, dateFacts, nextAfter } from '../../domain/calendar/neighbours.ts'
import { nameIn, sharesOrganization, splitOrganization } from '../../domain/calendar/organizations.ts'
import type { FormName } from '../../domain/commands/command.ts'
import { type Proposal, proposeNext } from '../../domain/next-period/next-period.ts'
import { type DatedPeriod, datedPeriods, findPeriod } from '../../domain/period-reference.ts'
import { ruleFor } from '../../domain/policy/policy.ts'
import { type Obstacle, obstaclesToChange, organizationNotKnown } from '../../domain/preconditions.ts'
import { type EntityFound, findEntity } from '../entities/find-entity.ts'
import { type MayNotAsk, whyNotAsk } from '../people/may-ask.ts'
import type { People } from '../ports/people/people.ts'
import type { Register } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { Announcer } from '../ports/telling/announcer.ts'
import { findMovingStart, findRunning, inFlight } from '../register/running-request.ts'
import type { ActionAnswer } from '../request-action.ts'

export type PrepareFormPorts = {
  requests: Register
  people: People
  announcer: Announcer
  rules: Rules
  now: () => Date
}

export type FormAsked = {
  form: FormName
  /** Names a period; for a new one only its organisation, in brackets. */
  reference: string
  entity: string | null
  personId: string
  channel: string
  messageId: string
}

/** What a form begins with. `approvals`: how many are needed before Zuora is asked. */
export type FormPrepared = { entity: Entity; approvals: number } & (
  | { kind: 'create'; proposal: Proposal; last: DatedPeriod | null; facts: CalendarFacts }
  | { kind: 'edit'; period: DatedPeriod; facts: CalendarFacts }
  | { kind: 'dates'; period: DatedPeriod; next: AccountingPeriod | null; facts: DateFacts }
)

/** Why there is no form: what a person would enter could not change it. */
export type FormRefused =
  | Exclude<EntityFound, { kind: 'found' }>
  | MayNotAsk
  | Extract<ActionAnswer, { kind: 'not-found' | 'in-flight' | 'obstacles' }>

export type FormAnswer = FormPrepared | FormRefused

const actions = { create: 'create', edit: 'update', dates: 'update-dates' } as const

export async function prepareForm(asked: FormAsked, ports: PrepareFormPorts): Promise<FormAnswer> {
  const where = findEntity(asked, ports.rules.entities)
  if (where.kind !== 'found') return where
  const { entity } = where
  const action = actions[asked.form]
  const notAllowed = await whyNotAsk({ action, personId: asked.personId, entity }, ports)
  if (notAllowed) return notAllowed
  const calendar = await entity.periods.list()
  const approvals = ruleFor(ports.rules.policyFor(entity.key).policy, action)?.approvals ?? 0
  const beginning = { entity, approvals, calendar }
  return asked.form === 'create'
    ? prepareCreate(asked, beginning, ports)
    : prepareChange({ ...asked, form: asked.form }, beginning, ports)
}

type Beginning = { entity: Entity; approvals: number; calendar: readonly AccountingPeriod[] }

async function prepareCreate(
  { messageId, reference }: FormAsked,
  { entity, approvals, calendar }: Beginning,
  ports: PrepareFormPorts,
): Promise<FormAnswer> {
  const running = await findRunning([null], { entity, messageId }, ports)
  if (running) return inFlight(running, ports)
  const own = splitOrganization(reference, calendar)?.periods ?? calendar
  const obstacles = organizationNotKnown(own)
  if (obstacles.length > 0) {
    const today = dateIn(entity.timeZone, ports.now())
    return { kind: 'obstacles', action: 'create', period: { name: 'a new period' }, entity, obstacles, today }
  }
  const last = datedPeriods(own).at(-1) ?? null
  const facts = calendarFacts(newestFirst(own))
  return { kind: 'create', entity, approvals, proposal: proposeNext(own), last, facts }
}

async function prepareChange(
  { form, reference, messageId }: FormAsked & { form: 'edit' | 'dates' },
  { entity, approvals, calendar }: Beginning,
  ports: PrepareFormPorts,
): Promise<FormAnswer> {
  const today = dateIn(entity.timeZone, ports.now())
  const found = findPeriod(reference, calendar, { today, for: 'effect', manageFrom: entity.manageFrom })
  if (found.kind !== 'found') return { kind: 'not-found', reference, found }
  const { period } = found
  const next = nextAfter(period, calendar) ?? null
  const held = form === 'dates' && next ? [period.id, next.id] : [period.id]
  const running =
    (await findRunning(held, { entity, messageId }, ports)) ??
    (await findMovingStart({ period, calendar }, entity, ports))
  if (running) return inFlight(running, ports)
  const action = actions[form]
  const obstacles = obstaclesToChange({ action, period, calendar, entity, fields: {} }).filter(isLasting)
  if (obstacles.length > 0) {
    return { kind: 'obstacles', action, period: { name: nameIn(calendar, period) }, entity, obstacles, today }
  }
  if (form === 'dates') return { kind: form, entity, approvals, period, next, facts: dateFacts(period, calendar) }
  const others = newestFirst(calendar).filter((other) => other.id !== period.id && sharesOrganization(other, period))
  return { kind: form, entity, approvals, period, facts: calendarFacts(others) }
}

/** Whether it stands in the way whatever is entered. */
function isLasting({ kind }: Obstacle): boolean {
  return kind !== 'field' && kind !== 'nothing-to-change'
}

/** A form carries as many names as fit; the newest are those that people repeat. */
function newestFirst(calendar: readonly AccountingPeriod[]): AccountingPeriod[] {
  return [...calendar].sort((a, b) => b.startDate.localeCompare(a.startDate))
}
