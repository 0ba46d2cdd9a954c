import type { DatedPeriod } from '../../../domain/period-reference.ts'
import type { ReminderAbout, Timing } from '../../../domain/reminders/reminder.ts'
import { code, cut, duration, escaped, moment, nearDate } from '../text/mrkdwn.ts'
import { plannedText } from '../text/planned-text.ts'
import { reopenedText } from '../text/reopened-text.ts'
import { inStatus } from '../text/waiting-text.ts'
import { trialBalanceText } from '../text/zuora/trial-balance-text.ts'
import { businessDays } from './coming-text.ts'
import { periodTitle, type ReminderContext } from './reminder-context.ts'

type About<Kind extends ReminderAbout['kind']> = Extract<ReminderAbout, { kind: Kind }>
type Reading = Pick<ReminderContext, 'today'> & { entity: string; dueDate: string | null }

/** `Oct 2026 (Example US) ended Sat 31 Oct and is Open. It is due to be closed today, Fri 6 Nov.` */
export function periodReminderText(about: About<'period'>, reading: Reading): string {
  const { period, timing, underWay, canBeClosed, pendingCloseSince } = about
  const isOver = timing.kind !== 'ends'
  const rest = [
    dueText(timing, reading),
    ...(pendingCloseSince === null ? [] : [sinceText(pendingCloseSince)]),
    ...(isOver && underWay === null ? [ownTrialBalanceText(period)] : []),
    ...(underWay === null ? [] : [underWayText(underWay)]),
    ...(isOver && underWay === null && !canBeClosed ? ['It cannot be closed yet.'] : []),
  ]
  return [stateText(about, reading), ...rest].filter((part) => part !== '').join(' ')
}

function stateText({ period, timing, reopened }: About<'period'>, { today, entity }: Reading): string {
  const { endDate, statusText } = period
  const ends = timing.kind === 'ends' ? 'ends' : 'ended'
  const on = `${endDate === today ? 'today, ' : ''}${nearDate(endDate, today)}`
  const again = reopened === null ? '' : `, was ${reopenedText(reopened)}`
  const comma = endDate === today && reopened === null ? ',' : ''
  return `${periodTitle(period, entity)} ${ends} ${on}${again}${comma} and is ${inStatus(statusText)}.`
}

function dueText(timing: Timing, { today, dueDate }: Reading): string {
  switch (timing.kind) {
    case 'ends':
    case 'ended':
      return dueDate === null ? '' : `It is due to be closed by ${nearDate(dueDate, today)}.`
    case 'due':
      return `It is due to be closed ${whenDue(timing)} ${nearDate(timing.on, today)}.`
    case 'overdue':
      return `It was due to be closed on ${nearDate(timing.since, today)}${overdueText(timing)}.`
    case 'reopened':
      return 'It was closed before, and is to be closed again.'
  }
}

function whenDue({ inBusinessDays }: Extract<Timing, { kind: 'due' }>): string {
  if (inBusinessDays === 0) return 'today,'
  return inBusinessDays === 1 ? 'on the next business day,' : `in ${businessDays(inBusinessDays)}, on`
}

/** On the days off that follow its due day, which another entity of the channel may work on, there is nothing to count. */
function overdueText({ businessDays: count }: Extract<Timing, { kind: 'overdue' }>): string {
  return count === 0 ? '' : `, ${businessDays(count)} ago`
}

function sinceText(since: string): string {
  return `It has been in Pending Close since ${moment(since)}.`
}

/** What is well is not said. */
function ownTrialBalanceText({ trialBalance }: DatedPeriod): string {
  const { status, start } = trialBalance
  if (status === 'none') return 'Its trial balance has never run.'
  if (status === 'running') return `Its trial balance is running${startedText(start)}.`
  if (status === 'completed') return ''
  return `Its trial balance ${stateOfTrialBalance(trialBalance)}.`
}

function startedText(start: string | null): string {
  return start === null ? '' : `, started ${escaped(start)} (Zuora’s time)`
}

/** Zuora’s reasons can be long. */
function stateOfTrialBalance(trialBalance: DatedPeriod['trialBalance']): string {
  const { errorMessage } = trialBalance
  return trialBalanceText({ ...trialBalance, errorMessage: errorMessage === null ? null : cut(errorMessage, 300) })
}

function underWayText({ reference, waits, approvals, notBefore }: NonNullable<About<'period'>['underWay']>): string {
  if (notBefore !== undefined) return `${reference} is ${plannedText({ notBefore })}.`
  if (approvals) return `${reference} waits for approval: ${approvals.given} of ${approvals.needed}.`
  return `${reference} is ${waits ? 'blocked' : 'under way'}.`
}

export function pendingCloseText({ period, since }: About<'pending-close'>, entity: string): string {
  return `${periodTitle(period, entity)} has been in Pending Close since ${moment(since)} and is not closed.`
}

export function trialBalanceFailedText({ period }: About<'trial-balance-failed'>, entity: string): string {
  const failed = `The trial balance of ${periodTitle(period, entity)} ${stateOfTrialBalance(period.trialBalance)}.`
  return `${failed} Clear the cause in Zuora, then run it again. For Zuora’s support: accounting period ${code(period.id)}.`
}

export function trialBalanceSlowText(about: About<'trial-balance-slow'>, entity: string): string {
  const { period, runningSeconds, usualSeconds, trackId } = about
  const runs = `The trial balance of ${periodTitle(period, entity)} has been running for ${duration(runningSeconds)}; usually one takes ${duration(usualSeconds)}.`
  const track = trackId === null ? 'no track id, because others started it' : `track id ${code(trackId)}`
  const started = startedText(period.trialBalance.start)
  return `${runs} It cannot be stopped from here. For Zuora’s support: accounting period ${code(period.id)}${started}, ${track}.`
}
