import type { AccountingPeriod } from '../../domain/accounting-period.ts'
import { dateIn } from '../../domain/calendar/calendar-date.ts'
import { fold, nameIn } from '../../domain/calendar/organizations.ts'
import { isRequest, type Registered } from '../../domain/evidence/history.ts'
import { findPeriod } from '../../domain/period-reference.ts'
import type { Request } from '../../domain/request.ts'
import type { Entity } from '../ports/rules.ts'
import type { NotFound } from '../request-action.ts'

/** `ids`: more than one where periods of one name were deleted and created again, none where its creation came to nothing. */
export type RecordedPeriod = { ids: readonly string[]; name: string; inZuora: 'there' | 'gone' | 'not-known' }

export type RecordedFound =
  | ({ kind: 'found' } & RecordedPeriod)
  | { kind: 'not-found'; reference: string; found: NotFound }

/** `calendar` is undefined where Zuora could not be asked. */
type Looked = {
  entity: Entity
  registered: readonly Registered[]
  calendar: readonly AccountingPeriod[] | undefined
}

/**
 * A period that the record tells of. Zuora's calendar says first which is meant; what Zuora no longer has, or cannot be asked
 * about now, is found by what the register calls it.
 */
export function findRecordedPeriod(
  reference: string,
  { entity, registered, calendar }: Looked,
  now: Date,
): RecordedFound {
  const asked = { today: dateIn(entity.timeZone, now), for: 'reading', manageFrom: entity.manageFrom } as const
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

function isNotMade({ period, range }: Request, reference: string): boolean {
  return period.id === null && !range && fold(period.name) === fold(reference)
}

/** Undefined while Zuora does not answer: the record is not Zuora's. */
export async function calendarIfPossible({ periods }: Entity): Promise<AccountingPeriod[] | undefined> {
  try {
    return await periods.list()
  } catch (error) {
    const isAway =
      error instanceof Error && ['ZuoraBusy', 'ZuoraUnavailable', 'ZuoraSignInRefused'].includes(error.name)
    if (!isAway) throw error
    return undefined
  }
}

/** Each period that a request or an exception was about, as it was called last. */
function periodsIn(registered: readonly Registered[]): AccountingPeriod[] {
  const periods = registered.flatMap((one) => {
    if (isRequest(one)) return one.period.id === null ? [] : [periodOf({ ...one.period, id: one.period.id })]
    const seen = one.about.kind === 'exception' ? (one.about.is ?? one.about.was) : null
    return seen ? [periodOf(seen)] : []
  })
  return [...new Map(periods.map((period) => [period.id, period])).values()]
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
