import { expect, test } from 'vitest'
import { periodSchema } from '../../../src/zuora/periods/period-schema.ts'
import { documentedErrorPeriod, documentedOpenEnded, documentedPeriod } from './documented-periods.ts'

test('a documented period is read in full; what Zuora leaves empty is null', () => {
  expect(periodSchema.parse(documentedPeriod)).toEqual({
    id: 'e20b074749d2a38b0149eac2e9550aa9',
    name: 'Oct 2014',
    startDate: '2014-10-01',
    endDate: '2014-10-31',
    status: 'Closed',
    statusText: 'Closed',
    fiscalYear: 2014,
    fiscalQuarter: null,
    notes: null,
    trialBalance: {
      status: 'completed',
      statusText: 'Completed',
      start: '2015-09-28 00:53:13',
      end: '2015-09-28 00:53:36',
      errorMessage: null,
    },
    createdBy: 'e20b074746ec48f40147140f51e30a1a',
    createdOn: '2014-11-25 22:21:22',
    updatedBy: 'e20b074746ec48f40147140f51e30a1a',
    updatedOn: '2015-09-28 00:53:13',
    organizationLabels: [],
    reports: [
      { report: 'accountsReceivableAccountAgingDetailExport', fileId: '8a8081ae5002967c015012f1230e0914' },
      { report: 'accountsReceivableInvoiceAgingDetailExport', fileId: '8a8081ae5002967c015012f122f10913' },
      { report: 'arRollForwardDetailExport', fileId: '8a8081ae5002967c015012f15d7b09e2' },
    ],
  })
})

test('a trial balance in Error has no end; its message is Zuora’s, and may be missing', () => {
  expect(periodSchema.parse(documentedErrorPeriod).trialBalance).toMatchObject({
    status: 'error',
    start: '2016-03-16 23:25:22',
    end: null,
    errorMessage: expect.stringMatching(/^Error creating the trial balance: exchange rate from USD to GBP/),
  })
  const silent = { ...documentedErrorPeriod, runTrialBalanceErrorMessage: null }
  expect(periodSchema.parse(silent).trialBalance).toMatchObject({ status: 'error', errorMessage: null })
})

test('the open-ended period has no end date, and its trial balance that never ran is not running', () => {
  expect(periodSchema.parse(documentedOpenEnded)).toMatchObject({
    endDate: null,
    fiscalYear: 0,
    trialBalance: { status: 'none', statusText: 'Pending', start: null },
  })
})

test.each([
  [null, null, 'none'],
  [undefined, undefined, 'none'],
  ['Pending', null, 'none'],
  ['Pending', '2026-11-03 14:00:00', 'running'],
  ['Processing', '2026-11-03 14:00:00', 'running'],
  ['Completed', '2026-11-03 14:00:00', 'completed'],
  ['Complete', '2026-11-03 14:00:00', 'completed'],
  ['Error', '2026-11-03 14:00:00', 'error'],
  ['Cancelled', '2026-11-03 14:00:00', 'unknown'],
])('a trial balance %s, started %s, is %s', (runTrialBalanceStatus, runTrialBalanceStart, status) => {
  const { trialBalance } = periodSchema.parse({ ...documentedPeriod, runTrialBalanceStatus, runTrialBalanceStart })
  expect(trialBalance).toMatchObject({ status, statusText: runTrialBalanceStatus ?? null })
})

test.each([
  ['Open', 'Open'],
  ['PendingClose', 'PendingClose'],
  ['Closed', 'Closed'],
  ['Archived', 'Unknown'],
])('a period that is %s counts as %s, and its own word is kept', (statusText, status) => {
  expect(periodSchema.parse({ ...documentedPeriod, status: statusText })).toMatchObject({ status, statusText })
})

test.each([
  [
    { fiscalYear: 2026, fiscalQuarter: 4 },
    { fiscalYear: 2026, fiscalQuarter: 4 },
  ],
  [
    { fiscalYear: '2026', fiscal_quarter: '4' },
    { fiscalYear: 2026, fiscalQuarter: 4 },
  ],
  [
    { fiscalYear: 'FY26', fiscal_quarter: 3 },
    { fiscalYear: null, fiscalQuarter: 3 },
  ],
  [
    { fiscalYear: null, fiscalQuarter: '' },
    { fiscalYear: null, fiscalQuarter: null },
  ],
])('fiscal year and quarter come as numbers or text, under two names: %j', (given, expected) => {
  expect(periodSchema.parse({ ...documentedPeriod, ...given })).toMatchObject(expected)
})

test('organisations are known by name, else by id', () => {
  const organizationLabels = [{ organizationId: 'o1', organizationName: 'EMEA' }, { organizationId: 'o2' }, 'APAC', {}]
  expect(periodSchema.parse({ ...documentedPeriod, organizationLabels }).organizationLabels).toEqual([
    'EMEA',
    'o2',
    'APAC',
  ])
})

test('reports are known by Zuora’s names; empty ones are left out, and ones yet unknown are kept', () => {
  const fileIds = {
    revenueDetailCsvFileId: '8a8081ae5002967c015012f1230e0914',
    unprocessedChargesFileId: null,
    revenueDetailExcelFileId: '',
    taxDetailFileId: 'any-id',
    ledger: '8a8081ae5002967c015012f122f10913',
    count: 3,
    note: 'none',
  }
  expect(periodSchema.parse({ ...documentedPeriod, fileIds }).reports).toEqual([
    { report: 'revenueDetailCsv', fileId: '8a8081ae5002967c015012f1230e0914' },
    { report: 'taxDetail', fileId: 'any-id' },
    { report: 'ledger', fileId: '8a8081ae5002967c015012f122f10913' },
  ])
})

test.each([null, undefined, {}])('a period without reports has none: %j', (fileIds) => {
  expect(periodSchema.parse({ ...documentedPeriod, fileIds }).reports).toEqual([])
})

test('custom fields and fields yet unknown do no harm', () => {
  expect(periodSchema.safeParse({ ...documentedPeriod, region__c: 7, closedBySomeone: {} }).success).toBe(true)
})

test.each([
  { id: '' },
  { id: undefined },
  { name: null },
  { startDate: '10/01/2014' },
  { startDate: null },
  { endDate: '2014-10-32' },
  { status: null },
  { fiscalYear: true },
])('what the bot decides by must be as documented: %j', (wrong) => {
  expect(periodSchema.safeParse({ ...documentedPeriod, ...wrong }).success).toBe(false)
})
