import { approvalsOf } from '../../../../domain/approvals/approval.ts'
import type { Outcome, Overtaken } from '../../../../domain/outcome.ts'
import type { Request } from '../../../../domain/request.ts'
import { escaped, listed, mention } from '../../text/mrkdwn.ts'
import { byWhom, rejectedBy } from '../../text/who-text.ts'
import { deed } from '../../text/words.ts'

/** One sentence, the same wherever the outcome is named. */
export function outcomeTitle(request: Request): string {
  const { outcome, action } = request
  const name = escaped(request.period.name)
  switch (outcome?.kind) {
    case 'succeeded':
      return succeeded(action, name)
    case 'closed-with-problem':
      return `Zuora closed ${name}, but its final trial balance ended in Error.`
    case 'overtaken':
      return overtaken(outcome.because, request)
    case 'refused':
      return `${capital(deed(request))} was refused.`
    case 'rejected':
      return `${rejectedBy(request, outcome.by)} rejected ${deed(request)}: “${escaped(outcome.reason)}”.`
    case 'expired':
      return `${capital(deed(request))} expired: ${expiredText(request, outcome.waitedFor)}`
    case 'cancelled':
      return wasStopped(request)
        ? `${mention(outcome.by)} stopped ${deed(request)} after ${approvalsGiven(request)}, while it was held.`
        : `${mention(outcome.by)} cancelled ${deed(request)}.`
    case 'failed':
      return whereStopped(outcome) === undefined
        ? `${capital(deed(request))} failed.`
        : `${capital(deed(request))} stopped at ${escaped(whereStopped(outcome) ?? '')}.`
    default:
      return 'It has not ended.'
  }
}

function overtaken(because: Overtaken, request: Request): string {
  const name = escaped(request.period.name)
  if (because.kind === 'closed-answer-lost') return `${name} is Closed; by whom is not known.`
  if (because.kind === 'done-by-others') {
    const byWhom = because.isAnswerLost ? 'by whom is not known' : 'but not by this request'
    return `${capital(deed(request))} is done in Zuora, ${byWhom}.`
  }
  if (because.kind === 'trial-balance-by-others') {
    return `Someone else was running the trial balance of ${name}; none was asked for here.`
  }
  return `Others changed ${name} in Zuora; ${deed(request)} was not done by this request.`
}

function succeeded(action: Request['action'], name: string): string {
  switch (action) {
    case 'close':
      return `Zuora closed ${name}.`
    case 'pending-close':
      return `${name} is in Pending Close and its trial balance completed.`
    case 'trial-balance':
      return `The trial balance of ${name} completed.`
    case 'close-range':
      return `Zuora closed ${name}, one after the other.`
    case 'reopen':
      return `Zuora reopened ${name}: it is Open.`
    case 'create':
      return `Zuora created ${name}.`
    case 'update':
      return `Zuora changed ${name}.`
    case 'update-dates':
      return `Zuora changed the dates of ${name}; the trial balances that it clears have to be run again.`
    case 'delete':
      return `Zuora deleted ${name}.`
    case 'set-back-to-open':
      return `${name} was set back to Open.`
    case 'control-test':
      return 'Every control that was tried held.'
  }
}

function approvalsGiven({ approvals }: Request): string {
  return `${approvals} approval${approvals === 1 ? '' : 's'}`
}

/** Taken back after enough had agreed, while the close was held. */
export function wasStopped({ approvals, approvalsNeeded, heldUntil, stopped }: Request): boolean {
  return stopped?.kind === 'cancelled' && heldUntil !== null && approvals >= approvalsNeeded
}

function expiredText(request: Request, waitedFor: 'approval' | 'obstacles' | 'anything'): string {
  if (waitedFor === 'approval') return approvedInTime(request)
  return waitedFor === 'obstacles' ? 'what blocks it was not cleared in time.' : 'it was under way for 30 days.'
}

function approvedInTime(request: Request): string {
  const { approvals, approvalsNeeded } = request
  if (approvals >= approvalsNeeded) return 'not enough people approved in time.'
  const who = approvals === 0 ? '' : ` (${listed(approvalsOf(request).map(byWhom))})`
  return `${approvals} of ${approvalsNeeded} approved${who} in time.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The period at which a range stopped; it failed only if that close did. */
export function whereStopped(outcome: Outcome | null): string | undefined {
  if (outcome?.kind !== 'failed' || outcome.because.kind !== 'range-stopped') return undefined
  return outcome.because.period
}
