import { type BlockingKind, blockingKinds, createTally } from '../objects/documents.ts'
import type { Ask } from '../records/records.ts'
import { calendarOf, isClosing, statusOf } from '../tenant/calendar.ts'
import { organizationsBelow } from '../tenant/scope.ts'
import { readSettings } from '../tenant/tenant.ts'
import { isTrialBalanceRunning } from '../tenant/trial-balances.ts'
import { mayHave, no, type Rule } from './rule.ts'

/** "You must have the Manage Close Process and Run Trial Balance user permissions." */
const mayManageCloseProcess = mayHave('manageCloseProcess', 'runTrialBalance')

/** "You need the Reopen Accounting Period permission to reopen an accounting period", says the product documentation. */
const mayReopen = mayHave('reopenAccountingPeriod')

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
  const open = calendarOf(tenant, period).find(
    (other) => other.startDate < period.startDate && statusOf(tenant, other) !== 'Closed',
  )
  return open && no(30, `All prior accounting periods must be closed. ${open.name} is not closed.`)
}

/** "The accounting periods of all the child Org Units should be closed before closing the accounting period for the parent." */
const periodsOfChildrenAreClosed: Rule = (tenant, period) => {
  const below = organizationsBelow(tenant, period)
  if (below.size === 0) return undefined
  const isSame = (other: typeof period) =>
    other.name === period.name || (other.startDate === period.startDate && other.endDate === period.endDate)
  const open = tenant.store.periods
    .all()
    .filter((other) => other.entityId === period.entityId && other.endDate !== null && isSame(other))
    .filter((other) => other.organizationLabels.some((label) => below.has(label.organizationId)))
    .find((other) => statusOf(tenant, other) !== 'Closed')
  const names = open?.organizationLabels.map((label) => label.organizationName).join()
  return open && no(30, `Accounting period ${open.name} of the child organization ${names} must be closed first.`)
}

/** "A trial balance cannot be running for the accounting period." */
const noTrialBalanceRuns: Rule = (tenant, period) =>
  isTrialBalanceRunning(tenant, period.id)
    ? no(30, `A trial balance is already running for accounting period ${period.name}.`)
    : undefined

const inWords = (kind: BlockingKind, count: number) => `${count} ${kind.replaceAll('-', ' ')}`

/** "All required action items must be resolved." */
const requiredActionsAreResolved: Rule = (tenant, period) => {
  const counts = createTally(tenant)(period)
  const blocking = blockingKinds.filter((kind) => counts[kind] > 0).map((kind) => inWords(kind, counts[kind]))
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
  const next = calendarOf(tenant, period).find((other) => other.startDate > period.startDate)
  if (next !== undefined && statusOf(tenant, next) === 'Open') return undefined
  return no(30, `Accounting period ${period.name} is not immediately previous to an open accounting period.`)
}

/** "Open": the API's words. The product documentation lets it run in Pending Close too. */
const isOpenOrPendingClose: Rule = (tenant, period) => {
  const status = statusOf(tenant, period)
  if (status === 'Open' || (status === 'PendingClose' && readSettings(tenant).trialBalanceWhilePendingClose))
    return undefined
  return no(30, `A trial balance cannot be run: accounting period ${period.name} is not open.`)
}

export const closeRules: Record<Ask, readonly Rule[]> = {
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
    periodsOfChildrenAreClosed,
    requiredActionsAreResolved,
  ],
  reopen: [mayManageCloseProcess, mayReopen, hasAnEnd, isClosedOrPendingClose, isJustBeforeAnOpenPeriod],
  'run-trial-balance': [mayManageCloseProcess, hasAnEnd, isOpenOrPendingClose, noTrialBalanceRuns],
}
