import { daysBetween } from '../../../domain/home/closes.ts'
import type { Reminder, ReminderAbout, Timing } from '../../../domain/reminders/reminder.ts'
import { referenceOf } from '../../../domain/request.ts'
import { cut, escaped } from '../text/mrkdwn.ts'
import { actionWord, deed, inStage } from '../text/words.ts'

/** What a message to come will say of it, in a few words: `Oct 2026 is due today`. `today`: the day of that message. */
export function comingText({ about }: Reminder, today: string): string {
  switch (about.kind) {
    case 'period':
      return `${nameOf(about.period)} ${timingText(about.timing, today)}${referenceText(about)}`
    case 'pending-close':
      return `${nameOf(about.period)} is in Pending Close`
    case 'trial-balance-failed':
      return `the trial balance of ${nameOf(about.period)} failed`
    case 'trial-balance-slow':
      return `the trial balance of ${nameOf(about.period)} takes long`
    case 'approval':
      return `${deed(about.request)} (${referenceOf(about.request)}) ${about.isLast ? 'expires soon' : 'waits'}`
    case 'exception':
      return `the exception of ${nameOf({ name: about.filed.about.periodName })} (${referenceOf(about.filed)}) is not acknowledged`
    case 'calendar-ends':
      return about.latest === null ? 'there is no period' : `the calendar ends with ${nameOf(about.latest)}`
    case 'nobody-to-spare':
      return `nobody to spare for the ${actionWord(about.action)}${inStage(about.stage)}`
  }
}

/** Of a long list each is to be found; the message itself has the whole name. */
function nameOf({ name }: { name: string }): string {
  return escaped(cut(name, 60))
}

function timingText(timing: Timing, today: string): string {
  switch (timing.kind) {
    case 'ends':
      return `ends ${fromThen(daysBetween(today, timing.on))}`
    case 'ended':
      return `ended ${fromThen(daysBetween(today, timing.on))}`
    case 'due':
      return timing.inBusinessDays === 0 ? 'is due today' : `is due in ${businessDays(timing.inBusinessDays)}`
    case 'overdue':
      return timing.businessDays === 0 ? 'is overdue' : `is ${businessDays(timing.businessDays)} overdue`
    case 'reopened':
      return 'was reopened'
  }
}

/** Slack writes the date of the message in its own way, and a second one beside it would be written in another. */
function fromThen(days: number): string {
  if (days === 0) return 'today'
  if (days > 0) return days === 1 ? 'tomorrow' : `in ${days} days`
  return days === -1 ? 'yesterday' : `${-days} days ago`
}

/** Of what was reopened, by what. */
function referenceText({ timing, reopened }: Extract<ReminderAbout, { kind: 'period' }>): string {
  if (timing.kind !== 'reopened' || reopened === null) return ''
  return `${reopened.inZuora ? ' in Zuora' : ''}${reopened.reference === null ? '' : ` (${reopened.reference})`}`
}

/** `1 business day`, `3 business days` */
export function businessDays(count: number): string {
  return `${count} business day${count === 1 ? '' : 's'}`
}
