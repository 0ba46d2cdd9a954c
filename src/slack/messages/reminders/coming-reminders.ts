import type { KnownBlock } from '@slack/types'
import type { Audience } from '../../../domain/reminders/reminder.ts'
import type { Ahead } from '../../../domain/reminders/reminders-ahead.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { NoticeAhead, RemindersAnswer, SnoozeInForce } from '../../../usecases/reminders/show-reminders.ts'
import { labels } from '../../ids.ts'
import { context, type Message, message, section, sections } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { deed, type EntityLabel } from '../text/words.ts'
import { comingText } from './coming-text.ts'
import { endSnoozeButton, subjectTitle } from './snooze-reply.ts'

type Shown = Extract<RemindersAnswer, { kind: 'reminders' }>

/** With 50 blocks in a message, the days to come need at most half. */
const mostSnoozes = 20
const mostDays = 60
const mostInADay = 5

/** What will be said when in the next 30 days if nothing changes, and what is snoozed, by whom and until when. */
export function remindersReply(answer: RemindersAnswer, label: EntityLabel): Message {
  if (answer.kind === 'no-reminders') {
    return message(
      `Nobody is reminded of ${escaped(label(answer.entity.key))}: closing-bell.yml has no “reminders” for it.`,
    )
  }
  if (answer.kind !== 'reminders') return notShownMessage(answer)
  const { channel, snoozes } = answer
  const title = `Reminders in <#${channel}> and to you, the next 30 days`
  const days = daysText(answer, label)
  const snoozed = snoozes.map((one) => snoozeText(one, label))
  const unless = 'As it is now, and if nothing changes; what fails, and an approval about to expire, is said at once.'
  return message([`${title}:`, ...days, ...snoozed, unless].join('\n'), [
    ...sections([`*${title}*`, ...days]),
    ...snoozeBlocks(snoozes, snoozed, label),
    context(unless),
  ])
}

function daysText({ entities, ahead, notices }: Shown, label: EntityLabel): string[] {
  const only = entities.length === 1 ? (entities[0] ?? '') : ''
  const all = [
    ...ahead.map((one) => ({ at: one.at, text: dayText(one, only, label) })),
    ...notices.map((one) => ({ at: one.notice.from, text: noticeText(one) })),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
  if (all.length === 0) return ['Nothing will be said.']
  const shown = all.slice(0, mostDays).map(({ text }) => text)
  return all.length > mostDays ? [...shown, `And ${all.length - mostDays} more messages.`] : shown
}

/** `• Wed 4 Nov at 6:00 PM in #billing: the close of Oct 2026 (US-0147) begins in 24 h.` */
function noticeText({ notice: { from, about }, to }: NoticeAhead): string {
  const where = to.map((one) =>
    one.kind === 'channel' ? `in <#${one.channel}>` : `on the event bus ${escaped(one.name)}`,
  )
  if (about.kind !== 'close-planned') return `• ${moment(from)} ${listed(where)}.`
  const { request, hoursBefore } = about
  return `• ${moment(from)} ${listed(where)}: ${deed(request)} (${referenceOf(request)}) begins in ${hoursBefore} h.`
}

/** `• Fri 6 Nov at 9:00 AM in #close: Oct 2026 is due today; the calendar ends with Dec 2026.` */
export function dayText({ at, audience, reminders, today }: Ahead, asked: string, label: EntityLabel): string {
  const hidden = reminders.length - mostInADay
  const named = reminders.slice(0, hidden > 1 ? mostInADay : undefined).map((one) => {
    const of = one.entity === asked ? '' : ` (${escaped(label(one.entity))})`
    return `${comingText(one, today)}${of}`
  })
  const all = hidden > 1 ? [...named, `${hidden} more`] : named
  return `• ${moment(at)} ${toWhom(audience)}: ${all.join('; ')}.`
}

function toWhom(audience: Audience): string {
  return audience.kind === 'channel' ? `in <#${audience.channel}>` : 'to you'
}

function snoozeText({ about, audience, snooze }: SnoozeInForce, label: EntityLabel): string {
  const where = audience.kind === 'channel' ? `in <#${audience.channel}>` : 'for you'
  return `Snoozed ${where} until ${moment(snooze.until)}: ${subjectTitle(about, label)}, by ${mention(snooze.by)} ${moment(snooze.at)}.`
}

function snoozeBlocks(snoozes: readonly SnoozeInForce[], texts: readonly string[], label: EntityLabel): KnownBlock[] {
  if (snoozes.length === 0) return [context(`Nothing is snoozed. “${labels.snooze}” stands on each reminder.`)]
  const shown = snoozes.slice(0, mostSnoozes).map((one, index) => ({
    ...section(texts[index] ?? ''),
    accessory: endSnoozeButton(one, label, index + 1),
  }))
  const hidden = snoozes.length - shown.length
  return [...shown, ...(hidden === 0 ? [] : [context(`And ${hidden} more are snoozed.`)])]
}
