import { expect } from 'vitest'
import { type Fact, target } from './fact.ts'

/** Pending close, close, reopen, run trial balance, where Zuora says yes; and what a trial balance shows. */
export const closingFacts: readonly Fact[] = [
  {
    rule: 'success says that it started; the outcome is on GET',
    fact: 'an accepted pending close shows a trial balance that has not begun, then runs, then completed',
    needs: 'stand-in',
    async check({ periods, named, wait }) {
      const { id } = await named('Oct 2026')
      expect(await periods.ask('pending-close', target(id), 'US-0001')).toMatchObject({
        kind: 'accepted',
        zuoraRequestId: expect.any(String),
        zuoraDate: expect.any(String),
        createdId: null,
      })
      const asked = await periods.retrieve(id)
      expect(asked).toMatchObject({ status: 'PendingClose', trialBalance: { statusText: 'Pending' } })
      wait(10)
      const running = await periods.retrieve(id)
      expect(running?.trialBalance).toMatchObject({ status: 'running', statusText: 'Processing', end: null })
      wait(30)
      const ready = await periods.retrieve(id)
      expect(ready?.trialBalance).toMatchObject({ status: 'completed', start: running?.trialBalance.start })
    },
  },
  {
    rule: 'pending close, close: a trial balance starts by itself',
    fact: 'pending close and close each run one',
    needs: 'stand-in',
    async check({ periods, named, wait }) {
      const { id } = await named('Oct 2026')
      await periods.ask('pending-close', target(id), 'US-0001')
      wait(60)
      const first = await periods.retrieve(id)
      await periods.ask('close', target(id), 'US-0001')
      wait(60)
      const second = await periods.retrieve(id)
      expect(second).toMatchObject({ status: 'Closed', trialBalance: { status: 'completed' } })
      expect(second?.trialBalance.start).not.toBe(first?.trialBalance.start)
    },
  },
  {
    rule: 'close: the second trial balance starts after the period is Closed',
    fact: 'while revenue schedules are processed the earlier trial balance is shown',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      const { id } = await named('Oct 2026')
      await periods.ask('pending-close', target(id), 'US-0001')
      wait(60)
      const before = await periods.retrieve(id)
      await control('POST next-closes', { lagSeconds: 100 })
      await periods.ask('close', target(id), 'US-0001')
      wait(50)
      expect(await periods.retrieve(id)).toMatchObject({ status: 'PendingClose', trialBalance: before?.trialBalance })
      wait(60)
      const after = await periods.retrieve(id)
      expect(after?.status).toBe('Closed')
      expect(after?.trialBalance.start).not.toBe(before?.trialBalance.start)
    },
  },
  {
    rule: 'close: the status may stay PendingClose and turn Closed by itself',
    fact: 'an accepted close is PendingClose for a while',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      const { id } = await named('Oct 2026')
      await control('POST next-closes', { lagSeconds: 60 })
      expect(await periods.ask('close', target(id), 'US-0001')).toMatchObject({ kind: 'accepted' })
      expect(await periods.retrieve(id)).toMatchObject({ status: 'PendingClose' })
      wait(61)
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Closed' })
    },
  },
  {
    rule: 'close: may answer with an error although the period is Closed',
    fact: 'only the next read tells',
    needs: 'stand-in',
    async check({ periods, named, control }) {
      const { id } = await named('Oct 2026')
      await control('POST next-closes', { errorButClosed: true })
      expect(await periods.ask('close', target(id), 'US-0001')).toMatchObject({ kind: 'refused' })
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Closed' })
    },
  },
  {
    rule: 'close: not closed',
    fact: 'an open period may be closed without pending close',
    needs: 'stand-in',
    async check({ periods, named }) {
      const { id } = await named('Oct 2026')
      expect(await periods.ask('close', target(id), 'US-0001')).toMatchObject({ kind: 'accepted' })
      expect(await periods.retrieve(id)).toMatchObject({ status: 'Closed' })
    },
  },
  {
    rule: 'reopen: closed or pending close',
    fact: 'both become Open',
    needs: 'stand-in',
    async check({ periods, named, wait }) {
      const { id } = await named('Oct 2026')
      for (const what of ['pending-close', 'close'] as const) {
        await periods.ask(what, target(id), 'US-0001')
        wait(60)
        expect(await periods.ask('reopen', target(id), 'US-0002')).toMatchObject({ kind: 'accepted' })
        expect(await periods.retrieve(id)).toMatchObject({ status: 'Open' })
      }
    },
  },
  ...[true, false].map(
    (isAllowed): Fact => ({
      rule: 'run trial balance: Open, and Pending Close in the product documentation',
      fact: `a Zuora that ${isAllowed ? 'allows' : 'refuses'} it while pending close`,
      needs: 'stand-in',
      async check({ periods, named, control, wait }) {
        await control('POST settings', { trialBalanceWhilePendingClose: isAllowed })
        const { id } = await named('Oct 2026')
        expect(await periods.ask('run-trial-balance', target(id), 'US-0001')).toMatchObject({ kind: 'accepted' })
        wait(60)
        await periods.ask('pending-close', target(id), 'US-0001')
        wait(60)
        const answer = await periods.ask('run-trial-balance', target(id), 'US-0001')
        expect(answer.kind).toBe(isAllowed ? 'accepted' : 'refused')
      },
    }),
  ),
  {
    rule: 'others act at any moment',
    fact: 'a trial balance that somebody started, and a close by somebody, are states like any other',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      const before = await named('Oct 2026')
      await control('POST periods/Oct%202026/run-trial-balance')
      wait(10)
      expect(await periods.retrieve(before.id)).toMatchObject({ trialBalance: { status: 'running' } })
      wait(60)
      await control('POST periods/Oct%202026/close')
      const after = await periods.retrieve(before.id)
      expect(after).toMatchObject({ status: 'Closed' })
    },
  },
  {
    rule: 'runTrialBalanceEnd: null when Pending, Processing or Error',
    fact: 'an Error has a start and no end',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      const { id } = await named('Oct 2026')
      await control('POST next-trial-balances', { outcome: 'Error' })
      await periods.ask('run-trial-balance', target(id), 'US-0001')
      wait(60)
      const after = await periods.retrieve(id)
      expect(after?.trialBalance).toMatchObject({ status: 'error', start: expect.any(String), end: null })
    },
  },
  ...[
    null,
    'Error creating the trial balance: exchange rate from USD to GBP on 08/03/2015 is not available.  Please import the rate and run trial balance again.',
  ].map(
    (message): Fact => ({
      rule: 'runTrialBalanceErrorMessage: Zuora’s text, or null even on Error',
      fact: message === null ? 'null' : 'the documented text, as it is',
      needs: 'stand-in',
      async check({ periods, named, control, wait }) {
        const { id } = await named('Oct 2026')
        await control('POST next-trial-balances', { outcome: 'Error', message })
        await periods.ask('run-trial-balance', target(id), 'US-0001')
        wait(60)
        expect(await periods.retrieve(id)).toMatchObject({ trialBalance: { status: 'error', errorMessage: message } })
      },
    }),
  ),
  {
    rule: 'runTrialBalanceStatus: Completed, or Complete',
    fact: 'both words are completed',
    needs: 'stand-in',
    async check({ named, control }) {
      expect((await named('Sep 2026')).trialBalance).toMatchObject({ status: 'completed', statusText: 'Completed' })
      await control('POST settings', { completedWord: 'Complete' })
      expect((await named('Sep 2026')).trialBalance).toMatchObject({ status: 'completed', statusText: 'Complete' })
    },
  },
]
