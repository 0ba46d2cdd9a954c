import { expect, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

type Tenant = Awaited<ReturnType<typeof startTenant>>

test(provokes('a closed period still takes name, fiscal year, quarter and notes', 'update-texts'), async () => {
  const tenant = await startTenant()
  const before = await tenant.find('Sep 2026')
  const change = { name: 'September', fiscalYear: 2027, fiscalQuarter: 1, notes: 'head: 3f2a' }
  expect(await tenant.update('Sep 2026', change)).toMatchObject({ status: 200, body: { success: true } })
  const after = await tenant.find('September')
  expect(after).toMatchObject({ ...change, id: before.id, status: 'Closed', startDate: before.startDate })
  expect(after.runTrialBalanceStart).toBe(before.runTrialBalanceStart)
  expect(after.updatedBy).not.toBe(before.updatedBy)
  expect(await tenant.effects()).toMatchObject([{ what: 'update', periodName: 'September', by: 'api' }])
  await tenant.update('September', { notes: null })
  expect((await tenant.find('September')).notes).toBeNull()
})

test(
  provokes(
    'a new end date moves the start of the next period and clears the trial balances of both',
    'update-moves-the-next',
    'update-clears-trial-balances',
  ),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'settings', { monthlyRecognition: false })
    for (const name of ['Oct 2026', 'Nov 2026']) await tenant.ask('run-trial-balance', name)
    tenant.advance(20)
    expect((await tenant.find('Nov 2026')).runTrialBalanceStatus).toBe('Completed')
    expect((await tenant.update('Oct 2026', { endDate: '2026-10-30' })).status).toBe(200)
    const never = { runTrialBalanceStatus: 'Pending', runTrialBalanceStart: null, runTrialBalanceEnd: null }
    expect(await tenant.find('Oct 2026')).toMatchObject({ endDate: '2026-10-30', ...never })
    expect(await tenant.find('Nov 2026')).toMatchObject({ startDate: '2026-10-31', endDate: '2026-11-30', ...never })
    expect((await tenant.find('Dec 2026')).startDate).toBe('2026-12-01')
  },
)

test(provokes('a new end of the last period moves the open-ended one', 'open-ended-follows'), async () => {
  const tenant = await startTenant()
  expect((await tenant.update('Mar 2027', { endDate: '2027-04-30' })).status).toBe(200)
  expect((await tenant.find('Open-Ended')).startDate).toBe('2027-05-01')
})

test('the same dates again are no change of dates', async () => {
  const tenant = await startTenant()
  const { startDate, endDate } = await tenant.find('Sep 2026')
  expect((await tenant.update('Sep 2026', { startDate, endDate, notes: 'x' })).status).toBe(200)
})

/** Every period is open, so that the earliest takes dates. */
const reopenAll = async (tenant: Tenant) => {
  for (const { name, status } of (await tenant.periods()).reverse())
    if (status === 'Closed') await tenant.control('POST', `periods/${encodeURIComponent(name)}/reopen`, { force: true })
}

test(
  provokes(
    'the start date only of the earliest period, and not behind the earliest transaction',
    'update-start-of-earliest',
    'first-by-earliest-transaction',
  ),
  async () => {
    const tenant = await startTenant()
    await reopenAll(tenant)
    const answers = [
      await tenant.update('Jan 2025', { startDate: '2024-07-01' }),
      await tenant.update('Feb 2025', { startDate: '2025-01-01' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    expect((await tenant.find('Jan 2025')).startDate).toBe('2024-07-01')
    await tenant.control('POST', 'settings', { monthlyRecognition: false })
    const late = await tenant.update('Jan 2025', { startDate: '2025-01-02' })
    expect([late.status, categoryOf(late.body)]).toEqual([400, 30])
  },
)

const nothing = async () => {}
const set = (name: string, facts: unknown) => (tenant: Tenant) =>
  tenant.control('POST', `periods/${encodeURIComponent(name)}`, facts)
const refusals: [string, string, Record<string, unknown>, (tenant: Tenant) => Promise<unknown>, number][] = [
  [provokes('dates of a closed period', 'update-dates-of-open'), 'Sep 2026', { endDate: '2026-10-31' }, nothing, 30],
  [
    provokes('dates of a period that is pending close', 'update-dates-of-open'),
    'Oct 2026',
    { endDate: '2026-11-30' },
    (tenant) => tenant.ask('pending-close', 'Oct 2026'),
    30,
  ],
  [
    provokes('dates with revenue', 'update-no-dates-with-revenue'),
    'Mar 2027',
    { endDate: '2027-04-30' },
    set('Mar 2027', { revenueDistributed: true }),
    30,
  ],
  [
    provokes('dates with active journal entries', 'update-no-dates-with-entries'),
    'Mar 2027',
    { endDate: '2027-04-30' },
    set('Mar 2027', { activeJournalEntries: true }),
    30,
  ],
  [
    provokes('dates while revenue is in the next period', 'update-no-dates-with-revenue', 'update-moves-the-next'),
    'Nov 2026',
    { endDate: '2026-10-31' },
    set('Dec 2026', { revenueDistributed: true }),
    30,
  ],
  ['dates that leave no day to the next', 'Nov 2026', { endDate: '2026-12-31' }, nothing, 30],
  [provokes('an end inside a month', 'whole-months'), 'Mar 2027', { endDate: '2027-03-30' }, nothing, 30],
  [provokes('an end before the start', 'at-least-a-day'), 'Mar 2027', { endDate: '2027-02-28' }, nothing, 30],
  [
    provokes('a start of a later period', 'update-start-of-earliest'),
    'Nov 2026',
    { startDate: '2026-10-01' },
    nothing,
    30,
  ],
  [provokes('a name that is taken', 'name-unique'), 'Nov 2026', { name: 'Oct 2026' }, nothing, 30],
  [provokes('a name of 101 characters', 'name-length'), 'Nov 2026', { name: 'x'.repeat(101) }, nothing, 20],
  [provokes('notes of 256 characters', 'notes-length'), 'Nov 2026', { notes: 'x'.repeat(256) }, nothing, 20],
  [provokes('a day that does not exist', 'dates-exist'), 'Mar 2027', { endDate: '2027-02-30' }, nothing, 20],
  ['anything of the open-ended period', 'Open-Ended', { notes: 'x' }, nothing, 30],
  [
    provokes('anything without the permission', 'update-permission'),
    'Nov 2026',
    { notes: 'x' },
    (tenant) => tenant.control('POST', 'permissions', { createAccountingPeriod: false }),
    10,
  ],
]

test.each(refusals)('not updated: %s', async (_name, name, change, prepare, category) => {
  const tenant = await startTenant()
  await prepare(tenant)
  const before = await tenant.periods()
  const effects = await tenant.effects()
  const refused = await tenant.update(name, change)
  expect([refused.status, categoryOf(refused.body)]).toEqual([category === 10 ? 403 : 400, category])
  expect(await tenant.periods()).toEqual(before)
  expect(await tenant.effects()).toEqual(effects)
})

test(provokes('somebody else changes a period, by the same rules unless forced', 'others-act'), async () => {
  const tenant = await startTenant()
  const path = 'periods/Sep%202026/update'
  expect((await tenant.control('POST', path, { change: { endDate: '2026-10-31' } })).status).toBe(409)
  expect((await tenant.control('POST', path, { change: { notes: 1 } })).status).toBe(409)
  expect((await tenant.control('POST', path, { change: { notes: 'by hand' } })).status).toBe(200)
  expect((await tenant.find('Sep 2026')).notes).toBe('by hand')
  expect(await tenant.effects()).toMatchObject([{ what: 'update', by: 'other' }])
})
