import type { AccountingPeriod } from '../accounting-period.ts'
import type { CalendarRules } from '../calendar/calendar-rules.ts'
import { fold, nameIn } from '../calendar/organizations.ts'
import { findPeriod, type NotFound } from '../period-reference.ts'
import type { Request } from '../request.ts'
import { isRequest, type Registered } from './registered.ts'

/** `ids`: more than one where periods of one name were deleted and created again, none where its creation came to nothing. */
export type RecordedPeriod = { ids: readonly string[]; name: string; inZuora: 'there' | 'gone' | 'not-known' }

export type RecordedFound =
  | ({ kind: 'found' } & RecordedPeriod)
  | { kind: 'not-found'; reference: string; found: NotFound }

/** `calendar` is undefined where Zuora could not be asked. */
type Looked = {
  entity: Pick<CalendarRules, 'manageFrom'>
  /** In the entity's time zone. */
  today: string
  registered: readonly Registered[]
  calendar: readonly AccountingPeriod[] | undefined
}

/**
 * A period that the record tells of. Zuora's calendar says first which is meant; what Zuora no longer has, or cannot be asked
 * about now, is found by what the register calls it.
 */
export function findRecordedPeriod(reference: string, { entity, today, registered, calendar }: Looked): RecordedFound {
  const asked = { today, for: 'reading', manageFrom: entity.manageFrom } as const
  const found = findPeriod(reference, calendar ?? [], asked)
  if (found.kind === 'found') {
    const { period } = found
    return { kind: 'found', ids: [period.id], name: nameIn(calendar ?? [], period), inZuora: 'there' }
  }
  const inZuora = calendar === undefined ? 'not-known' : 'gone'
  const known = new Set(calendar?.map(({ id }) => id))
  const recorded = periodsIn(registered).filter(({ id }) => !known.has(id))
  const named = recorded.filter(({ id, name }) => id === reference.trim() || fold(name) === fold(reference))
  const [first] = named
  if (first) return { kind: 'found', ids: named.map(({ id }) => id), name: first.name, inZuora }
  const byWords = findPeriod(reference, recorded, asked)
  if (byWords.kind === 'found') return { kind: 'found', ids: [byWords.period.id], name: byWords.period.name, inZuora }
  const notMade = registered.filter(isRequest).find((request) => isNotMade(request, reference))
  if (notMade) return { kind: 'found', ids: [], name: notMade.period.name, inZuora }
  return { kind: 'not-found', reference, found }
}

/** Ranges that the period is one of, changes that move its start, and creations of it that came to nothing, too. */
export function isAbout(registered: Registered, { ids, name }: RecordedPeriod): boolean {
  if (!isRequest(registered)) return registered.periodId !== null && ids.includes(registered.periodId)
  const { period, range, neighbourId } = registered
  const touched = [period.id, neighbourId, ...(range ?? []).map(({ periodId }) => periodId)]
  return touched.some((id) => id !== null && ids.includes(id)) || isNotMade(registered, name)
}

/** Somebody asked to create it, and it was not created. */
export function isNotMade({ period, range }: Pick<Request, 'period' | 'range'>, name: string): boolean {
  return period.id === null && !range && fold(period.name) === fold(name)
}

/** Each period that a request or an exception was about, as it was called last. */
function periodsIn(registered: readonly Registered[]): AccountingPeriod[] {
  const periods = registered.flatMap((one) => {
    if (isRequest(one)) return periodIn(one)
    const seen = one.about.kind === 'exception' ? (one.about.is ?? one.about.was) : null
    return seen ? [periodOf(seen)] : []
  })
  return [...new Map(periods.map((period) => [period.id, period])).values()]
}

/** What a control test is about is no period. */
function periodIn({ action, period }: Request): AccountingPeriod[] {
  return period.id === null || action === 'control-test' ? [] : [periodOf({ ...period, id: period.id })]
}

type Named = Pick<AccountingPeriod, 'id' | 'name' | 'startDate' | 'endDate'>

/** What findPeriod looks at; of all else nothing is known. */
function periodOf({ id, name, startDate, endDate }: Named): AccountingPeriod {
  return {
    id,
    name,
    startDate,
    endDate,
    status: 'Unknown',
    statusText: 'Unknown',
    fiscalYear: null,
    fiscalQuarter: null,
    notes: null,
    trialBalance: { status: 'unknown', statusText: null, start: null, end: null, errorMessage: null },
    createdBy: null,
    createdOn: null,
    updatedBy: null,
    updatedOn: null,
    organizationLabels: [],
    reports: [],
  }
}
