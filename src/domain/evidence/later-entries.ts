import type { FollowUp } from '../outcome.ts'
import type { MessageRef, Request } from '../request.ts'
import type { LogEntry } from './log.ts'

/** What came of following the final trial balance, whole: it is not in the sealed log. */
export function followedUpEntry(at: string, followUp: FollowUp): LogEntry {
  return { at, kind: 'followed-up', by: null, details: { followUp } }
}

/** The messages of a request that anyone can point to. */
export type PostedMessage =
  | { what: 'status' | 'outcome' | 'follow-up'; message: MessageRef }
  | { what: 'card'; message: NonNullable<Request['card']>; afterCard: Request['afterCard'] }

export function messagePostedEntry(at: string, { what, message }: PostedMessage): LogEntry {
  return { at, kind: 'message-posted', by: null, details: { what, ...message } }
}
