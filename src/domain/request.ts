import type { AccountingPeriod } from './accounting-period.ts'
import type { Decision } from './approvals/decision.ts'
import type { PeriodFields } from './calendar/period-fields.ts'
import type { ReportFacts } from './documents/report-facts.ts'
import type { DocumentsChanged, Watermark } from './documents/watermark.ts'
import type { LogEntry } from './evidence/log.ts'
import type { FollowUp, Outcome } from './outcome.ts'
import type { Person } from './person.ts'
import type { Action } from './policy/policy.ts'
import type { Obstacle } from './preconditions.ts'
import type { Change, Snapshot } from './snapshot.ts'
import type { ZuoraAsk } from './zuora-ask.ts'

/** Which request: the entity's key in the configuration and the number in its register. */
export type RequestKey = { entity: string; number: number }

/** Something asked of Zuora: stored before it is sent, so that a turn that dies after it knows. */
export type Asked = {
  /** ISO, our clock. */
  at: string
  times: number
  /** Whether Zuora may have heard an earlier one of these: then neither a refusal nor “busy” says what became of it. */
  mayHaveBeenHeard: boolean
  trialBalanceStartBefore: string | null
  /** The start of the run that began after this ask, once it was seen; any other run is somebody else's. */
  trialBalanceStart: string | null
  /** Null until Zuora's answer was stored: then it is not known whether Zuora heard it. */
  answer: Answered | null
}

export type Answered =
  | { kind: 'accepted'; at: string }
  | { kind: 'refused'; at: string; code: string; message: string; zuoraRequestId: string | null }
  | { kind: 'busy'; at: string; retryAfterSeconds: number | null }
  | { kind: 'unknown'; at: string }

/**
 * - `working`: the workflow is at it. - `planned`: waits until its time has come. - `blocked`: waits until obstacles are
 *   cleared. - `awaiting`: waits for approvers. - `following`: a range waits for the close of one of its periods. - `asking`: the decision is made and Zuora is being
 *   asked; clicks no longer count. - `finished`: the outcome is sealed.
 */
export type RequestStatus = 'working' | 'planned' | 'blocked' | 'awaiting' | 'following' | 'asking' | 'finished'

/** One period of a range and the request that closes it: its number once it is made, and how it ended once it has. */
export type RangeChild = { periodId: string; name: string; number: number | null; ended: Outcome['kind'] | null }

/** What became of the period before, as it was known when the request was made. */
export type Earlier = {
  /** How often it was closed by a request. */
  closes: number
  /** By the last request that reopened it. */
  reopened: { at: string; by: string; reason: string } | null
  /** By others in Zuora since: the number of the exception, and who had acknowledged it by then. */
  reopenedOutside?: { exception: number; acknowledgedBy: string | null }
  /** The last request for the same, where it came to nothing. */
  last?: {
    number: number
    ended: 'rejected' | 'cancelled' | 'expired' | 'failed'
    by: string | null
    reason: string | null
  }
}

export type MessageRef = { channel: string; ts: string }

/** A request and everything that happened to it: one item in the table. */
export type Request = {
  entity: string
  number: number
  action: Action
  /** No id: a period that is to be created, or a range, whose name names its first and last. */
  period: { id: string | null; name: string; startDate: string; endDate: string }
  /** What create and update send. */
  fields: PeriodFields | null
  /** The period whose start moves with this one's end. */
  neighbourId: string | null
  /** The periods of a range, in order. */
  range: readonly RangeChild[] | null
  /** The number of the range that this close is part of. */
  partOf: number | null
  earlier: Earlier | null
  requester: Person
  askedAt: string
  /** Nothing that has an effect is asked of Zuora before this moment (ISO); null: at once. */
  notBefore: string | null
  /** For a reopen, the reason. */
  note: string | null
  /** Where the card and the outcome go. */
  channel: string
  /** Of the message from Slack that asked; the same message delivered twice makes one request. */
  messageId: string
  /** The request whose pending close this one takes back. */
  setsBack: number | null
  /** Of all stages together. */
  approvalsNeeded: number
  /** How many in each stage, as this round asks; null: there is one stage. */
  stages: readonly number[] | null
  policyHash: string
  /** Those who asked before, where somebody took over; none of them may approve. */
  formerRequesters: readonly Person[]
  /** Since when it is known that who asked has left; null while they have not. */
  requesterLeftAt: string | null
  status: RequestStatus
  /** Counts the workflow's writes; a writer that read an older one loses. */
  revision: number
  lockTaken: boolean
  /** Since when Zuora does not answer; null while it does. */
  unreachableSince: string | null
  /** Since when a trial balance is running that others started; null when none is. */
  othersSince: string | null
  asks: Partial<Record<ZuoraAsk, Asked>>
  /** Of the documents dated in the period, right before this request's own ask that starts a trial balance. */
  marks: readonly Watermark[] | null
  /** What belongs to the last card: the documents and the reports when it was made. */
  shown: { marks: readonly Watermark[]; reports: readonly ReportFacts[] } | null
  /** What was changed between that card and the ask that it was for. */
  changedSinceCard: readonly DocumentsChanged[] | null
  /** Zuora's user id of the bot, learned from its own pending close. */
  integrationUser: string | null
  obstacles: readonly Obstacle[] | null
  /** When the obstacles were last looked for. */
  obstaclesAt: string | null
  /** When somebody last wanted the obstacles looked for again. */
  lookAgainAt: string | null
  /** The round of approval, from 1; 0 before the first. A void begins a new one. */
  round: number
  snapshot: Snapshot | null
  /** Why this round began: what changed since the one before. */
  changes: readonly Change[]
  expiresAt: string | null
  /** When the card of this round was asked for. */
  roundStartedAt: string | null
  /** Once the quorum was found full, until when Zuora is not asked yet; null before, and where nothing is held. */
  heldUntil: string | null
  /** When `escalateTo` came in; null before. */
  escalatedAt: string | null
  /** When the requester last reminded those who had not decided. */
  nudgedAt: string | null
  decisions: Readonly<Record<string, Decision>>
  /** Approvals that count in this round. */
  approvals: number
  /** Set once by a click, never cleared. */
  stopped: { kind: 'rejected' | 'cancelled'; by: Person; at: string; reason: string | null } | null
  /** The workflow's execution: the reference, and from the second on a number behind it. */
  execution: string
  taskToken: string | null
  outcome: Outcome | null
  followUp: FollowUp | null
  /** The period as it was when the outcome was sealed; null when Zuora could not say. */
  periodAtEnd: AccountingPeriod | null
  statusMessage: MessageRef | null
  /** The last card, of its round and stage; its buttons, and those of this round's earlier ones, count. */
  card: (MessageRef & { round: number; stage?: number }) | null
  /** What is still to be done since the last card was posted: the card before it retired, people told. Null once it is. */
  afterCard: { retires: Request['card']; tells: readonly string[] } | null
  outcomeMessage: MessageRef | null
  followUpMessage: MessageRef | null
  /** To whom the head was sent directly, noted before each was. */
  headsTold: readonly string[]
  /** Whether everyone has been told everything; until then the request is in the index of open ones. */
  told: boolean
  log: readonly LogEntry[]
  /** The hash of each log entry chained so far, in order. */
  chain: readonly string[]
  /** What came after the log was sealed: its hashes go on from the head. */
  later: readonly LogEntry[]
  laterChain: readonly string[]
  /** The last trial balance whose end is in the log: its start, end and status as Zuora writes them. */
  trialBalanceNoted: string | null
}

/** The head of the record: the hash of the entry that sealed the log. Null until the outcome is sealed. */
export function headOf({ status, chain }: Pick<Request, 'status' | 'chain'>): string | null {
  return status === 'finished' ? (chain.at(-1) ?? null) : null
}

/** Whether a period comes, goes, or starts on another day because of it. */
export function movesCalendar(action: Action): boolean {
  return action === 'create' || action === 'delete' || action === 'update-dates'
}

/** What a request holds while it runs, in the order of taking: the calendar (null) where it changes that, then its periods. */
export function heldBy(request: Pick<Request, 'entity' | 'action' | 'period' | 'neighbourId'>) {
  const { entity, action, period, neighbourId } = request
  if (action === 'control-test') return []
  const isOfCalendar = movesCalendar(action) || action === 'close-range'
  const periods = [period.id, neighbourId].filter((id) => id !== null)
  return [...(isOfCalendar ? [null] : []), ...periods].map((id) => ({ entity, id }))
}

/** What people say, the workflow's execution name, and Zuora's track id: `US-0147`. */
export function referenceOf({ entity, number }: RequestKey): string {
  return `${entity.toUpperCase()}-${String(number).padStart(4, '0')}`
}

/** The number in a reference; an entity's key has no hyphen. */
export function numberIn(reference: string): number {
  return Number(reference.split('-').at(1))
}
