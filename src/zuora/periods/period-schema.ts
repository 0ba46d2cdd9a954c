import * as z from 'zod/mini'
import type { AccountingPeriod, PeriodStatus, ReportFile, TrialBalance } from '../../domain/accounting-period.ts'

const textOrNull = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value || null),
)

/** Zuora documents numbers, and sent them as text before 2025-08. */
const numberOrNull = z.pipe(z.nullish(z.union([z.number(), z.string()])), z.transform(toWholeNumber))

/** Zuora documents objects with `organizationId` and `organizationName`. */
const organization = z.union([
  z.string(),
  z.pipe(
    z.object({ organizationId: z.nullish(z.string()), organizationName: z.nullish(z.string()) }),
    z.transform((label) => label.organizationName || label.organizationId || ''),
  ),
])

const zuoraPeriod = z.object({
  id: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  startDate: z.iso.date(),
  endDate: z.pipe(
    z.nullish(z.union([z.iso.date(), z.literal('')])),
    z.transform((value) => value || null),
  ),
  status: z.string().check(z.minLength(1)),
  fiscalYear: numberOrNull,
  // Zuora documents `fiscalQuarter` and answers `fiscal_quarter`.
  fiscalQuarter: numberOrNull,
  fiscal_quarter: numberOrNull,
  notes: textOrNull,
  runTrialBalanceStatus: textOrNull,
  runTrialBalanceStart: textOrNull,
  runTrialBalanceEnd: textOrNull,
  runTrialBalanceErrorMessage: textOrNull,
  createdBy: textOrNull,
  createdOn: textOrNull,
  updatedBy: textOrNull,
  updatedOn: textOrNull,
  organizationLabels: z.pipe(
    z.nullish(z.array(organization)),
    z.transform((labels) => (labels ?? []).filter((label) => label !== '')),
  ),
  fileIds: z.pipe(
    z.nullish(z.record(z.string(), z.unknown())),
    z.transform((fileIds) => Object.entries(fileIds ?? {}).flatMap(toReportFile)),
  ),
})

type ZuoraPeriod = z.output<typeof zuoraPeriod>

export const periodSchema = z.pipe(zuoraPeriod, z.transform(toAccountingPeriod))

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
    createdBy: given.createdBy,
    createdOn: given.createdOn,
    updatedBy: given.updatedBy,
    updatedOn: given.updatedOn,
    organizationLabels: given.organizationLabels,
    reports: given.fileIds,
  }
}

/**
 * Zuora documents nine keys that end in `FileId`, each nullable. A report that it adds later is kept: by such a key, or by
 * a value that looks like Zuora's ids.
 */
function toReportFile([key, fileId]: [string, unknown]): ReportFile[] {
  if (typeof fileId !== 'string' || fileId === '') return []
  const isReport = key.endsWith('FileId') || /^[0-9a-f]{32}$/.test(fileId)
  return isReport ? [{ report: key.replace(/FileId$/, '') || key, fileId }] : []
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
