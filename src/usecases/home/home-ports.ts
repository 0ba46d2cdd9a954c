import type { ReminderRules } from '../../domain/reminders/reminder-rules.ts'
import type { Delegations } from '../ports/delegations.ts'
import type { Log } from '../ports/log.ts'
import type { People } from '../ports/people/people.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Homes } from '../ports/record/homes.ts'
import type { KeptCalendars } from '../ports/record/kept-calendars.ts'
import type { Reminded } from '../ports/record/reminded.ts'
import type { OpenRequests, Register, Requests } from '../ports/record/requests.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import type { HomePublisher } from '../ports/telling/home-publisher.ts'
import type { Pictures } from '../ports/telling/pictures.ts'

/** An entity as Home needs it: without its Zuora. */
export type EntityForHome = Pick<Entity, 'key' | 'channel' | 'timeZone' | 'isDayOff' | 'manageFrom' | 'childrenOf'>

export type HomePorts = {
  entitiesForHome: readonly EntityForHome[]
  people: People
  requests: Pick<Requests, 'read'> & OpenRequests & Pick<Register, 'ofPeriod'>
  filings: Pick<Filings, 'openFilings' | 'filingsOfPeriod'>
  delegations: Delegations
  keptCalendars: KeptCalendars
  reminded: Pick<Reminded, 'of'>
  /** Null where nobody is reminded. */
  reminderRules: (entity: string) => ReminderRules | null
  rules: Pick<Rules, 'policyFor'>
  homes: Homes
  homePublisher: HomePublisher
  pictures: Pictures
  /** Whoever keeps the configuration, where it names them. */
  admin: string | null
  hash: (text: string) => string
  newId: () => string
  now: () => Date
  log: Log
}
