import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Request } from '../../../src/domain/request.ts'
import { noteRequest } from '../../../src/usecases/reconcile/note-request.ts'
import { reconcile } from '../../../src/usecases/reconcile/reconcile.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeFilings } from '../../support/fake-filings.ts'
import { createFakeReconcilePorts } from '../../support/fake-reconcile-ports.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { sampleDraft, samplePeriod } from '../../support/sample-request.ts'

export const bot = 'zuora-user-of-the-bot'
export const person = 'zuora-user-of-a-person'

export function periodOf(name: string, changes: Partial<AccountingPeriod> = {}): AccountingPeriod {
  const status = changes.status ?? 'Open'
  const start = { Aug: '2026-08-01', Sep: '2026-09-01', Oct: '2026-10-01', Nov: '2026-11-01' }[name] ?? '2026-12-01'
  const end = { Aug: '2026-08-31', Sep: '2026-09-30', Oct: '2026-10-31', Nov: '2026-11-30' }[name] ?? '2026-12-31'
  return samplePeriod({
    id: name,
    name: `${name} 2026`,
    startDate: start,
    endDate: end,
    status,
    statusText: status,
    updatedBy: person,
    updatedOn: '2026-10-01 09:00:00',
    ...changes,
  })
}

/** One entity whose periods are a list that a test changes, and the register beside it. */
export function createReconcileWorld(given: readonly AccountingPeriod[]) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const zuora = { periods: [...given], fails: null as Error | null }
  const requests = createFakeRequests()
  const { told, logged, ...beside } = createFakeReconcilePorts()
  const { locks, seenPeriods } = beside
  const filings = createFakeFilings()
  const entity = sampleEntity({
    periods: {
      list: async () => {
        if (zuora.fails) throw zuora.fails
        return [...zuora.periods]
      },
      retrieve: async (id) => zuora.periods.find((period) => period.id === id),
      ask: () => Promise.reject(new Error('nothing is asked of Zuora here')),
    },
  })
  const ports = {
    requests,
    filings,
    ...beside,
    rules: { entities: [entity] },
    now: clock.now,
  }
  let seconds = 0

  const set = (name: string, changes: Partial<AccountingPeriod>) => {
    seconds += 1
    const updatedOn = `2026-11-04 09:00:${String(seconds).padStart(2, '0')}`
    zuora.periods = zuora.periods.map((period) =>
      period.id === name
        ? { ...period, updatedOn, ...changes, ...(changes.status && { statusText: changes.status }) }
        : period,
    )
  }

  return {
    ports,
    clock,
    zuora,
    told,
    logged,
    locks,
    filings,
    requests,
    seenPeriods,
    set,
    look: async () => {
      clock.pass(900)
      await reconcile(ports)
    },
    exceptions: () => filings.allFiled().filter(({ about }) => about.kind === 'exception'),
    /** A request of the bot that found the period so, did something, and was sealed; noted unless the process died there. */
    done: async (name: string, changes: Partial<Request>, given: { found?: string; isNoted?: boolean } = {}) => {
      clock.pass(60)
      const period = zuora.periods.find(({ id }) => id === name)
      const { startDate, endDate } = periodOf(name)
      const ofPeriod = { id: name, name: `${name} 2026`, startDate, endDate: endDate ?? '' }
      const request = await requests.create(
        sampleDraft({ messageId: `asked-${requests.all().length}`, period: ofPeriod, lockTaken: true }),
      )
      const at = clock.now().toISOString()
      const what = changes.asks && 'pending-close' in changes.asks ? 'pending-close' : (changes.action ?? 'close')
      const sealed = await requests.write(
        request,
        { outcome: { kind: 'succeeded' }, periodAtEnd: period ?? null, ...changes, status: 'finished' },
        [
          { at, kind: 'zuora-asked', by: null, details: { what, snapshot: { status: given.found ?? 'Open' } } },
          { at, kind: 'outcome', by: null, details: {} },
        ],
      )
      if (sealed && given.isNoted !== false) await noteRequest(sealed, ports)
      return sealed
    },
  }
}

export function accepted(at = '2026-11-04T14:00:00.000Z') {
  const answer = { kind: 'accepted', at } as const
  return { at, times: 1, mayHaveBeenHeard: false, trialBalanceStartBefore: null, trialBalanceStart: null, answer }
}
