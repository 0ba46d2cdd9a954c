import { expect } from 'vitest'
import type { ZuoraAsk } from '../../../src/domain/zuora-ask.ts'
import type { AskTarget } from '../../../src/usecases/ports/zuora/accounting-periods.ts'
import { changing, creating, type Fact, type PlayedZuora, target, type WritableZuora } from './fact.ts'
import type { Rule } from './rules.ts'

type Refused = { what: ZuoraAsk; about: AskTarget }
type Row<Z> = [rule: Rule, fact: string, category: RegExp, ask: (zuora: Z) => Promise<Refused>]

const april = { name: 'Apr 2027', startDate: '2027-04-01', endDate: '2027-04-30', fiscalYear: 2027 }
const businessRule = /30$/
const permission = /10$/
const value = /2[0-3]$/
/** Zuora documents the rules, and no code for them. */
const anyCode = /\d\d$/

const asking =
  (what: ZuoraAsk, name: string, prepare: (zuora: PlayedZuora) => Promise<unknown> = async () => {}) =>
  async (zuora: PlayedZuora): Promise<Refused> => {
    await prepare(zuora)
    const { id } = await zuora.named(name)
    return { what, about: { ...target(id), fields: { notes: 'by nobody' } } }
  }

const first =
  (what: ZuoraAsk, name: string, waitSeconds = 60) =>
  async (zuora: PlayedZuora) => {
    const { id } = await zuora.named(name)
    expect(await zuora.periods.ask(what, target(id), 'US-0001')).toMatchObject({ kind: 'accepted' })
    zuora.wait(waitSeconds)
  }

const without = (permissions: string) => (zuora: PlayedZuora) =>
  zuora.control('POST permissions', { [permissions]: false })

const withDocuments = (item: string) => (zuora: PlayedZuora) =>
  zuora.control('POST documents', { item, period: 'Oct 2026', count: 1 })

const onAsks = ['pending-close', 'close', 'reopen', 'run-trial-balance'] as const
const requiredItems = [
  'draft-invoices',
  'draft-payments',
  'processing-payments',
  'processing-refunds',
  'draft-credit-memos',
  'draft-debit-memos',
]

const closingRows: Row<PlayedZuora>[] = [
  ...onAsks.flatMap((what) =>
    ['manageCloseProcess', 'runTrialBalance'].map(
      (missing): Row<PlayedZuora> => [
        'pending close, close, reopen, run trial balance: need Manage Close Process and Run Trial Balance',
        `${what} without ${missing}`,
        permission,
        asking(what, 'Oct 2026', without(missing)),
      ],
    ),
  ),
  [
    'reopen: a separate permission in the product documentation',
    'reopen without it',
    permission,
    asking('reopen', 'Sep 2026', without('reopenAccountingPeriod')),
  ],
  ['pending close: not closed or pending close', 'a closed one', businessRule, asking('pending-close', 'Sep 2026')],
  [
    'pending close: not closed or pending close',
    'one that is pending close',
    businessRule,
    asking('pending-close', 'Oct 2026', first('pending-close', 'Oct 2026')),
  ],
  ['close: not closed', 'a closed one', businessRule, asking('close', 'Sep 2026')],
  ...(['pending-close', 'close', 'run-trial-balance'] as const).map(
    (what): Row<PlayedZuora> => [
      'pending close, close, run trial balance: no trial balance running',
      `${what} while one runs`,
      businessRule,
      asking(what, 'Oct 2026', first('run-trial-balance', 'Oct 2026', 5)),
    ],
  ),
  ...(['pending-close', 'close'] as const).map(
    (what): Row<PlayedZuora> => [
      'pending close, close: all earlier periods closed',
      `${what} of November while October is open`,
      businessRule,
      asking(what, 'Nov 2026'),
    ],
  ),
  ...requiredItems.map(
    (item): Row<PlayedZuora> => [
      'close: no required action items',
      item,
      businessRule,
      asking('close', 'Oct 2026', withDocuments(item)),
    ],
  ),
  ['reopen: closed or pending close', 'an open one', businessRule, asking('reopen', 'Oct 2026')],
  [
    'reopen: immediately previous to an open period',
    'August, before a closed September',
    businessRule,
    asking('reopen', 'Aug 2026'),
  ],
]

const creatingLike =
  (
    fields: Partial<typeof april> & { notes?: string },
    prepare: (zuora: PlayedZuora) => Promise<unknown> = async () => {},
  ) =>
  async (zuora: PlayedZuora): Promise<Refused> => {
    await prepare(zuora)
    return { what: 'create', about: creating({ ...april, ...fields }) }
  }

const noRevenue = 'update: no date change once revenue is distributed or journal entries are active'
const lacking = (name: keyof typeof april) => {
  const { [name]: _, ...others } = april
  return async (): Promise<Refused> => ({ what: 'create', about: creating(others) })
}
const october = (facts: object) => (zuora: PlayedZuora) => zuora.control('POST periods/Oct%202026', facts)
const march = (facts: object) => (zuora: PlayedZuora) => zuora.control('POST periods/Mar%202027', facts)
const newDates =
  (name: string, dates: { startDate?: string; endDate?: string }, prepare: (zuora: PlayedZuora) => Promise<unknown>) =>
  async (zuora: PlayedZuora): Promise<Refused> => {
    await prepare(zuora)
    return { what: 'update', about: changing((await zuora.named(name)).id, dates) }
  }

const calendarRows: Row<PlayedZuora>[] = [
  [
    'create: needs Create Accounting Period',
    'create without it',
    permission,
    creatingLike({}, without('createAccountingPeriod')),
  ],
  ...(['name', 'startDate', 'endDate', 'fiscalYear'] as const).map(
    (name): Row<PlayedZuora> => [
      'create: needs name, startDate, endDate, fiscalYear; fiscalQuarter and notes are optional',
      `without ${name}`,
      value,
      lacking(name),
    ],
  ),
  ['create: contiguous with its neighbour', 'an overlap', businessRule, creatingLike({ startDate: '2027-03-01' })],
  [
    'create: whole months with "Monthly recognition over time"',
    'one that ends within a month',
    businessRule,
    creatingLike({ endDate: '2027-04-29' }),
  ],
  [
    'create: the first period starts on or before the earliest transaction',
    'a first one that starts after it',
    businessRule,
    creatingLike({ startDate: '2027-05-01', endDate: '2027-05-31' }, async ({ control, periods, named }) => {
      // Everything but the transactions is taken away.
      for (const { name, endDate } of await periods.list()) {
        if (endDate !== null) await control(`POST periods/${(await named(name)).id}/delete`, { force: true })
      }
    }),
  ],
  [
    'update: needs Create Accounting Period',
    'update without it',
    permission,
    asking('update', 'Oct 2026', without('createAccountingPeriod')),
  ],
  [
    'update: the start date only of the earliest period',
    'that of October',
    businessRule,
    newDates('Oct 2026', { startDate: '2026-09-01' }, async () => {}),
  ],
  [
    noRevenue,
    'with revenue',
    businessRule,
    newDates('Oct 2026', { endDate: '2026-11-30' }, october({ revenueDistributed: true })),
  ],
  [
    noRevenue,
    'with journal entries',
    businessRule,
    newDates('Oct 2026', { endDate: '2026-11-30' }, october({ activeJournalEntries: true })),
  ],
  [
    'delete: needs Delete Accounting Period',
    'delete without it',
    permission,
    asking('delete', 'Mar 2027', without('deleteAccountingPeriod')),
  ],
  ['delete: the most recent period', 'one in the middle', businessRule, asking('delete', 'Feb 2027')],
  [
    'delete: an open period',
    'a closed one',
    businessRule,
    asking('delete', 'Mar 2027', (zuora) => zuora.control('POST periods/Mar%202027/close', { force: true })),
  ],
  [
    'delete: no revenue, no active journal entries',
    'with revenue',
    businessRule,
    asking('delete', 'Mar 2027', march({ revenueDistributed: true })),
  ],
  [
    'delete: no revenue, no active journal entries',
    'with journal entries',
    businessRule,
    asking('delete', 'Mar 2027', march({ activeJournalEntries: true })),
  ],
  ['delete: not the open-ended period', 'the open-ended one', businessRule, asking('delete', 'Open-Ended')],
  [
    'delete: no trial balance running',
    'while one runs',
    businessRule,
    asking('delete', 'Mar 2027', first('run-trial-balance', 'Mar 2027', 5)),
  ],
]

/** What a sandbox is asked too: each about a period at the end of its calendar. */
const ownRows: Row<WritableZuora>[] = [
  [
    'create: contiguous with its neighbour',
    'a gap of one day',
    anyCode,
    async ({ nextMonth }) => {
      const fields = await nextMonth()
      return { what: 'create', about: creating({ ...fields, startDate: `${fields.startDate.slice(0, 8)}02` }) }
    },
  ],
  [
    'name: unique, at most 100 characters',
    'a name that is taken',
    anyCode,
    async ({ nextMonth, periods }) => {
      const [taken] = await periods.list()
      return { what: 'create', about: creating({ ...(await nextMonth()), name: taken?.name ?? '' }) }
    },
  ],
  [
    'name: unique, at most 100 characters',
    '101 characters',
    anyCode,
    async ({ nextMonth }) => ({ what: 'create', about: creating({ ...(await nextMonth()), name: 'n'.repeat(101) }) }),
  ],
  [
    'notes: at most 255 characters, nullable',
    '256 characters',
    anyCode,
    async ({ nextMonth, created }) => {
      const id = await created(await nextMonth())
      return { what: 'update', about: changing(id, { notes: 'n'.repeat(256) }) }
    },
  ],
  [
    'dates: yyyy-mm-dd',
    'a date that does not exist',
    anyCode,
    async ({ nextMonth }) => {
      const fields = await nextMonth()
      return { what: 'create', about: creating({ ...fields, endDate: `${fields.endDate.slice(0, 8)}32` }) }
    },
  ],
]

async function isRefused(zuora: WritableZuora, { what, about }: Refused, category: RegExp): Promise<void> {
  const before = await zuora.periods.list()
  const answer = await zuora.periods.ask(what, about, 'US-0147')
  // What was created after all is not left behind.
  if (answer.kind === 'accepted' && answer.createdId !== null) zuora.removeAfterwards(answer.createdId)
  expect(answer).toMatchObject({
    kind: 'refused',
    code: expect.stringMatching(category),
    message: expect.stringMatching(/\w/),
    zuoraRequestId: expect.any(String),
  })
  expect(await zuora.periods.list()).toEqual(before)
}

/** Each rule that Zuora says no by: the answer is a refusal in its own words, and nothing has changed. */
export const refusalFacts: readonly Fact[] = [
  ...[...closingRows, ...calendarRows].map(
    ([rule, fact, category, ask]): Fact => ({
      rule,
      fact: `refused: ${fact}`,
      needs: 'stand-in',
      check: async (zuora) => isRefused(zuora, await ask(zuora), category),
    }),
  ),
  ...ownRows.map(
    ([rule, fact, category, ask]): Fact => ({
      rule,
      fact: `refused: ${fact}`,
      needs: 'writing',
      check: async (zuora) => isRefused(zuora, await ask(zuora), category),
    }),
  ),
]
