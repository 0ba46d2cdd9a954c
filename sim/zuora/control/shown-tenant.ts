import type { NextTrialBalance } from '../records/plans.ts'
import type { Change, StoredEntity, StoredPeriod } from '../records/records.ts'

/** What `GET /sim/tenant` answers: everything the page shows, at one moment. */
export type ShownTenant = {
  now: string
  timezone: string
  /** Divides the durations of trial balances. */
  speed: number
  entities: StoredEntity[]
  periods: ShownPeriod[]
  planned: NextTrialBalance[]
  outage: Trouble
  tooManyRequests: Trouble
  signInRefused: boolean
  /** The newest first. */
  effects: Effect[]
}

export type Trouble = { on: boolean; until: string | null }

type Effect = { at: string; what: Change; periodId: string; periodName: string; by: Actor; trackId: string | null }

/** The user of an API client, or somebody in Zuora's UI. */
export type Actor = 'api' | 'other'

/** A period as Zuora shows it, with what only the stand-in knows. Zone-less texts are of the tenant's zone. */
export type ShownPeriod = Pick<
  StoredPeriod,
  'id' | 'name' | 'startDate' | 'endDate' | 'fiscalYear' | 'fiscalQuarter' | 'notes' | 'organizationLabels'
> & {
  entityId: string
  status: string
  runTrialBalanceStatus: string
  runTrialBalanceStart: string | null
  runTrialBalanceEnd: string | null
  runTrialBalanceErrorMessage: string | null
  updatedOn: string
  changedBy: Actor
  /** The trial balance that runs; `endsAt` null: never. */
  running: { askedAt: string; endsAt: string | null } | null
  /** What has to be cleared before a close, and how many of each. */
  documents: Record<string, number>
}
