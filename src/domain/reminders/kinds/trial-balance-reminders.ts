import type { AccountingPeriod, TrialBalance } from '../../accounting-period.ts'
import { secondsAfter, secondsBetween } from '../../calendar/calendar-date.ts'
import { isBeforeManaged } from '../../calendar/calendar-rules.ts'
import type { KeptPeriod } from '../../calendar/kept-calendar.ts'
import type { Action } from '../../policy/policy.ts'
import { type Request, referenceOf } from '../../request.ts'
import { dueDateOf } from '../due-date.ts'
import type { Reminder, ReminderAbout } from '../reminder.ts'
import { dayOf, type ReminderFacts, toChannel } from '../reminder-facts.ts'
import { subjectText } from '../subject.ts'

const dayInSeconds = 86_400

/**
 * Those that ended in Error, which no request tells, and those that run for much longer than usual: once for each run, at
 * once. One that runs is given before its time, too.
 */
export function trialBalanceReminders(facts: ReminderFacts): Reminder[] {
  const { rules, kept, entity } = facts
  const managed = kept.periods.filter(({ period }) => !isBeforeManaged(period, entity))
  return [
    ...(rules.trialBalances ? managed.flatMap((one) => failed(one, facts)) : []),
    ...(rules.slowTrialBalanceTimes === null ? [] : slowOnes(managed, rules.slowTrialBalanceTimes, facts)),
  ]
}

function failed({ period, failedSince }: KeptPeriod, facts: ReminderFacts): Reminder[] {
  if (period.status === 'Closed' || failedSince === null || isTold(period, facts)) return []
  return reminderOf(
    period,
    { word: 'failed', from: failedSince },
    { about: { kind: 'trial-balance-failed', period }, facts },
  )
}

/** By a request that has begun on the period, or whose outcome or own ask is of this run. */
function isTold({ id, trialBalance }: AccountingPeriod, { requests, earlierRequests }: ReminderFacts): boolean {
  if (requests.some((request) => request.status !== 'planned' && isAbout(request, id))) return true
  return earlierRequests.some((request) => isAbout(request, id) && startsKnownTo(request).includes(trialBalance.start))
}

function isAbout({ period, range }: Request, id: string): boolean {
  return period.id === id || (range ?? []).some(({ periodId, ended }) => periodId === id && ended === null)
}

function startsKnownTo({ action, asks, periodAtEnd }: Request): (string | null)[] {
  const own = Object.values(asks).map((asked) => asked.trialBalanceStart)
  return [...own, ...(periodAtEnd && waitsForRun.has(action) ? [periodAtEnd.trialBalance.start] : [])]
}

/** Their outcomes tell of the trial balance that they found, whoever started it. */
const waitsForRun: ReadonlySet<string> = new Set<Action>(['trial-balance', 'pending-close', 'close'])

function slowOnes(managed: readonly KeptPeriod[], times: number, facts: ReminderFacts): Reminder[] {
  const running = managed.filter(({ runningSince }) => runningSince !== null)
  const usual = running.length === 0 ? null : usualSeconds(facts.calendar)
  if (usual === null) return []
  const patience = Math.max(times * usual, leastSlowSeconds)
  return running.flatMap(({ period, runningSince: since }) => {
    if (since === null) return []
    const runningSeconds = secondsBetween(since, facts.now)
    const trackId = trackIdOf(period, facts.requests)
    const about = { kind: 'trial-balance-slow', period, since, runningSeconds, usualSeconds: usual, trackId } as const
    return reminderOf(period, { word: 'slow', from: secondsAfter(since, patience) }, { about, facts })
  })
}

/** Where a trial balance takes a minute, three are nothing to call support for. */
const leastSlowSeconds = 1800

function trackIdOf({ id, trialBalance }: AccountingPeriod, requests: readonly Request[]): string | null {
  const own = requests.find(
    ({ period, asks }) =>
      period.id === id && Object.values(asks).some((asked) => asked.trialBalanceStart === trialBalance.start),
  )
  return own && trialBalance.start !== null ? referenceOf(own) : null
}

const runsLookedAt = 12
const fewestRuns = 3

/** The median of the last runs that completed. Zuora's times have no zone, so start and end are only held against each other. */
function usualSeconds(calendar: readonly AccountingPeriod[]): number | null {
  const lasted = calendar
    .map(({ trialBalance }) => trialBalance)
    .filter(({ status, start }) => status === 'completed' && start !== null)
    .sort((a, b) => (b.start ?? '').localeCompare(a.start ?? ''))
    .flatMap((run) => secondsOf(run) ?? [])
    .slice(0, runsLookedAt)
    .sort((a, b) => a - b)
  return lasted.length < fewestRuns ? null : (lasted[Math.floor(lasted.length / 2)] ?? null)
}

function secondsOf({ start, end }: TrialBalance): number | null {
  if (start === null || end === null) return null
  const seconds = secondsBetween(`${start.replace(' ', 'T')}Z`, `${end.replace(' ', 'T')}Z`)
  return seconds >= 0 ? seconds : null
}

function reminderOf(
  period: KeptPeriod['period'],
  { word, from }: { word: string; from: string },
  { about, facts }: { about: ReminderAbout; facts: ReminderFacts },
): Reminder[] {
  const { entity, rules, now } = facts
  const until = secondsAfter(from, dayInSeconds)
  if (until <= now) return []
  const dueDate = dueDateOf(period, rules, entity)
  return [
    {
      ...toChannel(entity),
      subject: subjectText({ entity: entity.key, kind: 'trial-balance', id: period.id }),
      occasion: `${word} ${period.trialBalance.start ?? from}`,
      from,
      until,
      isUrgent: true,
      dueDate: dueDate !== null && dueDate >= dayOf(facts).today ? dueDate : null,
      about,
    },
  ]
}
