import type { PlainTextOption, StaticSelect } from '@slack/types'
import { secondsAfter } from '../../../domain/calendar/calendar-date.ts'
import type { Reminder } from '../../../domain/reminders/reminder.ts'
import type { Sending } from '../../../usecases/ports/telling/reminder-announcer.ts'
import type { Asked } from '../../asked.ts'
import { actionIds, labels } from '../../ids.ts'
import { nearDate } from '../text/mrkdwn.ts'

type Until = Extract<Asked, { kind: 'snooze' }>['until']

/**
 * Until when a reminder is not said again: what expires is not put off beyond that. Where the subject is too long for Slack,
 * nothing: it is said again.
 */
export function snoozeChoice(
  { subject, dueDate, about }: Reminder,
  { today, tomorrowAt }: Pick<Sending, 'today' | 'tomorrowAt'>,
  at: number | null,
): StaticSelect[] {
  const expiresAt = about.kind === 'approval' ? about.request.expiresAt : null
  const isInTime = (days: number) => expiresAt === null || secondsAfter(tomorrowAt, (days - 1) * 86_400) < expiresAt
  const option = (until: Until, text: string): PlainTextOption => ({
    text: { type: 'plain_text', text },
    value: writeSnooze({ until, subject }),
  })
  const options = [
    ...(isInTime(1) ? [option('tomorrow', 'Until tomorrow')] : []),
    ...(isInTime(3) ? [option('3-days', 'For 3 days')] : []),
    ...(dueDate !== null && dueDate > today
      ? [option('due-date', `Until the due date (${nearDate(dueDate, today)})`)]
      : []),
  ]
  if (options.length === 0 || options.some(({ value = '' }) => value.length > mostOfValue)) return []
  return [
    {
      type: 'static_select',
      action_id: at === null ? actionIds.snooze : `${actionIds.snooze}:${at}`,
      placeholder: { type: 'plain_text', text: labels.snooze },
      options,
    },
  ]
}

/** Slack's, for the value of an option. */
const mostOfValue = 150

/** `audience`: whose reminders, where the button does not stand in their conversation. */
type SnoozeAsked = { until: Until; subject: string; audience?: string }

/** `tomorrow us/period/8ad0…`, `none us/request/147 C0CLOSE` */
export function writeSnooze({ until, subject, audience }: SnoozeAsked): string {
  return [until, subject, ...(audience === undefined ? [] : [audience])].join(' ')
}

/** Undefined for anything this bot did not write. */
export function readSnooze(value: string | undefined): SnoozeAsked | undefined {
  const pattern =
    /^(?<until>tomorrow|3-days|due-date|none) (?<subject>[a-z][a-z0-9]{0,15}\/\S+)(?: (?<audience>[A-Z0-9]+))?$/
  const { until, subject, audience } = pattern.exec(value ?? '')?.groups ?? {}
  if (!isUntil(until) || subject === undefined) return undefined
  return { until, subject, ...(audience === undefined ? {} : { audience }) }
}

function isUntil(text: string | undefined): text is Until {
  return text === 'tomorrow' || text === '3-days' || text === 'due-date' || text === 'none'
}
