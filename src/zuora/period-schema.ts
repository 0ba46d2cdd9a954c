import { z } from 'zod'
import type { AccountingPeriod, PeriodStatus, TrialBalance } from '../domain/accounting-period.ts'

const textOrNull = z
  .string()
  .nullish()
  .transform((value) => value || null)

/** Zuora documents numbers, and sent them as text before 2025-08. */
const numberOrNull = z.union([z.number(), z.string()]).nullish().transform(toWholeNumber)

/** Zuora documents objects with `organizationId` and `organizationName`. */
const organization = z.union([
  z.string(),
  z
    .object({ organizationId: z.string().nullish(), organizationName: z.string().nullish() })
    .transform((label) => label.organizationName || label.organizationId || ''),
])

const zuoraPeriod = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  startDate: z.iso.date(),
  endDate: z
    .union([z.iso.date(), z.literal('')])
    .nullish()
    .transform((value) => value || null),
  status: z.string().min(1),
  fiscalYear: numberOrNull,
  // Zuora documents `fiscalQuarter` and answers `fiscal_quarter`.
  fiscalQuarter: numberOrNull,
  fiscal_quarter: numberOrNull,
  notes: textOrNull,
  runTrialBalanceStatus: textOrNull,
  runTrialBalanceStart: textOrNull,
  runTrialBalanceEnd: textOrNull,
  runTrialBalanceErrorMessage: textOrNull,
  updatedBy: textOrNull,
  updatedOn: textOrNull,
  organizationLabels: z
    .array(organization)
    .nullish()
    .transform((labels) => (labels ?? []).filter((label) => label !== '')),
})

type ZuoraPeriod = z.output<typeof zuoraPeriod>

export const periodSchema = zuoraPeriod.transform(toAccountingPeriod)

export const periodListSchema = z.object({ accountingPeriods: z.array(periodSchema), nextPage: textOrNull })

function toAccountingPeriod(given: ZuoraPeriod): AccountingPeriod {
  return {
    id: given.id,
    name: given.name,
    startDate: given.startDate,
    endDate: given.endDate,
    status: statusOf(given.status),
    statusText: given.status,
    fiscalYear: given.fiscalYear,
    fiscalQuarter: given.fiscalQuarter ?? given.fiscal_quarter,
    notes: given.notes,
    trialBalance: {
      status: trialBalanceStatusOf(given),
      statusText: given.runTrialBalanceStatus,
      start: given.runTrialBalanceStart,
      end: given.runTrialBalanceEnd,
      errorMessage: given.runTrialBalanceErrorMessage,
    },
    updatedBy: given.updatedBy,
    updatedOn: given.updatedOn,
    organizationLabels: given.organizationLabels,
  }
}

/** Zuora lists the statuses in prose, not as an enumeration. */
function statusOf(text: string): PeriodStatus {
  return text === 'Open' || text === 'PendingClose' || text === 'Closed' ? text : 'Unknown'
}

function trialBalanceStatusOf(given: ZuoraPeriod): TrialBalance['status'] {
  switch (given.runTrialBalanceStatus) {
    case null:
      return 'none'
    // Zuora's documented list shows `Pending` without a start for a period whose trial balance was never run, and
    // documents the same for one that waits to start: neither has begun, so neither counts as running.
    case 'Pending':
      return given.runTrialBalanceStart === null ? 'none' : 'running'
    case 'Processing':
      return 'running'
    // Zuora's fields list `Completed`; its guide to closing says `Complete`.
    case 'Completed':
    case 'Complete':
      return 'completed'
    case 'Error':
      return 'error'
    default:
      return 'unknown'
  }
}

function toWholeNumber(value: number | string | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null
  return Number.isInteger(Number(value)) ? Number(value) : null
}
