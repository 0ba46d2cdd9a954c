import type { Reminder, ReminderAbout } from '../../../domain/reminders/reminder.ts'
import { exceptionLines, exceptionTitle } from '../exceptions/exception.ts'
import { calendarDate, escaped, mention, moment } from '../text/mrkdwn.ts'
import { expiryText, neededText, timeLeft } from '../text/waiting-text.ts'
import { actionWord, inStage, subject } from '../text/words.ts'
import {
  pendingCloseText,
  periodReminderText,
  trialBalanceFailedText,
  trialBalanceSlowText,
} from './period-reminder-text.ts'
import type { ReminderContext, ToSay } from './reminder-context.ts'

type About<Kind extends ReminderAbout['kind']> = Extract<ReminderAbout, { kind: Kind }>

/** What is so, of which period of which entity, and what comes next: one line. */
export function reminderText(toSay: ToSay, context: ReminderContext): string {
  const { about, entity: key, dueDate } = toSay.reminder
  const entity = context.label(key)
  switch (about.kind) {
    case 'period':
      return periodReminderText(about, { today: context.today, entity, dueDate })
    case 'trial-balance-failed':
      return trialBalanceFailedText(about, entity)
    case 'trial-balance-slow':
      return trialBalanceSlowText(about, entity)
    case 'pending-close':
      return pendingCloseText(about, entity)
    case 'approval':
      return approvalText(about, toSay, context)
    case 'exception':
      return exceptionText(about, context)
    case 'calendar-ends':
      return calendarEndsText(about, entity)
    case 'nobody-to-spare':
      return nobodyToSpareText(about, entity)
  }
}

/** The same in the fewest words, where only what it is about is listed. */
export function reminderName({ about, entity }: Reminder, { label }: Pick<ReminderContext, 'label'>): string {
  switch (about.kind) {
    case 'approval':
      return subject(about.request, label)
    case 'exception':
      return escaped(about.filed.about.periodName)
    case 'calendar-ends':
      return `the end of the calendar of ${escaped(label(entity))}`
    case 'nobody-to-spare':
      return `who approves the ${actionWord(about.action)}`
    default:
      return escaped(about.period.name)
  }
}

function approvalText(
  { request, isLast }: About<'approval'>,
  { undecided, link }: ToSay,
  context: ReminderContext,
): string {
  const { audience, at, label } = context
  const reader = audience.kind === 'person' ? audience.id : null
  const left = isLast && request.expiresAt !== null ? `Last reminder, ${timeLeft(at, request.expiresAt)} left: ` : ''
  const waits = `${left}${subject(request, label)} waits for ${reader === null ? 'approval' : 'you'}.`
  const where = link === null ? [`The card is in <#${request.channel}>.`] : []
  const parts = [waits, neededText(request, { undecided, reader }), expiryText(request, isLast ? null : at), ...where]
  return parts.filter((part) => part !== '').join(' ')
}

/** Explained, with all that is known of it: whoever acknowledges it accepts what this message shows. */
function exceptionText({ filed }: About<'exception'>, { label }: ReminderContext): string {
  const { explanation } = filed.about
  const found = `Found ${moment(filed.log[0]?.at ?? '')}.`
  const next = explanation
    ? `An approver other than ${mention(explanation.by.id)} acknowledges it.`
    : 'Nobody has explained it yet.'
  const accepted = explanation ? exceptionLines(filed).map(asSentence) : []
  return [exceptionTitle(filed, label), found, ...accepted, next].join(' ')
}

function asSentence(line: string): string {
  const inOne = line.replaceAll(/[\r\n]+/g, ' ')
  return /[.”]$/.test(inOne) ? inOne : `${inOne}.`
}

function calendarEndsText({ latest, future }: About<'calendar-ends'>, entity: string): string {
  const of = escaped(entity)
  if (latest === null) return `${of} has no accounting period in Zuora. Create the first one.`
  const ends = `The calendar of ${of} ends on ${calendarDate(latest.endDate)} with ${escaped(latest.name)}`
  if (future === 0) return `${ends}: no accounting period begins after today. Create the next ones.`
  const begin = future === 1 ? '1 accounting period begins' : `${future} accounting periods begin`
  return `${ends}: only ${begin} after today. Create the next ones.`
}

function nobodyToSpareText(about: About<'nobody-to-spare'>, entity: string): string {
  const { action, stage, approvers, approvals } = about
  const needs = `The ${actionWord(action)} in ${escaped(entity)} needs ${approvals} approval${approvals === 1 ? '' : 's'}${inStage(stage)}, and`
  const people = `${approvers} ${approvers === 1 ? 'person' : 'people'} can approve${stage === null ? '' : ' there'}`
  const next = 'Whoever keeps closing-bell.yml can name more approvers.'
  return approvers < approvals
    ? `${needs} only ${people}: it can never be done. ${next}`
    : `${needs} exactly ${people}: when one is away, it waits. ${next}`
}
