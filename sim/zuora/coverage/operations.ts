/** An operation of Zuora's API; where the stand-in does not have it, why. */
type CoveredOperation = { call: string; does: string; notDone?: string }

export const operations: readonly CoveredOperation[] = [
  { call: 'POST /oauth/token', does: 'sign in' },
  { call: 'GET /v1/accounting-periods', does: 'list' },
  { call: 'GET /v1/accounting-periods/{id}', does: 'retrieve' },
  { call: 'POST /v1/accounting-periods', does: 'create' },
  { call: 'PUT /v1/accounting-periods/{id}', does: 'update' },
  { call: 'DELETE /v1/accounting-periods/{id}', does: 'delete' },
  { call: 'PUT /v1/accounting-periods/{id}/pending-close', does: 'pending close' },
  { call: 'PUT /v1/accounting-periods/{id}/close', does: 'close' },
  { call: 'PUT /v1/accounting-periods/{id}/reopen', does: 'reopen' },
  { call: 'PUT /v1/accounting-periods/{id}/run-trial-balance', does: 'run trial balance' },
  { call: 'GET /v1/files/{id}', does: 'read a report' },
  { call: 'GET /object-query/invoices', does: 'query' },
  { call: 'GET /object-query/payments', does: 'query' },
  { call: 'GET /object-query/refunds', does: 'query' },
  { call: 'GET /object-query/credit-memos', does: 'query' },
  { call: 'GET /object-query/debit-memos', does: 'query' },
  { call: 'POST /v1/journal-runs', does: 'start a journal run', notDone: 'nothing here posts to a ledger' },
  { call: 'GET /v1/journal-runs/{id}', does: 'read a journal run', notDone: 'nothing here posts to a ledger' },
]
