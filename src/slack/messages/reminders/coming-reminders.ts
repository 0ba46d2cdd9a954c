import type { KnownBlock } from '@slack/types'
import type { Audience } from '../../../domain/reminders/reminder.ts'
import type { Ahead } from '../../../domain/reminders/reminders-ahead.ts'
import type { RemindersAnswer, SnoozeInForce } from '../../../usecases/reminders/show-reminders.ts'
import { labels } from '../../ids.ts'
import { context, header, type Message, message, section, sections } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { escaped, mention, moment } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
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
  const { entity, snoozes } = answer
  const title = `Reminders of ${label(entity.key)}`
  const days = daysText(answer, label)
  const snoozed = snoozes.map((one) => snoozeText(one, label))
  const unless = 'As it is now, and if nothing changes; what fails, and an approval about to expire, is said at once.'
  return message([`${escaped(title)}, the next 30 days:`, ...days, ...snoozed, unless].join('\n'), [
    header(title),
    ...sections(['*The next 30 days*', ...days]),
    ...snoozeBlocks(snoozes, snoozed, label),
    context(unless),
  ])
}

function daysText({ entity, ahead }: Shown, label: EntityLabel): string[] {
  if (ahead.length === 0) return ['Nothing will be said.']
  const shown = ahead.slice(0, mostDays).map((one) => dayText(one, entity.key, label))
  return ahead.length > mostDays ? [...shown, `And ${ahead.length - mostDays} more messages.`] : shown
}

/** `• Fri 6 Nov at 9:00 AM in #close: Oct 2026 is due today; the calendar ends on Thu 31 Dec 2026.` */
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
