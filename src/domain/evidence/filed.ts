import type { AccountingPeriod } from '../accounting-period.ts'
import type { Person } from '../person.ts'
import type { Authority } from '../policy/policy.ts'
import type { MessageRef } from '../request.ts'
import type { LogEntry } from './log.ts'

/**
 * What stands in the register beside requests, numbered in the same row and chained with them: so that a removed one shows
 * as a removed request does.
 */
export type Filed = {
  entity: string
  number: number
  /** Of what made it; made twice from the same, it is one. */
  messageId: string
  /** The period it is about; null where it is about none, or all. */
  periodId: string | null
  about: FiledAbout
  /** `open` until nothing more is expected of it: a delegation has ended, an exception is acknowledged. */
  status: 'open' | 'closed'
  revision: number
  log: readonly LogEntry[]
  chain: readonly string[]
}

export type FiledAbout = DelegationFiled | ExceptionFiled | PolicyFiled | BaselineFiled | RestoreFiled

/** `from` and `until` are days in the entity's time zone, both included. `authority`: why each might; an older one has none. */
export type DelegationFiled = {
  kind: 'delegation'
  delegator: Person
  delegate: Person
  from: string
  until: string
  authority?: { delegator: Authority; delegate: Authority }
}

/** A change of a period in Zuora that no request explains. */
export type ExceptionFiled = {
  kind: 'exception'
  periodName: string
  /** What was seen, before and after; null: there was no such period. */
  was: PeriodSeen | null
  is: PeriodSeen | null
  explanation: { who: string; why: string; ticket: string; by: Person; at: string } | null
  acknowledged: { by: Person; at: string } | null
  /** Where it was told; null until it was. */
  message: MessageRef | null
}

/** A policy that came into force: its hash, the hash of the one before, and in words what changed. */
export type PolicyFiled = { kind: 'policy'; hash: string; before: string | null; changes: readonly string[] }

/** The first look at an entity: what was so before this record began, and was not witnessed. */
export type BaselineFiled = { kind: 'baseline'; periods: readonly PeriodSeen[] }

/**
 * The register was restored from an older copy of it. Each number that was given after the copy was made is filed as `lost`, so
 * that none is given twice; behind them stands that it was restored.
 */
export type RestoreFiled = {
  kind: 'restore'
  isLost: boolean
  /** When the copy was made, and its digest where it has one. */
  copy: { madeAt: string; digest: string | null }
  /** The last number in the copy, and the last that is known to have been given. */
  lastInCopy: number
  lastKnown: number
  /** What the machine calls who said so. */
  by: string
}

/** A period as it was last seen. Zuora's times are Zuora's text, without a zone. */
export type PeriodSeen = Pick<
  AccountingPeriod,
  'id' | 'name' | 'startDate' | 'endDate' | 'fiscalYear' | 'fiscalQuarter' | 'updatedBy' | 'updatedOn'
> & {
  /** Zuora's text. */
  status: string
  trialBalanceStart: string | null
  /** Zuora's text. */
  trialBalanceStatus: string | null
}

export function periodSeen(period: AccountingPeriod): PeriodSeen {
  const { id, name, startDate, endDate, fiscalYear, fiscalQuarter, updatedBy, updatedOn } = period
  return {
    id,
    name,
    startDate,
    endDate,
    fiscalYear,
    fiscalQuarter,
    updatedBy,
    updatedOn,
    status: period.statusText,
    trialBalanceStart: period.trialBalance.start,
    trialBalanceStatus: period.trialBalance.statusText,
  }
}

/** The hash of the entry after which nothing more is expected: it vouches for the whole filing. Null while that is to come. */
export function headOfFiled({ log, chain }: Pick<Filed, 'log' | 'chain'>): string | null {
  const end = log.findLastIndex(({ kind }) => kind === 'acknowledged' || kind === 'delegation-ended')
  return chain[end] ?? null
}

/** What has just been found and filed may not be in the index yet. */
export function withFound(indexed: readonly Filed[], found: readonly Filed[]): Filed[] {
  const known = new Set(indexed.map(({ number }) => number))
  return [...indexed, ...found.filter(({ number }) => !known.has(number))]
}

/** A filing as it is first written; the register adds its number and what follows from it. */
export type FilingDraft = Pick<Filed, 'entity' | 'messageId' | 'periodId' | 'about' | 'status'> & {
  at: string
  by: Person | null
  slackTs?: string
}
