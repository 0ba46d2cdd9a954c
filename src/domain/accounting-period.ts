/** What is known of a period's trial balance. `start` and `end` are Zuora's own text: a space, no zone, never compared with our clock. */
export type TrialBalance = {
  /** `none`: never run. `unknown`: Zuora gave a status that is not documented; `statusText` has it. */
  status: 'none' | 'running' | 'completed' | 'error' | 'unknown'
  statusText: string | null
  start: string | null
  /** Null while running, and also after an Error. */
  end: string | null
  /** Zuora's words; may be null even when the status is Error. */
  errorMessage: string | null
}

export type PeriodStatus = 'Open' | 'PendingClose' | 'Closed' | 'Unknown'

/** An accounting period as Zuora reports it. Dates are `yyyy-mm-dd`. */
export type AccountingPeriod = {
  id: string
  name: string
  startDate: string
  /** Null for the open-ended period, which is never offered. */
  endDate: string | null
  status: PeriodStatus
  statusText: string
  fiscalYear: number | null
  fiscalQuarter: number | null
  notes: string | null
  trialBalance: TrialBalance
  /** Zuora's user ids, never a person in Slack; times in Zuora's own text. */
  createdBy: string | null
  createdOn: string | null
  updatedBy: string | null
  updatedOn: string | null
  organizationLabels: readonly string[]
  /** The reports of its last trial balance, by Zuora's name without `FileId`; some may be left from an earlier run. */
  reports: readonly ReportFile[]
}

/** A report that Zuora keeps as a file. */
export type ReportFile = { report: string; fileId: string }
