import type { AccountingPeriod } from '../../src/domain/accounting-period.ts'
import type { Scan } from '../../src/domain/documents/blockers.ts'
import type { ReportFacts } from '../../src/domain/documents/report-facts.ts'
import { marksThatMoved, type Watermark } from '../../src/domain/documents/watermark.ts'
import type { LogEntry } from '../../src/domain/evidence/log.ts'
import type { Request } from '../../src/domain/request.ts'
import { changesSince, type Snapshot, takeSnapshot } from '../../src/domain/snapshot.ts'
import type { People } from '../../src/usecases/ports/people/people.ts'
import type { AccountingPeriods, Blockers } from '../../src/usecases/ports/zuora/accounting-periods.ts'
import type { Documents } from '../../src/usecases/ports/zuora/documents.ts'
import { createPeopleSeen, watchPeople, wrongWithApprovals } from './approvals-watch.ts'
import type { ClosingStory } from './closing-story.ts'
import type { FakeClock } from './fake-clock.ts'
import type { FakeRequests } from './fake-requests.ts'
import type { FakeZuora } from './fake-zuora.ts'

/** `answer`: null until the function that asked has it. */
export type CloseAsk = { at: number; answer: string | null }

type Watched = {
  zuora: FakeZuora
  requests: FakeRequests
  clock: FakeClock
  closes: CloseAsk[]
  violations: string[]
  story: Pick<ClosingStory, 'onChangedData' | 'onNewTrialBalance' | 'holdSeconds' | 'validForSeconds'>
  /** Approvals, by the policy when this turn began. */
  needed: number | null
  stages: readonly number[]
}

/** Zuora works on a request for at most this long. */
const zuoraTimeoutMs = 120_000

/** Zuora as one turn sees it; every close that it asks for is held against what must be true at that moment. */
export function watchCloses(watched: Watched) {
  const { zuora, requests, clock, closes, violations, story } = watched
  const seen: Seen = { period: undefined, scans: [], marks: [], isVoidOnChange: story.onChangedData === 'void' }
  const people = createPeopleSeen()
  const turnAt = clock.now().getTime()
  let ours: CloseAsk | undefined

  const periods: AccountingPeriods = {
    list: zuora.periods.list,
    async retrieve(id) {
      seen.period = await zuora.periods.retrieve(id)
      return seen.period
    },
    async ask(what, id, trackId) {
      const request = requests.peek({ entity: 'us', number: Number(trackId.slice(3)) })
      const now = clock.now().getTime()
      if (now < Date.parse(request.notBefore ?? '')) violations.push(`asked for ${what} before its time`)
      if (what === 'close') {
        violations.push(...wrongWithClose(request, seen, watched.needed))
        const { holdSeconds = 0, validForSeconds = 24 * 3600 } = story
        const rules = { stages: watched.stages, holdSeconds, validForSeconds, turnAt, now }
        if (watched.needed) violations.push(...wrongWithApprovals(request, people, rules))
        if (closes.some((earlier) => isInFlight(earlier, now))) violations.push('two closes in flight')
        if (request.log.some(isAccepted)) violations.push('asked again after Zuora had accepted')
        ours = { at: now, answer: null }
        closes.push(ours)
      }
      return zuora.periods.ask(what, id, trackId)
    },
  }

  const blockers: Blockers = {
    async scan(period) {
      seen.scans = await zuora.blockers.scan(period)
      return seen.scans
    },
  }

  const documents: Documents = {
    async watermarks(period) {
      const marks = await zuora.dated.documents.watermarks(period)
      seen.marks = marks
      return marks
    },
    changedSince: zuora.dated.documents.changedSince,
  }

  return {
    periods,
    blockers,
    documents,
    lookedUp: (fresh: People) => watchPeople(fresh, people),
    /** Around everything else: notes which answers reached the turn. */
    delivered: (inner: AccountingPeriods): AccountingPeriods => ({
      ...inner,
      async ask(what, id, trackId) {
        const answer = await inner.ask(what, id, trackId)
        if (what === 'close' && ours) ours.answer = answer.kind
        return answer
      },
    }),
  }
}

/** What the turn that asks has looked at last. */
type Seen = {
  period: AccountingPeriod | undefined
  scans: Scan[]
  marks: readonly Watermark[]
  isVoidOnChange: boolean
}

function isInFlight({ at, answer }: CloseAsk, now: number): boolean {
  return (answer === null || answer === 'unknown') && now - at < zuoraTimeoutMs
}

function isAccepted({ kind, details }: LogEntry): boolean {
  return kind === 'zuora-answered' && details.what === 'close' && details.kind === 'accepted'
}

function wrongWithClose(request: Request, seen: Seen, needed: number | null): string[] {
  if (needed === null) return ['asked to close without a rule for it']
  const wrong: string[] = []
  if (request.stopped) wrong.push(`asked to close although ${request.stopped.kind}`)
  if (request.outcome) wrong.push('asked to close although it has an outcome')
  if (request.status !== 'asking') wrong.push(`asked to close while ${request.status}`)
  if (seen.period?.status !== 'PendingClose') wrong.push(`asked to close a period that is ${seen.period?.status}`)
  if (seen.period?.trialBalance.status === 'running') wrong.push('asked to close while a trial balance runs')
  if (seen.scans.some((scan) => scan.kind === 'counted' && scan.count > 0)) wrong.push('asked to close over obstacles')
  return needed === 0 ? wrong : [...wrong, ...wrongWithQuorum(request, seen, needed)]
}

/** From the log, which is what an auditor has. */
function wrongWithQuorum(request: Request, seen: Seen, needed: number): string[] {
  const ofRound = request.log.filter(({ details }) => details.round === request.round)
  const card = ofRound.find(({ kind }) => kind === 'approval-asked')
  const approvals = ofRound.filter(({ kind }) => kind === 'approved')
  const ids = new Set(approvals.map(({ by }) => by?.id))
  const wrong: string[] = []
  if (ids.size < needed) wrong.push(`asked to close with ${ids.size} of ${needed}`)
  if (ids.has('U0GUEST') || ids.has('U0MALLORY')) wrong.push('someone approved who may not')
  if (ofRound.some(({ kind }) => kind === 'voided')) wrong.push('the approvals were void')
  const approvedBy = card?.details.expiresAt
  if (approvals.some(({ at }) => typeof approvedBy !== 'string' || at >= approvedBy)) wrong.push('approved too late')
  const kept = ofRound.findLast(({ kind }) => kind === 'trial-balance-kept')
  const shown = (kept ?? card)?.details.snapshot as Snapshot | undefined
  const changes = shown && seen.period ? changesSince(shown, takeSnapshot(seen.period, seen.scans)) : ['nothing shown']
  if (changes.length > 0) wrong.push(`asked to close what approvers did not see: ${JSON.stringify(changes)}`)
  const made = (card?.details.reports ?? []) as ReportFacts[]
  if (kept && made.length === 0) wrong.push('a trial balance was kept with nothing to compare')
  for (const report of made) {
    const now = seen.period?.reports.find((file) => file.report === report.report)
    const hasSame = report.kind === 'measured' && now && report.sha256.startsWith(now.fileId.split('@')[0] ?? '-')
    if (kept && !hasSame) wrong.push('asked to close on a trial balance with other reports than approved')
  }
  const marks = (card?.details.marks ?? []) as Watermark[]
  if (seen.isVoidOnChange && marksThatMoved(marks, seen.marks).length > 0) wrong.push('documents were changed')
  return wrong
}
