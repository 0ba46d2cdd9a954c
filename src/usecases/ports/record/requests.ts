import type { ClickRefused } from '../../../domain/approvals/approval.ts'
import type { Decision } from '../../../domain/approvals/decision.ts'
import type { CancelClick } from '../../../domain/approvals/decision-entry.ts'
import type { Place } from '../../../domain/approvals/stages.ts'
import type { Withdrawal } from '../../../domain/approvals/withdrawal.ts'
import type { LogEntry } from '../../../domain/evidence/log.ts'
import type { Person } from '../../../domain/person.ts'
import type { Request, RequestKey } from '../../../domain/request.ts'

/** A request as it is first written; the store adds its number and what follows from it. */
export type RequestDraft = Omit<
  Request,
  'number' | 'execution' | 'revision' | 'log' | 'chain' | 'later' | 'laterChain' | 'told'
> & {
  details: Readonly<Record<string, unknown>>
  slackTs?: string
}

/** What the workflow changes in one write, with what it adds to the log. */
export type RequestChanges = Partial<
  Omit<Request, 'entity' | 'number' | 'revision' | 'log' | 'chain' | 'later' | 'laterChain' | 'decisions' | 'stopped'>
>

/** A full quorum that may still be stopped, as it was read. */
export type Hold = Pick<Request, 'round' | 'heldUntil'>

/** A click that counts, as it is written. */
export type ClickWritten = { key: RequestKey; round: number; person: Person; at: string }

/** A decision is counted only while its stage is asked. */
export type DecisionWritten = ClickWritten & { place: Place }

/** A reminder, as it is written before it is sent; one given later than `notSince` forbids it. */
export type NudgeWritten = ClickWritten & { notSince: string; entry: LogEntry }

/** Somebody becomes who asks, in place of the requester who has left. */
export type TakeOverWritten = { key: RequestKey; round: number; from: Person; person: Person; entry: LogEntry }

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
  addDecision(click: DecisionWritten, decision: Decision): Promise<Request | undefined>
  /** Undefined when anything was written since `request` was read, or it is not awaiting any more: then nothing was. */
  withdraw(request: Request, withdrawal: Withdrawal): Promise<Request | undefined>
  /** Undefined when it can no longer be cancelled; with `hold`, also when that hold is over. */
  cancel(click: CancelClick & { key: RequestKey; hold?: Hold }): Promise<Request | undefined>
  /** Undefined when people are not asked in this round any more, or were reminded since. */
  nudge(nudge: NudgeWritten): Promise<Request | undefined>
  /** Undefined when the requester is another or has come back, the person decided in this round, or it is too late. */
  takeOver(taken: TakeOverWritten): Promise<Request | undefined>
  /** The request as it is with this token; a token is kept only while people are waited for. */
  keepToken(key: RequestKey, token: string): Promise<Request>
}

export type MessagesPosted = Partial<
  Pick<Request, 'statusMessage' | 'card' | 'outcomeMessage' | 'followUpMessage' | 'told' | 'lookAgainAt'>
>
