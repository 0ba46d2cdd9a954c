import type { AccountingPeriod } from '../../../domain/accounting-period.ts'
import { type Close, daysBetween } from '../../../domain/home/closes.ts'
import type { GlancedPeriod } from '../../../domain/home/glance.ts'
import type { UnderWay } from '../../../domain/reading/under-way.ts'
import { referenceOf } from '../../../domain/request.ts'
import { calendarDate, escaped, mention, moment } from '../text/mrkdwn.ts'
import { reopenedText } from '../text/reopened-text.ts'
import { standsText } from '../text/under-way-text.ts'
import { statusWord } from '../text/words.ts'

/** `• Oct 2026: Closed 4 days after its end by @Alice (US-0147), due Fri 6 Nov 2026; trial balance Completed` */
export function glanceLine(glanced: GlancedPeriod, today: string): string {
  const { period, name, close } = glanced
  const state = close ? `${closedText(close)}${lateText(glanced, close)}` : notClosedText(glanced, today)
  return `• ${escaped(name)}: ${statusWord(period.statusText)}${state}; ${trialBalanceWords(period)}`
}

function closedText({ by, days }: Close): string {
  const when = days === null ? '' : ` ${daysText(days)}`
  switch (by.kind) {
    case 'request':
      return `${when} by ${mention(by.request.requester.id)} (${referenceOf(by.request)})`
    case 'exception': {
      const { explanation } = by.filed.about
      const who = explanation ? `, by ${escaped(explanation.who)}` : ''
      return ` in Zuora${when === '' ? '' : `,${when}`}, outside this bot${who} (${referenceOf(by.filed)})`
    }
    case 'others':
      return ` in Zuora${when === '' ? '' : `,${when}`}`
  }
}

/** Closed for the first time after the day it was due. */
function lateText({ period, dueOn, first }: GlancedPeriod, close: Close): string {
  const days = first?.days ?? null
  const before = days === null || days === close.days ? '' : `, for the first time ${daysText(days)}`
  if (days === null || dueOn === null || days <= daysBetween(period.endDate, dueOn)) return before
  return `${before}, late: was due ${calendarDate(dueOn)}`
}

function daysText(days: number): string {
  if (days === 0) return 'on its last day'
  if (days < 0) return 'before its end'
  return `${days} day${days === 1 ? '' : 's'} after its end`
}

function notClosedText(glanced: GlancedPeriod, today: string): string {
  const { period, dueOn, overdueBusinessDays: late, underWay, reopened } = glanced
  const isDone = reopened !== null && (dueOn === null || dueOn < today)
  const due = isDone ? '' : dueText(period, { dueOn, late, today })
  return `${reopened ? `, ${reopenedText(reopened)}` : ''}${due}${underWay ? `, ${underWay.reference} ${stands(underWay)}` : ''}`
}

function stands(underWay: UnderWay): string {
  return underWay.notBefore === undefined ? standsText(underWay) : `is planned for ${moment(underWay.notBefore)}`
}

type Due = { dueOn: string | null; late: number; today: string }

function dueText({ endDate }: { endDate: string }, { dueOn, late, today }: Due): string {
  const ends = endDate >= today ? `, ends ${calendarDate(endDate)}` : ''
  if (dueOn === null) return ends
  if (dueOn >= today) return `${ends}, ${dueOn === today ? '*due today*' : `due ${calendarDate(dueOn)}`}`
  const by = late === 0 ? '' : ` by ${late} business day${late === 1 ? '' : 's'}`
  return `, *overdue${by}* (was due ${calendarDate(dueOn)})`
}

function trialBalanceWords({ status: stands, trialBalance: { status, statusText, start } }: AccountingPeriod): string {
  if (status === 'none' && (statusText === null || start === null)) {
    // The close itself runs a final one, and Zuora may have been looked at before that began.
    return stands === 'Closed' ? 'final trial balance not seen yet' : 'no trial balance yet'
  }
  return `trial balance ${escaped(statusText ?? status)}`
}
