import type { PeriodSeen } from '../evidence/filed.ts'
import type { Request } from '../request.ts'
import { byKind, type Difference, isSameCompared } from './difference.ts'
import { type Effect, effectOn } from './own-effects.ts'
import { type Bot, isUntouchedByOthers, lateRequestOf } from './own-traces.ts'
import type { Watched } from './watched.ts'

/** What no request explains, in the order in which it came about, and what is seen from now on. */
export type Accounted = { unexplained: readonly Difference[]; seen: PeriodSeen | null; through: string }

/** Holds a period as Zuora shows it against what was seen before and what requests did to it since. */
export function accountFor(watched: Watched, is: PeriodSeen | null, { bot, id }: { bot: Bot; id: string }): Accounted {
  const effects = effectsSince(watched, bot, id)
  let state = watched.seen
  const unexplained: Difference[] = []
  for (const effect of effects) {
    const before = foundBy(effect, state)
    if (before && !isOnItsWay(effect, watched, state)) unexplained.push({ was: state, is: before })
    state = after(effect, before ?? state)
  }
  if (!isExplained({ was: state, is }, bot)) unexplained.push(...byKind({ was: state, is }))
  return { unexplained, seen: is, through: effects.at(-1)?.sealedAt ?? watched.through }
}

/**
 * What is seen once a request has been sealed, as far as that alone tells. Undefined where it did nothing to the period, or is
 * accounted for already; `behind` where it met the period in another state than was seen: a look finds out what came between.
 */
export function afterRequest(
  watched: Watched | undefined,
  request: Request,
  { botUser, id }: { botUser: string | null; id: string },
): { seen: PeriodSeen | null; through: string } | 'behind' | undefined {
  const effect = effectOn(request, id, botUser)
  const seen = watched?.seen ?? null
  if (!effect || (watched && effect.sealedAt <= watched.through)) return undefined
  if (foundBy(effect, seen) !== undefined || watched?.isMidway || watched?.isBehind) return 'behind'
  const left = after(effect, seen)
  return left === null && effect.left !== null ? 'behind' : { seen: left, through: effect.sealedAt }
}

function effectsSince({ through }: Watched, { user, requests }: Bot, id: string): Effect[] {
  return requests
    .flatMap((request) => effectOn(request, id, user) ?? [])
    .filter(({ sealedAt }) => sealedAt > through)
    .sort((a, b) => a.sealedAt.localeCompare(b.sealedAt))
}

/** The period as the request met it, where that is not as it was seen: others had changed its status before. */
function foundBy({ found }: Effect, state: PeriodSeen | null): PeriodSeen | undefined {
  if (found === null || state === null || state.status === found) return undefined
  return { ...state, status: found, updatedOn: null, updatedBy: null }
}

/** The first look came while the request was at it: what it saw may be the request's own doing. */
function isOnItsWay({ left }: Effect, { isMidway, seen }: Watched, state: PeriodSeen | null): boolean {
  return isMidway && state === seen && (state?.status === 'PendingClose' || state?.status === left?.status)
}

/** Of a period that was not seen before, only its creation tells everything. */
function after({ left }: Effect, state: PeriodSeen | null): PeriodSeen | null {
  if (left === null) return null
  if (state !== null) return { ...state, ...left }
  return isWhole(left) ? left : null
}

function isWhole(seen: Partial<PeriodSeen>): seen is PeriodSeen {
  return seen.id !== undefined && seen.name !== undefined && seen.trialBalanceStart !== undefined
}

function isExplained({ was, is }: Difference, bot: Bot): boolean {
  if (!isSameCompared(was, is)) return lateRequestOf({ was, is }, bot) !== undefined
  return was === null || is === null || isUntouchedByOthers(was, is, bot)
}
