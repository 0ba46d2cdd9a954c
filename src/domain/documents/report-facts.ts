import type { ReportFile } from '../accounting-period.ts'

/** What is known of a report without keeping it. `rows` is null where it has none to count. */
export type ReportFacts = ReportFile &
  ({ kind: 'measured'; bytes: number; rows: number | null; sha256: string } | { kind: 'not-measured'; because: string })

type Measured = Pick<Extract<ReportFacts, { kind: 'measured' }>, 'rows' | 'sha256'>

/** A report of two trial balances, by its hash. Null: that trial balance has no such report. */
export type ReportCompared = { report: string } & (
  | { kind: 'same' }
  | { kind: 'differs'; was: Measured | null; is: Measured | null }
  | { kind: 'not-compared'; because: string }
)

/** Every report that either trial balance has. What could not be measured is not compared, never "the same". */
export function compareReports(before: readonly ReportFacts[], after: readonly ReportFacts[]): ReportCompared[] {
  const names = new Set([...before, ...after].map(({ report }) => report))
  return [...names].map((report) => {
    const was = before.find((facts) => facts.report === report)
    const is = after.find((facts) => facts.report === report)
    const unmeasured = [was, is].find((facts) => facts?.kind === 'not-measured')
    if (unmeasured?.kind === 'not-measured') return { report, kind: 'not-compared', because: unmeasured.because }
    const [old, young] = [measured(was), measured(is)]
    return old && young && old.sha256 === young.sha256
      ? { report, kind: 'same' }
      : { report, kind: 'differs', was: old, is: young }
  })
}

function measured(facts: ReportFacts | undefined): Measured | null {
  return facts?.kind === 'measured' ? { rows: facts.rows, sha256: facts.sha256 } : null
}

/**
 * Whether nothing but equal hashes was found, and one of the files at least is new: Zuora may show those of an earlier trial
 * balance, and a file is always equal to itself.
 */
export function areSameReports(before: readonly ReportFacts[], after: readonly ReportFacts[]): boolean {
  const isNew = ({ fileId }: ReportFacts) => before.every((facts) => facts.fileId !== fileId)
  return after.some(isNew) && compareReports(before, after).every(({ kind }) => kind === 'same')
}
