import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { PeriodFields } from '../../../src/domain/calendar/period-fields.ts'
import { requiredItems } from '../../../src/domain/documents/blockers.ts'
import type { ZuoraAsk } from '../../../src/domain/zuora-ask.ts'
import type { AccountingPeriods, Blockers } from '../../../src/usecases/ports/zuora/accounting-periods.ts'
import type { ZuoraAnswer } from '../../../src/usecases/ports/zuora/zuora-answer.ts'
import { ZuoraSignInRefused, ZuoraUnavailable } from '../../../src/zuora/errors.ts'
import type { FakeClock } from '../fake-clock.ts'
import { createFakeTrialBalance, type Run } from '../fake-trial-balance.ts'
import { type AskFate, botUser, humanUser } from '../fake-zuora.ts'
import { samplePeriod } from '../sample-request.ts'
import { afterDoing, mayBeDone, type Wanted } from './calendar-rules.ts'

/** What was done in Zuora. `request`: the bot's request that asked for it, null where a person did it. */
export type Effect = {
  what: ZuoraAsk
  periodId: string
  fields: PeriodFields | null
  by: string
  request: string | null
  at: number
}

export type CalendarFate = Exclude<AskFate, 'slow' | 'never'>

type Doing = Wanted & { request: string | null; idempotencyKey: string | null }

/** Several accounting periods in Zuora, with its rules, answers that get lost, and reads that lag. */
export function createFakeCalendar(clock: FakeClock, given: readonly AccountingPeriod[]) {
  const fates: CalendarFate[] = []
  const lags: number[] = []
  const runs: Run[] = []
  const effects: Effect[] = []
  const late: (Doing & { dueAt: number })[] = []
  const madeByKey = new Map<string, string>()
  const trialBalances = new Map<string, ReturnType<typeof createFakeTrialBalance>>()
  const states = [{ at: Number.NEGATIVE_INFINITY, periods: given }]
  const state = { lastFate: 'plain' as CalendarFate, unavailableUntil: 0, signInRefusedUntil: 0 }
  const nowMs = () => clock.now().getTime()
  const periodsNow = () => states.at(-1)?.periods ?? []

  const trialBalanceOf = (id: string) => {
    const known = trialBalances.get(id) ?? createFakeTrialBalance(clock)
    trialBalances.set(id, known)
    return known
  }

  const calendarNow = () => ({ periods: periodsNow(), isRunning: (id: string) => trialBalanceOf(id).isRunning() })

  const doIt = (doing: Doing, at: number): string => {
    const by = doing.request === null ? humanUser : botUser
    const id = doing.periodId ?? `period-${effects.length}`
    const made = { by, on: clock.iso(), id, like: samplePeriod({ status: 'Open', statusText: 'Open' }) }
    const { what, fields, request } = doing
    states.push({ at, periods: afterDoing(doing, periodsNow(), made) })
    effects.push({ what, periodId: id, fields, by, request, at })
    if (fields?.endDate !== undefined && what === 'update') clearTrialBalances(id)
    if (['pending-close', 'close', 'run-trial-balance'].includes(what)) {
      const run = runs.shift()
      if (run) trialBalanceOf(id).next.push(run)
      trialBalanceOf(id).start(effects.length)
    }
    return id
  }

  /** "Changing an end date clears existing trial balances": of the period and the next. */
  const clearTrialBalances = (id: string) => {
    const index = periodsNow().findIndex((period) => period.id === id)
    for (const cleared of periodsNow().slice(index, index + 2)) trialBalances.delete(cleared.id)
  }

  /** The id of what it was done to; undefined when Zuora's rules forbid it. */
  const doIfAllowed = (doing: Doing, at = nowMs()): string | undefined => {
    const before = doing.idempotencyKey === null ? undefined : madeByKey.get(doing.idempotencyKey)
    if (before !== undefined) return before
    if (!mayBeDone(doing, calendarNow())) return undefined
    const id = doIt(doing, at)
    if (doing.idempotencyKey !== null) madeByKey.set(doing.idempotencyKey, id)
    return id
  }

  /** What was to take effect by now. */
  const settle = () => {
    for (const due of late.filter(({ dueAt }) => dueAt <= nowMs())) {
      late.splice(late.indexOf(due), 1)
      doIfAllowed(due, due.dueAt)
    }
  }

  const answer = (doing: Doing, fate: CalendarFate): ZuoraAnswer => {
    if (fate === 'busy') return busy
    if (fate === 'refused') return refused
    if (fate === 'lost-undone' || nowMs() < state.unavailableUntil) return lost
    if (fate === 'lost-late') {
      late.push({ ...doing, dueAt: nowMs() + 100_000 })
      return lost
    }
    const doneTo = doIfAllowed(doing)
    if (fate === 'lost') return lost
    if (fate === 'refused-but-done' || doneTo === undefined) return refused
    return { ...accepted, createdId: doing.what === 'create' ? doneTo : null }
  }

  const read = async <T>(reading: (periods: readonly AccountingPeriod[]) => T): Promise<T> => {
    settle()
    refuseSignIn()
    if (nowMs() < state.unavailableUntil) throw new ZuoraUnavailable('maintenance', {})
    const lagMs = (lags.shift() ?? 0) * 1000
    const shown = states.findLast(({ at }) => at <= nowMs() - lagMs)
    return reading(
      (shown?.periods ?? []).map((period) => ({ ...period, trialBalance: trialBalanceOf(period.id).show() })),
    )
  }

  const refuseSignIn = () => {
    if (nowMs() < state.signInRefusedUntil) throw new ZuoraSignInRefused('invalid client', {})
  }

  const periods: AccountingPeriods = {
    list: () => read((all) => [...all]),
    retrieve: (periodId) => read((all) => all.find(({ id }) => id === periodId)),
    async ask(what, target, request) {
      settle()
      refuseSignIn()
      return answer({ what, ...target, request }, fates.shift() ?? state.lastFate)
    },
  }

  const blockers: Blockers = {
    scan: () => read(() => requiredItems.map((item) => ({ item, kind: 'counted', count: 0, more: false }))),
  }

  return {
    periods,
    blockers,
    state,
    /** Each shifted by what it is of. `lags` in seconds. */
    fates,
    lags,
    runs,
    effects,
    now: () => {
      settle()
      return periodsNow()
    },
    /** Someone in Zuora's own pages; what Zuora's rules forbid has no effect. */
    someone: (wanted: Wanted) => {
      settle()
      doIfAllowed({ ...wanted, request: null, idempotencyKey: null })
    },
  }
}

const accepted = { kind: 'accepted', zuoraRequestId: 'zr-1', zuoraDate: null } as const
const lost: ZuoraAnswer = { kind: 'unknown', because: 'time-out', zuoraRequestId: null, zuoraDate: null }
const busy: ZuoraAnswer = {
  kind: 'busy',
  because: 'lock contention',
  retryAfterSeconds: 30,
  zuoraRequestId: null,
  zuoraDate: null,
}
const refused: ZuoraAnswer = {
  kind: 'refused',
  code: '58490030',
  message: 'The accounting period must be open.',
  zuoraRequestId: 'zr-2',
  zuoraDate: null,
}
