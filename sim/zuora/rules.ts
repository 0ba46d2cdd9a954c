import { createTally } from './documents.ts'
import type { ZuoraError } from './errors.ts'
import { isClosing, periodsBeside, statusOf } from './periods.ts'
import { type Ask, type DocumentKind, documentKinds, type StoredPeriod } from './records.ts'
import { readSettings, type Tenant } from './tenant.ts'
import { isTrialBalanceRunning } from './trial-balances.ts'

/** A reason why Zuora says no, or undefined. */
type Rule = (tenant: Tenant, period: StoredPeriod) => ZuoraError | undefined

const no = (category: 10 | 30, message: string): ZuoraError => ({ resource: 'accounting-periods', category, message })

/** "You must have the Manage Close Process and Run Trial Balance user permissions." */
const mayManageCloseProcess: Rule = (tenant) => {
  const { manageCloseProcess, runTrialBalance } = readSettings(tenant)
  if (manageCloseProcess && runTrialBalance) return undefined
  const missing = manageCloseProcess ? 'Run Trial Balance' : 'Manage Close Process'
  return no(10, `You do not have the ${missing} permission.`)
}

/** The open-ended period has no end to close at. */
const hasAnEnd: Rule = (_tenant, period) =>
  period.endDate === null ? no(30, 'The open-ended accounting period cannot be changed.') : undefined

/** "The accounting period cannot already be closed." */
const isNotClosed: Rule = (tenant, period) =>
  statusOf(tenant, period) === 'Closed' ? no(30, `Accounting period ${period.name} is already closed.`) : undefined

/** "The accounting period cannot already be pending close." */
const isNotPendingClose: Rule = (tenant, period) =>
  statusOf(tenant, period) === 'PendingClose'
    ? no(30, `Accounting period ${period.name} is already pending close.`)
    : undefined

/** "You cannot apply Pending Close or Close actions on an accounting period with a pending revenue schedule." */
const hasNoPendingRevenueSchedule: Rule = (tenant, period) =>
  isClosing(tenant, period)
    ? no(30, `Accounting period ${period.name} has revenue schedules that are still being processed.`)
    : undefined

/** "All prior accounting periods must be closed." */
const earlierAreClosed: Rule = (tenant, period) => {
  const open = periodsBeside(tenant, period).find(
    (other) => other.startDate < period.startDate && statusOf(tenant, other) !== 'Closed',
  )
  return open && no(30, `All prior accounting periods must be closed. ${open.name} is not closed.`)
}

/** "A trial balance cannot be running for the accounting period." */
const noTrialBalanceRuns: Rule = (tenant, period) =>
  isTrialBalanceRunning(tenant, period.id)
    ? no(30, `A trial balance is already running for accounting period ${period.name}.`)
    : undefined

const inWords = (kind: DocumentKind, count: number) => `${count} ${kind.replaceAll('-', ' ')}`

/** "All required action items must be resolved." */
const requiredActionsAreResolved: Rule = (tenant, period) => {
  const counts = createTally(tenant)(period)
  const blocking = documentKinds.filter((kind) => counts[kind] > 0).map((kind) => inWords(kind, counts[kind]))
  if (blocking.length === 0) return undefined
  return no(
    30,
    `You cannot close this accounting period until all required actions are resolved: ${blocking.join(', ')}.`,
  )
}

/** "The accounting period must be closed or pending close." */
const isClosedOrPendingClose: Rule = (tenant, period) =>
  statusOf(tenant, period) === 'Open' ? no(30, `Accounting period ${period.name} is already open.`) : undefined

/** "You can reopen an accounting period only if it is immediately previous to an open period." */
const isJustBeforeAnOpenPeriod: Rule = (tenant, period) => {
  const next = periodsBeside(tenant, period).find((other) => other.startDate > period.startDate)
  if (next !== undefined && statusOf(tenant, next) === 'Open') return undefined
  return no(30, `Accounting period ${period.name} is not immediately previous to an open accounting period.`)
}

/** "Open": the API's words. The product documentation lets it run in Pending Close too. */
const isOpenOrPendingClose: Rule = (tenant, period) =>
  statusOf(tenant, period) === 'Closed'
    ? no(30, `A trial balance cannot be run: accounting period ${period.name} is closed.`)
    : undefined

const rulesOf: Record<Ask, readonly Rule[]> = {
  'pending-close': [
    mayManageCloseProcess,
    hasAnEnd,
    isNotClosed,
    hasNoPendingRevenueSchedule,
    isNotPendingClose,
    noTrialBalanceRuns,
    earlierAreClosed,
  ],
  close: [
    mayManageCloseProcess,
    hasAnEnd,
    isNotClosed,
    hasNoPendingRevenueSchedule,
    noTrialBalanceRuns,
    earlierAreClosed,
    requiredActionsAreResolved,
  ],
  reopen: [mayManageCloseProcess, hasAnEnd, isClosedOrPendingClose, isJustBeforeAnOpenPeriod],
  'run-trial-balance': [mayManageCloseProcess, hasAnEnd, isOpenOrPendingClose, noTrialBalanceRuns],
}

/** The first rule that forbids it. */
export function whyNot(tenant: Tenant, what: Ask, period: StoredPeriod): ZuoraError | undefined {
  for (const rule of rulesOf[what]) {
    const error = rule(tenant, period)
    if (error !== undefined) return error
  }
  return undefined
}
