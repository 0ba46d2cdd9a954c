import type { TrialBalance } from '../../../../../src/domain/accounting-period.ts'
import type { DatedPeriod } from '../../../../../src/domain/period-reference.ts'
import type { Audience, Reminder, ReminderAbout } from '../../../../../src/domain/reminders/reminder.ts'
import { reminderMessage } from '../../../../../src/slack/messages/reminders/reminder.ts'
import type { ToSay } from '../../../../../src/slack/messages/reminders/reminder-context.ts'
import type { Sending } from '../../../../../src/usecases/ports/telling/reminder-announcer.ts'
import { samplePeriod } from '../../../../support/sample-request.ts'
import { label } from '../check-message.ts'

export const channel: Audience = { kind: 'channel', channel: 'C0CLOSE' }
export const carol: Audience = { kind: 'person', id: 'U0CAROL' }

export const neverRun: TrialBalance = { status: 'none', statusText: null, start: null, end: null, errorMessage: null }

/** Open, and its trial balance never run. */
export function openPeriod(changes: Partial<DatedPeriod> = {}): DatedPeriod {
  const open = { status: 'Open', statusText: 'Open', trialBalance: neverRun } as const
  return { ...samplePeriod(open), endDate: '2026-10-31', ...changes }
}

type PeriodAbout = Extract<ReminderAbout, { kind: 'period' }>

export function periodAbout(changes: Partial<PeriodAbout> = {}): PeriodAbout {
  return {
    kind: 'period',
    period: openPeriod(),
    timing: { kind: 'due', on: '2026-11-06', inBusinessDays: 0 },
    underWay: null,
    canBeClosed: true,
    pendingCloseSince: null,
    reopened: null,
    ...changes,
  }
}

export function sampleReminder(about: ReminderAbout, changes: Partial<Reminder> = {}): Reminder {
  return {
    entity: 'us',
    audience: channel,
    subject: 'us/period/402892c74c9193cd014c96bbe7c101f8',
    occasion: 'due-today',
    from: '2026-11-06T14:00:00.000Z',
    until: '2026-11-06T23:00:00.000Z',
    isUrgent: false,
    dueDate: null,
    about,
    ...changes,
  }
}

export function toSay(about: ReminderAbout, changes: Partial<Reminder> & Partial<Omit<ToSay, 'reminder'>> = {}): ToSay {
  const { undecided = null, link = null, ...reminder } = changes
  return { reminder: sampleReminder(about, reminder), undecided, link }
}

export const sending: Sending = {
  at: '2026-11-06T14:00:00.000Z',
  today: '2026-11-06',
  tomorrowAt: '2026-11-07T14:00:00.000Z',
  despite: null,
  without: [],
}

export function said(all: readonly ToSay[], changes: Partial<Sending> & { audience?: Audience } = {}) {
  const { audience = channel, ...rest } = changes
  return reminderMessage(all, { audience, sending: { ...sending, ...rest }, label })
}
