/** Zuora's documented answer to GET /v1/accounting-periods/{id}. */
export const documentedPeriod = {
  createdBy: 'e20b074746ec48f40147140f51e30a1a',
  createdOn: '2014-11-25 22:21:22',
  endDate: '2014-10-31',
  fileIds: {
    accountsReceivableAccountAgingDetailExportFileId: '8a8081ae5002967c015012f1230e0914',
    accountsReceivableInvoiceAgingDetailExportFileId: '8a8081ae5002967c015012f122f10913',
    arRollForwardDetailExportFileId: '8a8081ae5002967c015012f15d7b09e2',
    unprocessedChargesFileId: null,
  },
  fiscalYear: 2014,
  id: 'e20b074749d2a38b0149eac2e9550aa9',
  name: 'Oct 2014',
  notes: '',
  runTrialBalanceEnd: '2015-09-28 00:53:36',
  runTrialBalanceErrorMessage: null,
  runTrialBalanceStart: '2015-09-28 00:53:13',
  runTrialBalanceStatus: 'Completed',
  startDate: '2014-10-01',
  status: 'Closed',
  success: true,
  updatedBy: 'e20b074746ec48f40147140f51e30a1a',
  updatedOn: '2015-09-28 00:53:13',
}

/** From Zuora's documented answer to GET /v1/accounting-periods. */
export const documentedErrorPeriod = {
  ...documentedPeriod,
  id: '8a8081ae5374904f01538338b66e1005',
  name: 'Mar 2016',
  startDate: '2016-03-01',
  endDate: '2016-03-31',
  fiscalYear: 2016,
  status: 'Open',
  runTrialBalanceStatus: 'Error',
  runTrialBalanceStart: '2016-03-16 23:25:22',
  runTrialBalanceEnd: null,
  runTrialBalanceErrorMessage:
    'Error creating the trial balance: exchange rate from USD to GBP on 08/03/2015 is not available. Please import the rate and run trial balance again.',
}

/** From the same answer. */
export const documentedOpenEnded = {
  ...documentedPeriod,
  id: 'e20b0747478025a1014780e489a60002',
  name: 'Open-Ended',
  startDate: '2016-06-01',
  endDate: null,
  fiscalYear: 0,
  notes: null,
  status: 'Open',
  runTrialBalanceStatus: 'Pending',
  runTrialBalanceStart: null,
  runTrialBalanceEnd: null,
}
