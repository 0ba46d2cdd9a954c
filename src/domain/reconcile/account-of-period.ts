import type { BaselineFiled, Filed, PeriodSeen } from '../evidence/filed.ts'
import { type Request, referenceOf } from '../request.ts'
import { differingFields, isSameCompared } from './difference.ts'
import { type FiledException, isException } from './exceptions.ts'
import { effectOn } from './own-effects.ts'
import { ownRuns } from './own-traces.ts'

/**
 * How a period is accounted for: something is open; requests of the bot, or acknowledged exceptions, made it what it is; it is
 * as the first look found it; or it has just changed, or a request is at it or has just ended, so that nothing is said of it yet.
 */
export type AccountedBy = 'open-exception' | 'requests' | 'acknowledged' | 'baseline' | 'not-yet'

export type PeriodAccount = {
  period: PeriodSeen
  name: string
  /** Not while it has changed so shortly before that nothing can be said of it yet. */
  isJudged: boolean
  by: AccountedBy
  /** That asked Zuora for something, newest first, and whether it did anything. */
  requests: readonly { request: Request; did: boolean }[]
  /** The reference of one under way. */
  underWay: string | null
  open: readonly FiledException[]
  acknowledged: readonly FiledException[]
  /** As the first look found it; null: it was not there. */
  atFirst: PeriodSeen | null
  /** The start, as Zuora writes it, of a trial balance of an Open period that others ran. */
  runByOthers: string | null
}

type Known = {
  requests: readonly Request[]
  filed: readonly Filed[]
  baselines: readonly BaselineFiled[]
  botUser: string | null
}

export function accountOfPeriod(
  { period, name, isJudged }: Pick<PeriodAccount, 'period' | 'name' | 'isJudged'>,
  { requests, filed, baselines, botUser }: Known,
): PeriodAccount {
  const exceptions = filed.filter(isException)
  const asked = requests.filter(({ asks }) => Object.keys(asks).length > 0)
  const atFirst = baselines.flatMap(({ periods }) => periods).find(({ id }) => id === period.id) ?? null
  const running = requests.find(({ status }) => status !== 'finished')
  const found = {
    period,
    name,
    isJudged,
    requests: asked.map((request) => ({ request, did: hasDone(request, period.id, botUser) })),
    underWay: running ? referenceOf(running) : null,
    open: exceptions.filter(({ status }) => status === 'open'),
    acknowledged: exceptions.filter(({ status }) => status === 'closed'),
    atFirst,
    runByOthers: runByOthers(period, atFirst, requests),
  }
  const madeSoAt = requests.map((request) => madeAt(request, period.id, botUser)).reduce(later, '')
  return { ...found, by: accountedBy(found, madeSoAt) }
}

function hasDone(request: Request, id: string, botUser: string | null): boolean {
  const effect = effectOn(request, id, botUser)
  return effect !== undefined && (effect.left === null || Object.keys(effect.left).length > 0)
}

/** When the request was sealed that made anything so that is compared; a trial balance does not. Empty: it made nothing. */
function madeAt(request: Request, id: string, botUser: string | null): string {
  const effect = effectOn(request, id, botUser)
  return effect && differingFields({ was: null, is: effect.left }).length > 0 ? effect.sealedAt : ''
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

/** `madeSoAt`: when a request last made something of it. What accounts for it is the last that made it what it is. */
function accountedBy(
  { period, isJudged, underWay, requests, open, acknowledged, atFirst }: Omit<PeriodAccount, 'by'>,
  madeSoAt: string,
): AccountedBy {
  if (open.length > 0) return 'open-exception'
  if (!isJudged || underWay !== null) return 'not-yet'
  if (acknowledged.some((filed) => stillStands(filed, period) && (filed.log[0]?.at ?? '') > madeSoAt)) {
    return 'acknowledged'
  }
  if (requests.some(({ did }) => did)) return 'requests'
  if (acknowledged.length > 0) return 'acknowledged'
  if (isSameCompared(atFirst, period)) return 'baseline'
  // What it asked for took effect after it had ended.
  return requests.length > 0 ? 'requests' : 'not-yet'
}

/** Something is still as the exception made it. One that a request met may have been found, and filed, only after it. */
function stillStands({ about }: FiledException, period: PeriodSeen): boolean {
  const fields = differingFields(about)
  return fields.length === 0 || fields.some((field) => about.is?.[field] === period[field])
}

function runByOthers(period: PeriodSeen, atFirst: PeriodSeen | null, requests: readonly Request[]): string | null {
  const { trialBalanceStart: start, status } = period
  if (status !== 'Open' || start === null || start === atFirst?.trialBalanceStart) return null
  return ownRuns(requests).has(start) ? null : start
}
