import type { Decision } from '../../../domain/approvals/decision.ts'
import type { MessageRef, Request } from '../../../domain/request.ts'
import type { Progress } from '../../../domain/steps/step.ts'
import type { Detail } from '../detail.ts'

/**
 * Tells people in Slack. Every post returns where it is; null when Slack refuses it for good (the channel is gone), which
 * is logged as an error. Throws `SlackBusy` and `SlackUnavailable`.
 */
export type Announcer = {
  showStatus(request: Request, progress: Progress | null): Promise<MessageRef | null>
  /** A new card that mentions those who may approve, in the channel, where all of them can press it. */
  postCard(request: Request): Promise<MessageRef | null>
  /** The card of an earlier round or stage becomes one line, which says why, with a link to the new one. */
  retireCard(old: NonNullable<Request['card']>, request: Request): Promise<void>
  /** One direct message to each, at most once: one that Slack does not take is logged, not repeated. */
  notifyApprovers(request: Request, people: readonly string[]): Promise<void>
  /** The same to those who may decide as well since a card has waited so long. */
  notifyEscalated(request: Request, people: readonly string[]): Promise<void>
  /** The same to those who can stop it while it is held. */
  notifyHeld(request: Request, people: readonly string[]): Promise<void>
  /** The same to whoever handed on the part that this decision was given for. */
  notifyDecidedFor(request: Request, decision: Decision, person: string): Promise<void>
  /** Reminds each of them, at most once; those whom it reached. */
  nudge(request: Request, people: readonly string[]): Promise<readonly string[]>
  /** Renders the card as the request is now: names, counts, or what became of it. */
  showCard(request: Request): Promise<void>
  postDetail(request: Request, detail: Detail): Promise<void>
  postOutcome(request: Request): Promise<MessageRef | null>
  /** Replaces the button on an outcome by who set the period back to Open. */
  showSetBack(request: Request, setBack: Request): Promise<void>
  postFollowUp(request: Request): Promise<MessageRef | null>
  /** The head of an ended request, by direct message; false when Slack does not take it, which is logged. */
  tellHead(request: Request, person: string): Promise<boolean>
  /** Why no card can be posted in a channel, where it is not Slack that refuses; undefined where nothing is known against it. */
  whyNoCard(channel: string): Promise<'shared-outside' | undefined>
  /** Null when Slack does not tell. */
  linkTo(message: MessageRef): Promise<string | null>
}
