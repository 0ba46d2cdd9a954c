import {
  areSameReports,
  compareReports,
  type ReportCompared,
  type ReportFacts,
} from '../../domain/documents/report-facts.ts'
import type { FollowUp } from '../../domain/outcome.ts'
import type { Change } from '../../domain/snapshot.ts'
import { comparesReports } from '../../domain/steps/next-follow-up.ts'
import type { Step } from '../../domain/steps/step.ts'
import { scannedEntries } from '../turns/scanned-detail.ts'
import type { Turn } from '../turns/turn.ts'
import type { WorkflowPorts } from '../turns/workflow-ports.ts'
import type { WorkflowStep } from '../turns/workflow-step.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** The reports that approvers are about to be asked for. Only a close is held against them later. */
export async function reportsForCard({ request, facts, entity }: Turn): Promise<readonly ReportFacts[]> {
  return request.action === 'close' ? entity.reports.measure(facts.period?.reports ?? []) : []
}

/**
 * A newer trial balance is all that is different from the card: where every report has the hash that it had, the approvals
 * stand and are from here on for the newer one. Otherwise what they are void for.
 */
export async function keepIfSame(
  { request, facts, entity }: Turn,
  { snapshot, changes }: StepOf<'compare-reports'>,
  { requests, announcer }: WorkflowPorts,
): Promise<WorkflowStep | { changes: readonly Change[] }> {
  const reports = await entity.reports.measure(facts.period?.reports ?? [])
  const before = request.shown?.reports ?? []
  const compared = compareReports(before, reports)
  if (!areSameReports(before, reports)) return { changes: [...changes, ...compared.flatMap(asChange)] }
  const details = { round: request.round, snapshot, was: request.snapshot?.trialBalance ?? null, reports }
  const shown = { marks: request.shown?.marks ?? [], reports }
  const kept = await requests.write(request, { snapshot, shown, othersSince: null }, [
    ...scannedEntries(facts),
    { at: facts.now, kind: 'trial-balance-kept', by: null, details },
  ])
  if (kept) {
    await announcer.showCard(kept)
    await announcer.postDetail(kept, { kind: 'run-kept', start: snapshot.trialBalance.start, compared })
  }
  return { kind: 'asked' }
}

/** What a round's approvals are void for, one for each report. */
function asChange(compared: ReportCompared): Change[] {
  const what = `the report ${compared.report}`
  if (compared.kind === 'same') return []
  if (compared.kind === 'not-compared') {
    return [{ what, was: 'measured', is: `not measured: ${compared.because}` }]
  }
  return [{ what, was: inWords(compared.was), is: inWords(compared.is) }]
}

function inWords(measured: { rows: number | null; sha256: string } | null): string {
  if (measured === null) return 'not there'
  const rows = measured.rows === null ? '' : `${measured.rows} rows, `
  return `${rows}SHA-256 ${measured.sha256.slice(0, 12)}`
}

/** The end of the final trial balance, with its reports held against the approved ones where there are any. */
export async function withReports(
  { request, facts, entity }: Turn,
  { followUp }: StepOf<'follow-up'>,
): Promise<FollowUp> {
  if (followUp.kind !== 'completed' || !comparesReports(request)) return followUp
  const reports = await entity.reports.measure(facts.period?.reports ?? [])
  return { ...followUp, reports: compareReports(request.shown?.reports ?? [], reports) }
}
