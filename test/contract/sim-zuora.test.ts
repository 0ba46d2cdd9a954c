import { expect, test } from 'vitest'
import { provokes } from './sim-zuora-rules.ts'
import { categoryOf, startTenant } from './sim-zuora-tenant.ts'

test('a new tenant has monthly periods to four months ahead, an open-ended one, and closed what ended before last month', async () => {
  const tenant = await startTenant()
  const periods = await tenant.periods()
  expect(periods.map((one) => one.name)).toEqual(
    expect.arrayContaining(['Jan 2025', 'Dec 2025', 'Sep 2026', 'Oct 2026', 'Mar 2027', 'Open-Ended']),
  )
  expect(periods).toHaveLength(28)
  const closed = periods.filter((one) => one.status === 'Closed')
  expect(closed.at(-1)?.name).toBe('Sep 2026')
  expect(closed.every((one) => one.runTrialBalanceStatus === 'Completed' && one.runTrialBalanceEnd !== null)).toBe(true)
  expect(await tenant.find('Feb 2026')).toMatchObject({
    startDate: '2026-02-01',
    endDate: '2026-02-28',
    fiscalYear: 2026,
  })
  expect(await tenant.find('Open-Ended')).toMatchObject({ startDate: '2027-04-01', endDate: null, fiscalYear: 0 })
})

const refusals: [string, string, string, (tenant: Awaited<ReturnType<typeof startTenant>>) => Promise<unknown>][] = [
  [
    provokes('pending close while an earlier period is open', 'earlier-periods-closed'),
    'pending-close',
    'Nov 2026',
    async () => {},
  ],
  [provokes('close while an earlier period is open', 'earlier-periods-closed'), 'close', 'Nov 2026', async () => {}],
  [
    provokes('pending close of what is pending close', 'pending-close-of-open'),
    'pending-close',
    'Oct 2026',
    async (tenant) => {
      await tenant.ask('pending-close', 'Oct 2026')
      tenant.advance(20)
    },
  ],
  [provokes('pending close of a closed period', 'pending-close-of-open'), 'pending-close', 'Sep 2026', async () => {}],
  [provokes('close of a closed period', 'close-of-not-closed'), 'close', 'Sep 2026', async () => {}],
  [
    provokes('close while a trial balance runs', 'no-trial-balance-running'),
    'close',
    'Oct 2026',
    (tenant) => tenant.ask('pending-close', 'Oct 2026'),
  ],
  [
    provokes('pending close while a trial balance runs', 'no-trial-balance-running'),
    'pending-close',
    'Oct 2026',
    (tenant) => tenant.ask('run-trial-balance', 'Oct 2026'),
  ],
  [
    provokes('a trial balance while one runs', 'no-trial-balance-running'),
    'run-trial-balance',
    'Oct 2026',
    (tenant) => tenant.ask('run-trial-balance', 'Oct 2026'),
  ],
  [
    provokes('a trial balance of a closed period', 'trial-balance-of-open'),
    'run-trial-balance',
    'Sep 2026',
    async () => {},
  ],
  [provokes('reopen of an open period', 'reopen-of-closed-or-pending'), 'reopen', 'Oct 2026', async () => {}],
  [
    provokes('reopen of a period that is not just before an open one', 'reopen-next-to-open'),
    'reopen',
    'Aug 2026',
    async () => {},
  ],
  [
    provokes('anything with the open-ended period', 'open-ended-not-asked'),
    'run-trial-balance',
    'Open-Ended',
    async () => {},
  ],
  ...[
    'draft-invoices',
    'draft-payments',
    'processing-payments',
    'processing-refunds',
    'draft-credit-memos',
    'draft-debit-memos',
  ].map((item): (typeof refusals)[number] => [
    provokes(`close with ${item}`, 'required-actions-resolved'),
    'close',
    'Oct 2026',
    (tenant) => tenant.control('POST', 'documents', { item, period: 'Oct 2026', count: 1 }),
  ]),
]

test.each(refusals)('refused as a business rule: %s', async (_name, what, name, prepare) => {
  const tenant = await startTenant()
  await prepare(tenant)
  const before = await tenant.find(name)
  const effects = await tenant.effects()
  const refused = await tenant.ask(what, name)
  expect([refused.status, categoryOf(refused.body)]).toEqual([400, 30])
  expect(await tenant.find(name)).toEqual(before)
  expect(await tenant.effects()).toEqual(effects)
})

test(provokes('pending close is allowed with documents that block a close', 'pending-close-with-actions'), async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Oct 2026', count: 2 })
  expect((await tenant.ask('pending-close', 'Oct 2026')).status).toBe(200)
})

test('documents of another period do not block', async () => {
  const tenant = await startTenant()
  await tenant.control('POST', 'documents', { item: 'draft-invoices', period: 'Nov 2026', count: 2 })
  expect((await tenant.ask('close', 'Oct 2026')).status).toBe(200)
})

test(
  provokes(
    'an open period may be closed without pending close, and reopened while its neighbour is open',
    'close-of-not-closed',
    'reopen-next-to-open',
  ),
  async () => {
    const tenant = await startTenant()
    await tenant.ask('close', 'Oct 2026')
    expect((await tenant.retrieve('Oct 2026')).status).toBe('Closed')
    expect((await tenant.ask('reopen', 'Oct 2026')).status).toBe(200)
    expect((await tenant.retrieve('Oct 2026')).status).toBe('Open')
  },
)

test(
  provokes('without a permission of the close process every ask is refused with 403', 'close-process-permissions'),
  async () => {
    const tenant = await startTenant()
    await tenant.control('POST', 'permissions', { manageCloseProcess: false, runTrialBalance: true })
    const refused = await tenant.ask('pending-close', 'Oct 2026')
    expect([refused.status, categoryOf(refused.body)]).toEqual([403, 10])
  },
)

test(provokes('under Multi-Org each organization closes its own periods in order', 'org-calendars'), async () => {
  const tenant = await startTenant()
  const organizationLabels = [{ organizationId: 'o1', organizationName: 'Emea' }]
  const dates = { startDate: '2026-11-01', endDate: '2026-11-30', fiscalYear: 2026 }
  await tenant.control('POST', 'periods', { name: 'Nov 2026 Emea', ...dates, organizationLabels })
  expect((await tenant.ask('pending-close', 'Nov 2026 Emea')).status).toBe(200)
  expect(
    (await tenant.call('GET', `/v1/accounting-periods/${(await tenant.find('Nov 2026 Emea')).id}`)).body,
  ).toMatchObject({
    organizationLabels,
  })
})

test(
  provokes(
    'updatedBy is the integration user for the API and somebody else for the rest',
    'ids-of-users',
    'zone-less-times',
    'others-act',
  ),
  async () => {
    const tenant = await startTenant()
    await tenant.ask('run-trial-balance', 'Oct 2026')
    const ours = await tenant.retrieve('Oct 2026')
    tenant.advance(20)
    expect((await tenant.control('POST', 'periods/Oct%202026/close')).status).toBe(200)
    const theirs = await tenant.retrieve('Oct 2026')
    expect(theirs).toMatchObject({ status: 'Closed', updatedOn: '2026-11-04 10:00:20' })
    expect(theirs.updatedBy).not.toBe(ours.updatedBy)
  },
)
