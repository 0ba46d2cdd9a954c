import type { Hash } from '../../domain/evidence/log.ts'
import type { Log } from '../ports/log.ts'
import type { Filings } from '../ports/record/filings.ts'
import type { Locks } from '../ports/record/locks.ts'
import type { Register, Requests } from '../ports/record/requests.ts'
import type { SeenPeriods } from '../ports/record/seen-periods.ts'
import type { Rules } from '../ports/rules.ts'
import type { ExceptionAnnouncer } from '../ports/telling/exception-announcer.ts'

export type ReconcilePorts = {
  requests: Pick<Requests, 'read'> & Pick<Register, 'ofPeriod'>
  filings: Filings
  seenPeriods: SeenPeriods
  locks: Pick<Locks, 'integrationUser'>
  exceptions: ExceptionAnnouncer
  rules: Pick<Rules, 'entities'>
  hash: Hash
  now: () => Date
  log: Log
}
