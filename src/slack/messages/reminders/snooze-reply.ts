import type { Button } from '@slack/types'
import type { Audience } from '../../../domain/reminders/reminder.ts'
import type { SnoozeAnswer, SnoozeSubject } from '../../../usecases/reminders/snooze.ts'
import { actionIds, labels } from '../../ids.ts'
import { actions, type Message, message, section } from '../blocks.ts'
import { cut, escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { didNotCount, type EntityLabel } from '../text/words.ts'
import { writeSnooze } from './snooze-choice.ts'

/** The private answer to who chose under “Snooze”, or pressed “Remind again”. */
export function snoozeReply(answer: SnoozeAnswer, label: EntityLabel): Message {
  switch (answer.kind) {
    case 'refused':
      return message(`${didNotCount(labels.snooze)}: ${whyRefused(answer)}`)
    case 'snooze-ended':
      return message(
        `Reminders of ${subjectTitle(answer.about, label)} go on${where(answer.audience)}. ${remindedAgain(answer.audience)}`,
      )
    case 'snoozed': {
      const { about, audience, snooze } = answer
      const forWhom = audience.kind === 'channel' ? 'for everybody' : 'for you alone'
      const text = `You snoozed ${subjectTitle(about, label)}${where(audience)} until ${moment(snooze.until)}, ${forWhom}.`
      return message(text, [section(text), ...actions([endSnoozeButton(answer, label)])])
    }
  }
}

function remindedAgain(audience: Audience): string {
  return audience.kind === 'channel'
    ? 'If it is still so, the next message there says it.'
    : 'If it is still so, the next message says it.'
}

/** `Oct 2026 (Example US)` */
export function subjectTitle({ entity, name }: SnoozeSubject, label: EntityLabel): string {
  return `${escaped(name)} (${escaped(label(entity))})`
}

function where(audience: Audience): string {
  return audience.kind === 'channel' ? ` in <#${audience.channel}>` : ''
}

type Snoozed = Pick<Extract<SnoozeAnswer, { kind: 'snoozed' }>, 'about' | 'audience' | 'snooze'>

/** `at`: its place in a list, from 1. */
export function endSnoozeButton({ about, audience, snooze }: Snoozed, label: EntityLabel, at?: number): Button {
  const id = audience.kind === 'channel' ? audience.channel : audience.id
  return {
    type: 'button',
    action_id: at === undefined ? actionIds.snooze : `${actionIds.snooze}:${at}`,
    text: { type: 'plain_text', text: labels.endSnooze },
    value: writeSnooze({ until: 'none', subject: snooze.subject, audience: id }),
    accessibility_label: cut(`Remind again of ${about.name}, ${label(about.entity)}`, 75),
  }
}

function whyRefused({ because, allowed }: Extract<SnoozeAnswer, { kind: 'refused' }>): string {
  switch (because) {
    case 'not-named':
      return `in a channel it holds for everybody, so only those whom the policy lets ask or approve can: ${listed(allowed.map(mention), 'or')}.`
    case 'not-a-full-member':
      return 'only full members of this workspace can, not guests or people of other companies.'
    case 'no-due-date':
      return 'its due date is not ahead any more. Choose another time.'
    case 'no-such-subject':
      return 'what it is about is not reminded of here any more.'
  }
}
