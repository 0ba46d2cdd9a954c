import { approvalsOf } from '../../../../domain/approvals/approval.ts'
import { isDone, type Outcome } from '../../../../domain/outcome.ts'
import { headOf, type Request, referenceOf } from '../../../../domain/request.ts'
import { actions, context, header, type Message, message, section } from '../../blocks.ts'
import { earlierText } from '../../earlier-text.ts'
import { controlTestMessage } from '../../record/control-test.ts'
import { fieldsText } from '../../text/fields-text.ts'
import { escaped, listed, mention } from '../../text/mrkdwn.ts'
import { askedBy, byWhom } from '../../text/who-text.ts'
import { actionWord, type EntityLabel, statusWord, subject } from '../../text/words.ts'
import { changedSinceCardText } from '../../text/zuora/documents-text.ts'
import { trialBalanceText } from '../../text/zuora/trial-balance-text.ts'
import { rangeText } from '../range-text.ts'
import { nextThing } from './next-thing.ts'
import { outcomeButtons } from './outcome-buttons.ts'
import { outcomeReason } from './outcome-reason.ts'
import { outcomeTitle, whereStopped } from './outcome-title.ts'

/** How a request ended: what happened, in what state the period is now, the next thing to do, and the head of the record. */
export function outcomeMessage(
  request: Request,
  label: EntityLabel,
  { setBack = null, sharesChannel = false }: { setBack?: Request | null; sharesChannel?: boolean } = {},
): Message {
  if (request.action === 'control-test') return controlTestMessage(request, label)
  const what = outcomeTitle(request)
  const next = setBack ? setBackText(setBack) : nextThing(request, sharesChannel)
  const [earlier, state] = [isDone(request.outcome) ? earlierText(request) : '', setBack ? '' : stateNow(request)]
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

/** Only a close that was done has something to be said about. */
function changedText(request: Request): string {
  return isDone(request.outcome) ? changedSinceCardText(request.changedSinceCard ?? [], request.period.name) : ''
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
  close: 'is Closed',
  'close-range': 'are Closed',
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
  const requested = `Requested by ${askedBy(request)}.`
  if (request.range) return `${requested} Each close has its own approvals.`
  if (request.approvalsNeeded === 0) return `${requested} The policy asks for no approval.`
  return `${requested} Approved by ${approvers.length === 0 ? 'nobody' : listed(approvers)}.`
}
