import { expect } from 'vitest'
import { createAccountingPeriods } from '../../../src/zuora/accounting-periods.ts'
import { changing, creating, type Fact, target } from './fact.ts'

const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }

/** List, retrieve, create, update, delete, where Zuora says yes. */
export const calendarFacts: readonly Fact[] = [
  {
    rule: 'list: pages of at most 300, with nextPage where there are more',
    fact: 'a list of several pages is read whole',
    needs: 'reading',
    async check({ client, periods }) {
      const whole = await periods.list()
      const inPages = createAccountingPeriods({
        ...client,
        read: (path, query) => client.read(path, query && { ...query, pageSize: '5' }),
      })
      expect((await inPages.list()).map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
    },
  },
  {
    rule: 'list: its order is documented both ways',
    fact: 'it is read in the order of its dates, the open-ended period last',
    needs: 'reading',
    async check({ periods }) {
      const list = await periods.list()
      const dated = list.filter(({ endDate }) => endDate !== null)
      expect(list.slice(0, dated.length)).toEqual(dated)
      expect(dated.map(({ startDate }) => startDate)).toEqual(dated.map(({ startDate }) => startDate).sort())
    },
  },
  {
    rule: 'retrieve: one period; one that is not there is category 40',
    fact: 'a period is the same alone as in the list, and an unknown one is none',
    needs: 'reading',
    async check({ periods }) {
      const [first] = await periods.list()
      expect(await periods.retrieve(first?.id ?? '')).toMatchObject({ id: first?.id, name: first?.name })
      expect(await periods.retrieve('8ad0000000000000000000000000dead')).toBeUndefined()
    },
  },
  {
    rule: 'create: answers the id',
    fact: 'the new period continues the calendar under the id that was answered',
    needs: 'writing',
    async check({ periods, nextMonth, created }) {
      const fields = { ...(await nextMonth()), fiscalQuarter: 2, notes: 'of the contract suite' }
      const id = await created(fields)
      expect(await periods.retrieve(id)).toMatchObject({
        id,
        ...fields,
        status: 'Open',
        trialBalance: { status: 'none' },
      })
    },
  },
  {
    rule: 'update: takes only what is given',
    fact: 'what is not sent stays as it was; null empties the notes',
    needs: 'writing',
    async check({ periods, nextMonth, created }) {
      const fields = { ...(await nextMonth()), fiscalQuarter: 2, notes: 'before' }
      const id = await created(fields)
      const renamed = `${fields.name} renamed`
      expect(await periods.ask('update', changing(id, { name: renamed }), 'contract')).toMatchObject({
        kind: 'accepted',
      })
      expect(await periods.retrieve(id)).toMatchObject({ ...fields, name: renamed })
      await periods.ask('update', changing(id, { notes: null, fiscalQuarter: 3 }), 'contract')
      expect(await periods.retrieve(id)).toMatchObject({ ...fields, name: renamed, notes: null, fiscalQuarter: 3 })
    },
  },
  {
    rule: 'update: a closed period still takes name, fiscal year, quarter, notes',
    fact: 'September, closed, is renamed and noted',
    needs: 'stand-in',
    async check({ periods, named }) {
      const { id } = await named('Sep 2026')
      const fields = { name: 'September 2026', fiscalYear: 2027, fiscalQuarter: 1, notes: 'closed early' }
      expect(await periods.ask('update', changing(id, fields), 'US-0001')).toMatchObject({ kind: 'accepted' })
      expect(await periods.retrieve(id)).toMatchObject({ ...fields, status: 'Closed' })
    },
  },
  {
    rule: 'update: contiguous: a new end date moves the start of the next period',
    fact: 'October a month longer lets November start in December',
    needs: 'stand-in',
    async check({ periods, named, control }) {
      await control('POST settings', { monthlyRecognition: false })
      const { id } = await named('Oct 2026')
      expect(await periods.ask('update', changing(id, { endDate: '2026-11-10' }), 'US-0001')).toMatchObject({
        kind: 'accepted',
      })
      expect(await named('Nov 2026')).toMatchObject({ startDate: '2026-11-11', endDate: '2026-11-30' })
    },
  },
  {
    rule: 'update: new dates clear existing trial balances',
    fact: 'a completed trial balance is gone with the new end date',
    needs: 'stand-in',
    async check({ periods, named, control, wait }) {
      await control('POST settings', { monthlyRecognition: false })
      const { id } = await named('Oct 2026')
      await periods.ask('run-trial-balance', target(id), 'US-0001')
      wait(60)
      expect(await periods.retrieve(id)).toMatchObject({ trialBalance: { status: 'completed' } })
      await periods.ask('update', changing(id, { endDate: '2026-11-10' }), 'US-0001')
      expect(await periods.retrieve(id)).toMatchObject({ trialBalance: { status: 'none', start: null }, reports: [] })
    },
  },
  {
    rule: 'update: the start date only of the earliest period',
    fact: 'that of the earliest may move to before the earliest transaction',
    needs: 'stand-in',
    async check({ periods, control, another }) {
      await control('POST entities', { name: 'Empty', id: 'e2', clientId: 'c2', clientSecret: 's2', periods: 'none' })
      const empty = another({ clientId: 'c2', clientSecret: 's2' })
      const answer = await empty.periods.ask('create', creating(april), 'EU-0001')
      const id = answer.kind === 'accepted' ? (answer.createdId ?? '') : ''
      const moved = await empty.periods.ask('update', changing(id, { startDate: '2027-03-01' }), 'EU-0001')
      expect(moved).toMatchObject({ kind: 'accepted' })
      expect(await empty.periods.retrieve(id)).toMatchObject({ startDate: '2027-03-01' })
      expect(await periods.retrieve(id)).toBeUndefined()
    },
  },
  {
    rule: 'delete: the most recent period',
    fact: 'it is gone, and deleting it again is a no',
    needs: 'writing',
    async check({ periods, nextMonth, created }) {
      const fields = await nextMonth()
      const id = await created(fields)
      expect(await periods.ask('delete', target(id), 'contract')).toMatchObject({ kind: 'accepted' })
      expect(await periods.retrieve(id)).toBeUndefined()
      expect(await periods.ask('delete', target(id), 'contract')).toMatchObject({
        kind: 'refused',
        code: expect.stringMatching(/40$/),
      })
      expect(await nextMonth()).toEqual(fields)
    },
  },
  {
    rule: 'Idempotency-Key: the same again is the first answer again',
    fact: 'a create that is asked for twice is created once',
    needs: 'writing',
    async check({ periods, nextMonth, removeAfterwards }) {
      const fields = await nextMonth()
      const twice = creating(fields, `contract-${crypto.randomUUID()}`)
      const first = await periods.ask('create', twice, 'contract')
      if (first.kind === 'accepted' && first.createdId !== null) removeAfterwards(first.createdId)
      const second = await periods.ask('create', twice, 'contract')
      expect(second).toMatchObject({ kind: 'accepted', createdId: first.kind === 'accepted' ? first.createdId : '' })
      expect((await periods.list()).filter(({ name }) => name === fields.name)).toHaveLength(1)
    },
  },
]
