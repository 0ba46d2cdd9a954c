import type { TrialBalance } from '../../src/domain/accounting-period.ts'
import type { FakeClock } from './fake-clock.ts'

/** How the next trial balance goes. `Infinity`: it never starts, or never ends. */
export type Run = { queuedSeconds: number; runsSeconds: number; result: 'Completed' | 'Error' }

export const quickRun: Run = { queuedSeconds: 2, runsSeconds: 20, result: 'Completed' }

type Started = Run & { startsAt: number; endsAt: number; made: number }

/** The trial balance of one period: queued, running, ended. Until a run starts, the one before it still shows, if there was any. */
export function createFakeTrialBalance(clock: FakeClock) {
  const next: Run[] = []
  let current: Started | undefined
  let before: TrialBalance = noTrialBalance
  let madeBefore: number | null = null

  const show = (): TrialBalance => {
    const now = clock.now().getTime()
    if (!current) return before
    if (now < current.startsAt) return before.start === null ? { ...noTrialBalance, statusText: 'Pending' } : before
    const start = zuoraText(current.startsAt)
    if (now < current.endsAt) return { ...noTrialBalance, status: 'running', statusText: 'Processing', start }
    return current.result === 'Completed'
      ? { ...noTrialBalance, status: 'completed', statusText: 'Completed', start, end: zuoraText(current.endsAt) }
      : { ...noTrialBalance, status: 'error', statusText: 'Error', start, errorMessage: 'exchange rate missing' }
  }

  const made = (): number | null => {
    if (!current || clock.now().getTime() < current.startsAt) return madeBefore
    return show().status === 'completed' ? current.made : null
  }

  return {
    next,
    show,
    /** Of which version of the documents the reports of the shown run were made; null while there are none. */
    made,
    start(version: number) {
      const run = next.shift() ?? quickRun
      madeBefore = made()
      before = show()
      const startsAt = clock.now().getTime() + run.queuedSeconds * 1000
      current = { ...run, made: version, startsAt, endsAt: startsAt + run.runsSeconds * 1000 }
    },
    /** Queued counts as running: Zuora refuses what must not meet a trial balance. */
    isRunning: () => current !== undefined && clock.now().getTime() < current.endsAt,
  }
}

export const noTrialBalance: TrialBalance = {
  status: 'none',
  statusText: null,
  start: null,
  end: null,
  errorMessage: null,
}

function zuoraText(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').slice(0, 19)
}
