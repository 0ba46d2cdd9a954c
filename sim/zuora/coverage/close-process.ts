import type { Rule } from './rule.ts'

/** Pending close, close, reopen, run trial balance. */
export const closeProcessRules = {
  'close-process-permissions': {
    rule: 'Pending close, close, reopen and run trial balance need Manage Close Process and Run Trial Balance',
  },
  'reopen-permission': { rule: 'Reopen needs Reopen Accounting Period as well, as the product documentation has it' },
  'pending-close-of-open': { rule: 'Pending close: not closed or pending close' },
  'close-of-not-closed': { rule: 'Close: not closed; from Open too' },
  'no-trial-balance-running': { rule: 'Pending close, close, run trial balance: no trial balance running' },
  'earlier-periods-closed': { rule: 'Pending close, close: all earlier periods closed' },
  'required-actions-resolved': { rule: 'Close: no required action items, which are the six kinds of documents' },
  'pending-close-with-actions': { rule: 'Pending close: allowed with required action items' },
  'reopen-of-closed-or-pending': { rule: 'Reopen: closed or pending close' },
  'reopen-next-to-open': { rule: 'Reopen: immediately previous to an open period' },
  'trial-balance-of-open': { rule: 'Run trial balance: Open' },
  'trial-balance-while-pending-close': {
    rule: 'Run trial balance while pending close: allowed in the product documentation, not in the API reference; a setting',
  },
  'open-ended-not-asked': {
    rule: 'The open-ended period can be neither closed nor reopened, and has no trial balance',
  },
  'trial-balance-by-itself': { rule: 'Pending close and close start a trial balance by themselves' },
  'success-is-started': { rule: '`success: true` never says that the trial balance passed: it says that it started' },
  'second-after-closed': { rule: 'The trial balance of a close starts after the period is Closed' },
  'closed-later': {
    rule: 'After an accepted close the status may stay PendingClose while revenue schedules are processed, then turn Closed by itself',
  },
  'error-but-closed': { rule: 'A close may answer with an error although the period is Closed on the next read' },
  'others-act': { rule: 'Others may start a trial balance, close or reopen at any moment' },
  'trial-balance-duration': { rule: 'A trial balance takes 20 to 23 s, or hours' },
  'trial-balance-is-of-its-start': { rule: 'Transactions made after a trial balance began are not in it' },
  'trial-balance-not-cancelled': { rule: 'A running trial balance cannot be cancelled by API' },
  'pending-close-locks-out': {
    rule: 'For users without Manage Close Process a pending-close period behaves like a closed one',
    notDone: 'nobody posts documents by the API here',
  },
} as const satisfies Record<string, Rule>
