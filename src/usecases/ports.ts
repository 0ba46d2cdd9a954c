import type { AccountingPeriod } from '../domain/accounting-period.ts'
import type { ClickRefused } from '../domain/approval.ts'
import type { Scan } from '../domain/blockers.ts'
import type { CalendarRules } from '../domain/calendar-rules.ts'
import type { Decision } from '../domain/decision.ts'
import type { LogEntry } from '../domain/evidence.ts'
import type { PeriodFields } from '../domain/period-fields.ts'
import type { Person } from '../domain/person.ts'
import type { GroupMembers, PolicyInForce, Principal } from '../domain/policy.ts'
import type { Patience } from '../domain/polling.ts'
import type { MessageRef, Request, RequestKey } from '../domain/request.ts'
import type { Progress } from '../domain/steps/step.ts'
import type { ZuoraAsk } from '../domain/zuora-ask.ts'
import type { Detail } from './ports/detail.ts'
import type { Dates, Documents } from './ports/documents.ts'
import type { Reports } from './ports/reports.ts'
import type { ZuoraAnswer } from './ports/zuora-answer.ts'

/**
 * Zuora's accounting periods of one entity. Reads throw `ZuoraBusy`, `ZuoraUnavailable` (worth trying again later),
 * `ZuoraSignInRefused` (credentials), `ZuoraRefused` (a business no) or `ZuoraUnexpected` (a bug or a changed API).
 * An ask returns its answer; it throws only when nothing was sent (`ZuoraSignInRefused`, and busy or unreachable sign-in).
 */
export type AccountingPeriods = {
  list(): Promise<AccountingPeriod[]>
  /** Undefined when Zuora knows no such period. */
  retrieve(periodId: string): Promise<AccountingPeriod | undefined>
  ask(what: ZuoraAsk, target: AskTarget, trackId: string): Promise<ZuoraAnswer>
}

/** `periodId` is null for `create`; `fields` are what create and update send; the key makes a create safe to repeat for 24 h. */
export type AskTarget = { periodId: string | null; fields: PeriodFields | null; idempotencyKey: string | null }

/** Scans what must be cleared before a close, in parallel; one entry for each required item, in their order. */
export type Blockers = {
  scan(period: Dates): Promise<Scan[]>
}

/** A request as it is first written; the store adds its number and what follows from it. */
export type RequestDraft = Omit<Request, 'number' | 'execution' | 'revision' | 'log' | 'chain' | 'told'> & {
  details: Readonly<Record<string, unknown>>
}

/** What the workflow changes in one write, with what it adds to the log. */
export type RequestChanges = Partial<
  Omit<Request, 'entity' | 'number' | 'revision' | 'log' | 'chain' | 'decisions' | 'stopped'>
>

/** A click that counts, as it is written. */
export type ClickWritten = { key: RequestKey; round: number; person: Person; at: string }

/** New requests and those of a period. Only `respond` needs it. */
export type Register = {
  /** Numbers the request: the last number of its entity and one, without gaps. */
  create(draft: RequestDraft): Promise<Request>
  /** From an index: may lag by moments. Newest first. With null: those that are of no one period (yet). */
  ofPeriod(entity: string, periodId: string | null): Promise<Request[]>
}

export type OpenRequests = {
  /** What somebody still has to be told about. From an index: may lag by moments. */
  open(): Promise<RequestKey[]>
}

/** Clicks that did not count, beside the request. */
export type RefusedClicks = {
  /** One counter for each person and reason, so that nobody can fill the request. */
  countRefusedClick(key: RequestKey, personId: string, because: ClickRefused): Promise<void>
  /** How many, by person and reason. */
  refusedClicks(key: RequestKey): Promise<Readonly<Record<string, number>>>
}

/** The requests that are under way. Reads are consistent. */
export type Requests = {
  read(key: RequestKey): Promise<Request | undefined>
  /**
   * One write of the workflow: changes, log entries, and the chain over the whole log. Undefined when anything, a click
   * included, was written since `request` was read: then nothing was written, and the turn must look again.
   */
  write(request: Request, changes: RequestChanges, entries: readonly LogEntry[]): Promise<Request | undefined>
  /** Where something was posted, or that somebody wants another look: belongs to no turn, so it is written whatever else was. */
  noteMessages(key: RequestKey, messages: MessagesPosted): Promise<void>
  /** Undefined when the decision may not be counted (any more). */
  addDecision(click: ClickWritten, decision: Decision): Promise<Request | undefined>
  /** Undefined when it can no longer be cancelled. */
  cancel(click: Omit<ClickWritten, 'round'>): Promise<Request | undefined>
  /** The request as it is with this token; a token is kept only while people are waited for. */
  keepToken(key: RequestKey, token: string): Promise<Request>
}

export type MessagesPosted = Partial<
  Pick<Request, 'statusMessage' | 'card' | 'outcomeMessage' | 'followUpMessage' | 'told' | 'lookAgainAt'>
>

/** What a request holds while it runs: a period by its id, or with null the calendar, for what changes the calendar itself. */
export type Held = { entity: string; id: string | null }

/** Which request has a period in flight. */
export type Locks = {
  /** True when it is free or this request's own already; otherwise the reference of the one that holds it. */
  take(held: Held, reference: string): Promise<true | string>
  /** Released only by its holder; releasing twice is no error. */
  release(held: Held, reference: string): Promise<void>
  /** Zuora's user id of the bot; null when it is not known, or two different ones were learned. */
  integrationUser(entity: string): Promise<string | null>
  rememberIntegrationUser(entity: string, userId: string): Promise<void>
}

/** Messages from Slack that were answered, so that one delivered twice is answered once. */
export type AnsweredMessages = {
  has(messageId: string): Promise<boolean>
  add(messageId: string): Promise<void>
}

export type Start = {
  /** Starting what runs already is no error. */
  start(key: RequestKey, execution: string): Promise<void>
}

export type Resume = {
  /** A dead token is no error. */
  resume(taskToken: string): Promise<void>
}

/** The Step Functions side. */
export type Workflow = Start &
  Resume & {
    stateOf(execution: string): Promise<'running' | 'ended' | 'missing'>
  }

/** People and user groups as Slack knows them. Throws `SlackBusy` or `SlackUnavailable` when Slack cannot say. */
export type People = {
  person(id: string): Promise<Person>
  members(groups: readonly string[]): Promise<GroupMembers>
}

/**
 * Tells people in Slack. Every post returns where it is; null when Slack refuses it for good (the channel is gone), which
 * is logged as an error. Throws `SlackBusy` and `SlackUnavailable`.
 */
export type Announcer = {
  showStatus(request: Request, progress: Progress | null): Promise<MessageRef | null>
  /** A new card that mentions those who may approve, in the channel, where all of them can press it. */
  postCard(request: Request, principals: readonly Principal[]): Promise<MessageRef | null>
  /** The card of an earlier round becomes one line with a link to the new one. */
  retireCard(old: MessageRef, request: Request): Promise<void>
  /** One direct message to each, at most once: one that Slack does not take is logged, not repeated. */
  notifyApprovers(request: Request, people: readonly string[]): Promise<void>
  /** Renders the card as the request is now: names, counts, or what became of it. */
  showCard(request: Request): Promise<void>
  postDetail(request: Request, detail: Detail): Promise<void>
  postOutcome(request: Request): Promise<MessageRef | null>
  /** Replaces the button on an outcome by who set the period back to Open. */
  showSetBack(request: Request, setBack: Request): Promise<void>
  postFollowUp(request: Request): Promise<MessageRef | null>
  /** Null when Slack does not tell. */
  linkTo(message: MessageRef): Promise<string | null>
}

/** One entity of the configuration, with its Zuora. */
export type Entity = CalendarRules & {
  key: string
  name: string
  channel: string
  timeZone: string
  periods: AccountingPeriods
  blockers: Blockers
  documents: Documents
  reports: Reports
}

/** The settings that decisions need. */
export type Rules = {
  /** Of an entity, by its key in the configuration. */
  policyFor: (entity: string) => PolicyInForce
  patience: Patience
  entities: readonly Entity[]
}

export type Log = (event: string, details: Readonly<Record<string, unknown>>) => void
