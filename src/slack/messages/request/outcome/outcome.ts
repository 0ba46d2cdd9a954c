import { approvalsOf } from '../../../../domain/approvals/approval.ts'
import type { Outcome, Overtaken } from '../../../../domain/outcome.ts'
import { headOf, type Request, referenceOf } from '../../../../domain/request.ts'
import { actions, context, header, type Message, message, section } from '../../blocks.ts'
import { earlierText } from '../../earlier-text.ts'
import { controlTestMessage } from '../../record/control-test.ts'
import { fieldsText } from '../../text/fields-text.ts'
import { escaped, listed, mention } from '../../text/mrkdwn.ts'
import { byWhom, rejectedBy, requesterText } from '../../text/who-text.ts'
import { actionWord, deed, type EntityLabel, statusWord, subject } from '../../text/words.ts'
import { changedSinceCardText } from '../../text/zuora/documents-text.ts'
import { trialBalanceText } from '../../text/zuora/trial-balance-text.ts'
import { rangeText } from '../range-text.ts'
import { nextThing } from './next-thing.ts'
import { outcomeButtons } from './outcome-buttons.ts'
import { outcomeReason } from './outcome-reason.ts'

/** How a request ended: what happened, in what state the period is now, the next thing to do, and the head of the record. */
export function outcomeMessage(request: Request, label: EntityLabel, setBack: Request | null = null): Message {
  if (request.action === 'control-test') return controlTestMessage(request, label)
  const what = outcomeTitle(request)
  const next = setBack ? setBackText(setBack) : nextThing(request)
  const [earlier, state] = [isDone(request) ? earlierText(request) : '', setBack ? '' : stateNow(request)]
  const rest = [outcomeReason(request), changedText(request), earlier, state, next].filter((line) => line !== '')
  return message(`${subject(request, label)}: ${[what, ...rest].join(' ')}`, [
    header(headline(request)),
    section(`${subject(request, label)}\n${[what, ...rest].join('\n')}`),
    ...(request.fields ? [section(fieldsText(request))] : []),
    ...(request.range ? [section(rangeText(request))] : []),
    section(peopleText(request)),
    context(`Record ${referenceOf(request)}, head \`${headOf(request) ?? ''}\``),
    ...actions(outcomeButtons(request, label, setBack)),
  ])
}

function isDone({ outcome }: Request): boolean {
  return outcome?.kind === 'succeeded' || outcome?.kind === 'closed-with-problem'
}

/** Only a close that was done has something to be said about. */
function changedText(request: Request): string {
  return isDone(request) ? changedSinceCardText(request.changedSinceCard ?? [], request.period.name) : ''
}

/** In place of the button that was pressed. */
function setBackText(setBack: Request): string {
  return `It was left in Pending Close; ${mention(setBack.requester.id)} has set it back to Open (${referenceOf(setBack)}).`
}

const headlines = {
  succeeded: 'done',
  'closed-with-problem': 'Closed, but its final trial balance failed',
  overtaken: 'overtaken in Zuora',
  refused: 'refused',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<Outcome['kind'], string>

const doneHeadlines: Partial<Record<Request['action'], string>> = {
  close: 'is closed',
  'close-range': 'are closed',
  reopen: 'is Open again',
  create: 'is created',
  update: 'is changed',
  'update-dates': 'has new dates',
  delete: 'is deleted',
  'set-back-to-open': 'is Open again',
}

function headline({ outcome, action, period }: Request): string {
  const done = outcome?.kind === 'succeeded' ? doneHeadlines[action] : undefined
  const stoppedAt = whereStopped(outcome)
  if (stoppedAt) return `${period.name}: stopped at ${stoppedAt}`
  if (done) return `${period.name} ${done}`
  return `${period.name}, ${actionWord(action)}: ${outcome ? headlines[outcome.kind] : 'ended'}`
}

/** The period at which a range stopped; it failed only if that close did. */
function whereStopped(outcome: Outcome | null): string | undefined {
  if (outcome?.kind !== 'failed' || outcome.because.kind !== 'range-stopped') return undefined
  return outcome.because.period
}

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
      return `${capital(deed(request))} expired: ${expiredText(outcome.waitedFor)}`
    case 'cancelled':
      return `${mention(outcome.by)} cancelled ${deed(request)}.`
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

function expiredText(waitedFor: 'approval' | 'obstacles' | 'anything'): string {
  if (waitedFor === 'approval') return 'not enough people approved in time.'
  return waitedFor === 'obstacles' ? 'what blocks it was not cleared in time.' : 'it was under way for 30 days.'
}

function stateNow({ periodAtEnd, period, outcome, action }: Request): string {
  // The title of these says the state.
  if (outcome?.kind === 'succeeded' && (action in doneHeadlines || action === 'pending-close')) return ''
  if (action === 'close-range') return ''
  const name = escaped(period.name)
  if (!periodAtEnd && action === 'create') return wasNotCreated(outcome, name)
  if (!periodAtEnd && isGone(outcome)) return ''
  if (!periodAtEnd) return `The state of ${name} is unknown: Zuora could not be read. Look at it in Zuora.`
  const state = `${name} is now ${statusWord(periodAtEnd.statusText)}.`
  const isTold = outcome?.kind === 'failed' && outcome.because.kind === 'trial-balance-error'
  return isTold ? state : `${state} Trial balance: ${trialBalanceText(periodAtEnd.trialBalance)}.`
}

/** Nothing has read a period that is not there; whether there is one by now is known only where Zuora said no, or was not asked. */
function wasNotCreated(outcome: Outcome | null, name: string): string {
  const isSure = outcome !== null && ['refused', 'rejected', 'expired', 'cancelled'].includes(outcome.kind)
  return isSure ? `${name} was not created.` : `Whether ${name} exists is not known here: look at it in Zuora.`
}

/** The title, or the reason, says so. */
function isGone(outcome: Outcome | null): boolean {
  if (outcome?.kind === 'overtaken') return outcome.because.kind === 'done-by-others'
  return outcome?.kind === 'failed' && outcome.because.kind === 'period-missing'
}

function peopleText(request: Request): string {
  const approvers = approvalsOf(request).map(byWhom)
  const requested = `Requested by ${requesterText(request)}.`
  if (request.range) return `${requested} Each close has its own approvals.`
  if (request.approvalsNeeded === 0) return `${requested} The policy asks for no approval.`
  return `${requested} Approved by ${approvers.length === 0 ? 'nobody' : listed(approvers)}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
