import { secondsAfter } from '../calendar/calendar-date.ts'
import type { KeptCalendar, KeptPeriod } from '../calendar/kept-calendar.ts'
import { nameIn } from '../calendar/organizations.ts'
import { isDone } from '../outcome.ts'
import type { Request } from '../request.ts'
import type { Notice } from './notice.ts'

/** `kept`: null where the calendar could not be looked at. `requests`: those under way. */
export type NoticeFacts = { entity: string; kept: KeptCalendar | null; requests: readonly Request[] }

/** What there is to say now, the earliest first. What the first look finds is news to nobody. */
export function noticesFor({ entity, kept, requests }: NoticeFacts, now: string): Notice[] {
  const periods = kept?.periods ?? []
  const calendar = periods.map(({ period }) => period)
  return [
    ...requests
      .filter((request) => !isDoneAlready(request, calendar))
      .flatMap((request) => beforePlanned(entity, request)),
    ...periods.flatMap((period) => onMove(entity, period, calendar)),
  ]
    .filter(({ from, until }) => from <= now && now < until)
    .toSorted((a, b) => a.from.localeCompare(b.from))
}

/** Of planned closes, what there will be to say until a moment if nothing changes, the earliest first. */
export function noticesAhead(
  { entity, requests }: Pick<NoticeFacts, 'entity' | 'requests'>,
  { now, until }: { now: string; until: string },
): Notice[] {
  return requests
    .flatMap((request) => beforePlanned(entity, request))
    .filter(({ from }) => now < from && from <= until)
    .toSorted((a, b) => a.from.localeCompare(b.from))
}

/** Nothing is said for longer than this after it could be said first. */
const sayableForSeconds = 86_400

/** From when on what was told tells whether a notice of now was among it. */
export function toldNoticesSince(now: string): string {
  return secondsAfter(now, -sayableForSeconds)
}

/**
 * `told`: the keys of what was told since, in order. Two looks at once may each have seen a period move first, each at a
 * moment of its own: that it is so, and was not told otherwise since, has been told.
 */
export function isToldAlready({ key }: Pick<Notice, 'key'>, told: readonly string[]): boolean {
  const [subject, what] = key.split(' ')
  const last = told.findLast((one) => one.startsWith(`${subject} `))
  return told.includes(key) || last?.split(' ')[1] === what
}

/** The numbers of requests whose plan was told, and not that it was cancelled. */
export function plansTold(entity: string, told: readonly string[]): number[] {
  const keys = told.filter((key) => key.startsWith(`${entity}/request/`))
  const numbersOf = (what: string) =>
    keys.filter((key) => key.endsWith(what)).map((key) => Number(/\d+/.exec(key.slice(entity.length))))
  const cancelled = numbersOf(' cancelled')
  return [...new Set(numbersOf('h'))].filter((number) => !cancelled.includes(number))
}

/** Of a plan that ended before Zuora was asked for anything; null of any other request. What others did is told as that. */
export function planCancelled(request: Request): Notice | null {
  const { entity, number, notBefore, stopped, outcome, asks } = request
  const cancelled = stopped?.kind === 'cancelled' ? stopped : null
  const hasEnded = cancelled !== null || (outcome !== null && outcome.kind !== 'overtaken' && !isDone(outcome))
  if (notBefore === null || !hasEnded || Object.keys(asks).length > 0) return null
  const from = cancelled?.at ?? request.log.at(-1)?.at ?? notBefore
  return {
    entity,
    key: `${entity}/request/${number} cancelled`,
    from,
    until: secondsAfter(from, sayableForSeconds),
    about: { kind: 'plan-cancelled', request, notBefore, by: cancelled?.by.id ?? null },
  }
}

/** By others, meanwhile: the request finds that when its time has come. */
function isDoneAlready({ action, period }: Request, calendar: readonly KeptPeriod['period'][]): boolean {
  const status = calendar.find(({ id }) => id === period.id)?.status
  return status === 'Closed' || (action === 'pending-close' && status === 'PendingClose')
}

/** A day and an hour before; each until the next. Of what was planned later than that, at once. */
function beforePlanned(entity: string, request: Request): Notice[] {
  const { notBefore, stopped, outcome, status, number } = request
  const isWaiting = status === 'planned' || status === 'working'
  if (notBefore === null || stopped || outcome || !isWaiting) return []
  const of = (hoursBefore: 24 | 1, untilHoursBefore: number): Notice => ({
    entity,
    key: `${entity}/request/${number} ${hoursBefore}h`,
    from: secondsAfter(notBefore, -hoursBefore * 3600),
    until: secondsAfter(notBefore, -untilHoursBefore * 3600),
    about: { kind: 'close-planned', request, notBefore, hoursBefore },
  })
  return [of(24, 1), of(1, 0)]
}

function onMove(
  entity: string,
  { period, was, since }: KeptPeriod,
  calendar: readonly KeptPeriod['period'][],
): Notice[] {
  const { id, status } = period
  if (was === null || was === status || status === 'Unknown') return []
  return [
    {
      entity,
      key: `${entity}/period/${id} ${status} ${since}`,
      from: since,
      until: secondsAfter(since, sayableForSeconds),
      about: {
        kind: status === 'Open' ? 'reopened' : 'locked',
        period,
        name: nameIn(calendar, period),
        was,
        since,
      },
    },
  ]
}
