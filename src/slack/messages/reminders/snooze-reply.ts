import type { Button } from '@slack/types'
import type { Audience } from '../../../domain/reminders/reminder.ts'
import type { SubjectNamed } from '../../../domain/reminders/subject-name.ts'
import type { SnoozeTold } from '../../../usecases/ports/telling/snooze-announcer.ts'
import type { SnoozeAnswer } from '../../../usecases/reminders/snooze.ts'
import { actionIds, labels } from '../../ids.ts'
import { actions, type Message, message, section } from '../blocks.ts'
import { buttonName } from '../text/button-name.ts'
import { escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { didNotCount, type EntityLabel } from '../text/words.ts'
import { writeSnooze } from './snooze-choice.ts'

/** The private answer to who chose under “Snooze”, or pressed “Remind again”. */
export function snoozeReply(answer: SnoozeAnswer, label: EntityLabel): Message {
  switch (answer.kind) {
    case 'refused':
      return message(`${didNotCount(labels.snooze)}: ${whyRefused(answer)}`)
    case 'expires-before':
      return message(
        `${didNotCount(labels.snooze)}: ${subjectTitle(answer.about, label)} expires ${moment(answer.expiresAt)}, before that time.`,
      )
    case 'snooze-ended':
      return message(
        `Reminders of ${subjectTitle(answer.about, label)} go on${where(answer.audience)}. ${remindedAgain(answer.audience)}`,
      )
    case 'snoozed': {
      const { about, audience, snooze, expiresAt } = answer
      const forWhom = audience.kind === 'channel' ? 'for everybody' : 'for you alone'
      const text = `You snoozed ${subjectTitle(about, label)}${where(audience)} until ${moment(snooze.until)}, ${forWhom}.${againText(expiresAt)}`
      return message(text, [section(text), ...actions([endSnoozeButton(answer, label)])])
    }
  }
}

/** A warning that comes later is not what was snoozed. */
function againText(expiresAt: string | null): string {
  return expiresAt === null ? '' : ` Before it expires ${moment(expiresAt)}, you are reminded once more.`
}

/** In the thread of what said it: what is not said any more, or again, and who wants it so. */
export function snoozeNews({ about, snooze: { by, until }, isEnded }: SnoozeTold, label: EntityLabel): Message {
  const title = subjectTitle(about, label)
  return isEnded
    ? message(`${mention(by)} ended the snooze of ${title}: if it is still so, the next message says it again.`)
    : message(`${mention(by)} snoozed ${title} until ${moment(until)}.`)
}

function remindedAgain(audience: Audience): string {
  return audience.kind === 'channel'
    ? 'If it is still so, the next message there says it.'
    : 'If it is still so, the next message says it.'
}

/** `Oct 2026 (Example US)`, `Oct 2026 (Example US, US-0147)` */
export function subjectTitle({ entity, name, reference }: SubjectNamed, label: EntityLabel): string {
  return `${escaped(name)} (${escaped(label(entity))}${reference === null ? '' : `, ${reference}`})`
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
    accessibility_label: buttonName(labels.endSnooze, `Remind again of ${about.name}, ${label(about.entity)}`),
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
