import type { Hash } from '../../domain/evidence/log.ts'
import type { ExceptionAnnouncer } from '../ports/exception-announcer.ts'
import type { Filings } from '../ports/filings.ts'
import type { Locks } from '../ports/locks.ts'
import type { Log } from '../ports/log.ts'
import type { Register, Requests } from '../ports/requests.ts'
import type { Rules } from '../ports/rules.ts'
import type { SeenPeriods } from '../ports/seen-periods.ts'

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
