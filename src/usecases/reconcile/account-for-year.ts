import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { nameIn } from '../../domain/calendar/organizations.ts'
import { type BaselineFiled, type Filed, periodSeen, withFound } from '../../domain/evidence/filed.ts'
import { type DatedPeriod, datedPeriods } from '../../domain/period-reference.ts'
import { fiscalYearsOf } from '../../domain/reading/calendar-page.ts'
import { accountOfPeriod, type PeriodAccount } from '../../domain/reconcile/account-of-period.ts'
import { type FiledException, isException } from '../../domain/reconcile/exceptions.ts'
import type { People } from '../ports/people/people.ts'
import type { FirstLook } from '../ports/record/seen-periods.ts'
import type { Entity, Rules } from '../ports/rules.ts'
import { findReader, type NotShown, type Reading } from '../reading/find-calendar.ts'
import { lookAtEntity } from './look-at-entity.ts'
import type { ReconcilePorts } from './reconcile-ports.ts'

export type AccountPorts = ReconcilePorts & { people: People; rules: Rules }

export type YearAccount = {
  kind: 'accounted'
  entity: Entity
  fiscalYear: number | null
  /** In order of date. */
  periods: readonly PeriodAccount[]
  /** Of this year, also about periods that are no more; each stands once. */
  open: readonly FiledException[]
  /** How many are open in other years. */
  openElsewhere: number
  firstLookAt: string
  lookedAt: string
}

export type AccountAnswer =
  | YearAccount
  | { kind: 'no-such-year'; fiscalYear: number; fiscalYears: readonly number[] }
  | NotShown

/** Looks now, as the schedule does, then says of every period of a fiscal year how it is accounted for. */
export async function accountForYear(
  asked: Reading & { fiscalYear: number | null },
  ports: AccountPorts,
): Promise<AccountAnswer> {
  const reader = await findReader(asked, ports)
  if (reader.kind !== 'found') return reader
  const { entity } = reader
  const { calendar, at, found, tooEarly } = await lookAtEntity(entity, ports)
  const periods = datedPeriods(calendar)
  const fiscalYear = asked.fiscalYear ?? currentYear(periods, entity, ports)
  const ofYear = periods.filter((period) => period.fiscalYear === fiscalYear)
  const open = withFound(await ports.filings.openFilings(entity.key, 'exception'), found).filter(isException)
  const openOfYear = open.filter(({ about }) => (about.is ?? about.was)?.fiscalYear === fiscalYear)
  if (ofYear.length === 0 && openOfYear.length === 0) {
    return { kind: 'no-such-year', fiscalYear: fiscalYear ?? 0, fiscalYears: fiscalYearsOf(periods, { entity }) }
  }
  const { firstLook } = await ports.seenPeriods.calendar(entity.key)
  const baselines = await baselinesOf(entity, firstLook, ports)
  const accounts = await Promise.all(
    ofYear.map((period) => {
      const judged = { period, name: nameIn(calendar, period), isJudged: !tooEarly.includes(period.id) }
      return accountOf(judged, { entity, baselines, found }, ports)
    }),
  )
  return {
    kind: 'accounted',
    entity,
    fiscalYear,
    periods: accounts,
    open: openOfYear,
    openElsewhere: open.length - openOfYear.length,
    firstLookAt: firstLook?.at ?? at,
    lookedAt: at,
  }
}

/** That of the period which today is in; with none, that of the earliest not closed. */
function currentYear(periods: readonly DatedPeriod[], entity: Entity, { now }: AccountPorts): number | null {
  const today = dateIn(entity.timeZone, now())
  const current = periods.find(({ startDate, endDate }) => startDate <= today && today <= endDate)
  return current?.fiscalYear ?? fiscalYearsOf(periods, { entity })[0] ?? null
}

async function baselinesOf(
  { key }: Entity,
  firstLook: FirstLook | null,
  { filings }: AccountPorts,
): Promise<BaselineFiled[]> {
  const filed = await Promise.all((firstLook?.filed ?? []).map((number) => filings.readFiled({ entity: key, number })))
  return filed.flatMap((one) => (one?.about.kind === 'baseline' ? [one.about] : []))
}

async function accountOf(
  { period, ...judged }: { period: DatedPeriod; name: string; isJudged: boolean },
  { entity, baselines, found }: { entity: Entity; baselines: readonly BaselineFiled[]; found: readonly Filed[] },
  { requests, filings, locks }: AccountPorts,
): Promise<PeriodAccount> {
  const [ofPeriod, filed, botUser] = await Promise.all([
    requests.ofPeriod(entity.key, period.id),
    filings.filingsOfPeriod(entity.key, period.id),
    locks.integrationUser(entity.key),
  ])
  const own = found.filter(({ periodId }) => periodId === period.id)
  const known = { requests: ofPeriod, filed: withFound(filed, own), baselines, botUser }
  return accountOfPeriod({ period: periodSeen(period), ...judged }, known)
}
