import type { AccountingPeriod, PeriodStatus, ReportFile } from '../../src/domain/accounting-period.ts'
import { requiredItems, type Scan } from '../../src/domain/documents/blockers.ts'
import type { ZuoraAsk } from '../../src/domain/zuora-ask.ts'
import type { AccountingPeriods, Blockers } from '../../src/usecases/ports/zuora/accounting-periods.ts'
import type { ZuoraAnswer } from '../../src/usecases/ports/zuora/zuora-answer.ts'
import { ZuoraUnavailable } from '../../src/zuora/errors.ts'
import type { FakeClock } from './fake-clock.ts'
import { createFakeDocuments, createFakeReports } from './fake-documents.ts'
import { createFakeTrialBalance } from './fake-trial-balance.ts'

/**
 * What becomes of the next ask. - `plain`: by Zuora's rules. - `lost`: done, but not answered. - `lost-late`: done 100 s
 * after it was asked, not answered. - `lost-undone`, `busy`, `refused`: not done. - `refused-but-done`: an error, yet done.
 * - `slow`, `never`: accepted; a close takes effect an hour later, or never.
 */
export type AskFate =
  | 'plain'
  | 'lost'
  | 'lost-late'
  | 'lost-undone'
  | 'busy'
  | 'refused'
  | 'refused-but-done'
  | 'slow'
  | 'never'

export type Asking = { what: ZuoraAsk; at: number; fate: AskFate; answer: ZuoraAnswer['kind'] | null }
export type Effect = { what: ZuoraAsk; by: string; at: number }

export const botUser = 'zuora-user-of-the-bot'
export const humanUser = 'zuora-user-of-a-person'

export type FakeZuora = ReturnType<typeof createFakeZuora>

/** One accounting period in Zuora, with its rules, its trial balances, and answers that get lost. */
export function createFakeZuora(clock: FakeClock, given: AccountingPeriod) {
  const trialBalance = createFakeTrialBalance(clock)
  const dated = createFakeDocuments()
  const filed = createFakeReports()
  const fates: AskFate[] = []
  const asks: Asking[] = []
  const effects: Effect[] = []
  const late: { what: ZuoraAsk; at: number; checked: boolean }[] = []
  const state = {
    status: given.status,
    updatedBy: given.updatedBy,
    endDate: given.endDate,
    draftInvoices: 0,
    scansFail: false,
    earlierStatus: 'Closed' as PeriodStatus,
    unavailableUntil: 0,
    gone: false,
    /** Of every ask after `fates`. */
    lastFate: 'plain' as AskFate,
  }
  const nowMs = () => clock.now().getTime()

  const show = (): AccountingPeriod => ({
    ...given,
    endDate: state.endDate,
    status: state.status,
    statusText: state.status,
    updatedBy: state.updatedBy,
    updatedOn: clock.iso(),
    trialBalance: trialBalance.show(),
    reports: reportsOf(trialBalance.made(), trialBalance.show()),
  })

  /** Zuora works on a close that it accepted: it takes nothing else meanwhile. */
  const isClosing = () => late.some(({ checked }) => checked)

  const mayBeDone = (what: ZuoraAsk): boolean => {
    if (isClosing()) return false
    if (what === 'reopen') return state.status === 'PendingClose' || state.status === 'Closed'
    if (trialBalance.isRunning() || state.status === 'Closed') return false
    if (what === 'run-trial-balance') return true
    if (state.earlierStatus !== 'Closed') return false
    return what === 'close' ? state.draftInvoices === 0 : state.status === 'Open'
  }

  const take = (what: ZuoraAsk, by: string): void => {
    effects.push({ what, by, at: nowMs() })
    if (what !== 'run-trial-balance') state.updatedBy = by
    if (what === 'reopen') state.status = 'Open'
    if (what === 'pending-close') state.status = 'PendingClose'
    if (what === 'close') state.status = 'Closed'
    if (what !== 'reopen') trialBalance.start(dated.version())
  }

  const takeIfAllowed = (what: ZuoraAsk, by: string): boolean => {
    const may = mayBeDone(what)
    if (may) take(what, by)
    return may
  }

  /** What was to take effect by now. */
  const settle = (): void => {
    for (const due of late.filter(({ at }) => at <= nowMs())) {
      late.splice(late.indexOf(due), 1)
      if (due.checked) take(due.what, botUser)
      else takeIfAllowed(due.what, botUser)
    }
  }

  const answer = (what: ZuoraAsk, fate: AskFate): ZuoraAnswer => {
    switch (fate) {
      case 'busy':
        return {
          kind: 'busy',
          because: 'lock contention',
          retryAfterSeconds: 30,
          zuoraRequestId: null,
          zuoraDate: null,
        }
      case 'lost':
        takeIfAllowed(what, botUser)
        return lost
      case 'lost-late':
        late.push({ what, at: nowMs() + 100_000, checked: false })
        return lost
      case 'lost-undone':
        return lost
      case 'refused':
        return refused
      case 'refused-but-done':
        takeIfAllowed(what, botUser)
        return refused
      case 'slow':
      case 'never':
        if (what === 'close' && mayBeDone(what)) {
          late.push({ what, at: fate === 'slow' ? nowMs() + 3_600_000 : Number.POSITIVE_INFINITY, checked: true })
          return accepted
        }
        return takeIfAllowed(what, botUser) ? accepted : refused
      case 'plain':
        return takeIfAllowed(what, botUser) ? accepted : refused
    }
  }

  const read = async <T>(reading: () => T): Promise<T> => {
    settle()
    if (nowMs() < state.unavailableUntil) throw new ZuoraUnavailable('maintenance', {})
    return reading()
  }

  const periods: AccountingPeriods = {
    list: () => read(() => [earlier(given, state.earlierStatus), show()]),
    retrieve: (periodId) => read(() => (state.gone || periodId !== given.id ? undefined : show())),
    async ask(what) {
      settle()
      const asking: Asking = { what, at: nowMs(), fate: fates.shift() ?? state.lastFate, answer: null }
      asks.push(asking)
      const answered = answer(what, asking.fate)
      asking.answer = answered.kind
      return answered
    },
  }

  const blockers: Blockers = { scan: () => read(() => scans(state)) }

  return {
    periods,
    blockers,
    dated,
    filed,
    state,
    /** Shifted by each ask. */
    fates,
    /** Shifted by each trial balance that starts. */
    runs: trialBalance.next,
    asks,
    effects,
    show: () => {
      settle()
      return show()
    },
    scansNow: () => scans(state),
    /** Someone in Zuora's own pages; what Zuora's rules forbid has no effect. */
    someone: (what: ZuoraAsk) => {
      settle()
      return takeIfAllowed(what, humanUser)
    },
  }
}

const accepted: ZuoraAnswer = { kind: 'accepted', zuoraRequestId: 'zr-1', zuoraDate: null, createdId: null }
const lost: ZuoraAnswer = { kind: 'unknown', because: 'time-out', zuoraRequestId: null, zuoraDate: null }
const refused: ZuoraAnswer = {
  kind: 'refused',
  code: '58490030',
  message: 'All required action items must be resolved.',
  zuoraRequestId: 'zr-2',
  zuoraDate: null,
}

function reportsOf(version: number | null, { start }: AccountingPeriod['trialBalance']): ReportFile[] {
  return version === null ? [] : [{ report: 'revenueDetailCsv', fileId: `v${version}@${start ?? ''}` }]
}

function scans({ draftInvoices, scansFail }: { draftInvoices: number; scansFail: boolean }): Scan[] {
  return requiredItems.map((item) =>
    scansFail
      ? { item, kind: 'not-checked', because: 'time-out' }
      : { item, kind: 'counted', count: item === 'draft-invoices' ? draftInvoices : 0, more: false },
  )
}

function earlier(period: AccountingPeriod, status: PeriodStatus): AccountingPeriod {
  const dates = { startDate: '2026-09-01', endDate: '2026-09-30' }
  return { ...period, id: 'earlier', name: 'Sep 2026', ...dates, status, statusText: status }
}
