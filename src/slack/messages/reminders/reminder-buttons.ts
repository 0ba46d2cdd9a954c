import type { Button } from '@slack/types'
import type { DatedPeriod } from '../../../domain/period-reference.ts'
import type { Reminder, ReminderAbout } from '../../../domain/reminders/reminder.ts'
import { referenceOf } from '../../../domain/request.ts'
import { actionIds, commandIds, labels, openFormIds } from '../../ids.ts'
import { exceptionButtons } from '../exceptions/exception.ts'
import { actionButton, commandButton, commandFor, type PeriodOf } from '../periods/period-buttons.ts'
import { buttonName } from '../text/button-name.ts'
import { actionWord, type EntityLabel } from '../text/words.ts'
import type { ReminderContext, ToSay } from './reminder-context.ts'

type About<Kind extends ReminderAbout['kind']> = Extract<ReminderAbout, { kind: Kind }>

/** `at`: its place in the message, from 1, and whether others there are of another entity; null of one alone. */
export type Place = { at: number; isMixed: boolean } | null

/** What does it, or shows what stands in the way. One alone may stand out; among others “Close” says what. */
export function reminderButtons(toSay: ToSay, { label }: Pick<ReminderContext, 'label'>, place: Place): Button[] {
  const buttons = buttonsOf(toSay, label, place)
  return place === null
    ? buttons
    : buttons.map(({ style: _style, ...button }) => ({ ...button, ...idAt(button, place.at) }))
}

function idAt({ action_id: id = '' }: Button, at: number): { action_id: string } {
  const isNamed = commandIds.test(id) || openFormIds.test(id)
  return { action_id: isNamed ? `${id}-${at}` : `${id.replace(/:.*/, '')}:${at}` }
}

function buttonsOf({ reminder, link }: ToSay, label: EntityLabel, place: Place): Button[] {
  const { about } = reminder
  const of = (period: DatedPeriod): PeriodOf => ({
    period,
    entity: { key: reminder.entity, name: label(reminder.entity) },
  })
  switch (about.kind) {
    case 'period':
      return periodButtons(about, of(about.period), place)
    case 'pending-close':
      return [closeButton(of(about.period), place), actionButton('reopen', of(about.period))]
    case 'trial-balance-failed':
      return [actionButton('trial-balance', of(about.period)), showButton(of(about.period))]
    case 'trial-balance-slow':
      return [showButton(of(about.period))]
    case 'approval':
      return link === null ? [] : [reviewButton(about, link)]
    case 'exception':
      // As in a list: the exception's own message is the one that is shown anew.
      return exceptionButtons(about.filed, label, true)
    case 'calendar-ends':
      return [createButton(reminder, label)]
    case 'nobody-to-spare':
      return [accessButton(about, reminder.entity, label)]
  }
}

function periodButtons(
  { period, timing, underWay, canBeClosed, pendingCloseSince }: About<'period'>,
  of: PeriodOf,
  place: Place,
): Button[] {
  if (underWay || timing.kind === 'ends') return [showButton(of)]
  const { status } = period.trialBalance
  const runs = status === 'none' || status === 'error' ? [actionButton('trial-balance', of)] : []
  return [
    canBeClosed ? closeButton(of, place) : whyNotButton(of),
    ...runs,
    ...(pendingCloseSince === null ? [] : [actionButton('reopen', of)]),
  ]
}

/** `Close Oct 2026 (Example US)` */
function closeButton(of: PeriodOf, place: Place): Button {
  const whose = place?.isMixed ? ` (${of.entity.name})` : ''
  return place === null
    ? actionButton('close', of)
    : actionButton('close', of, `${labels.close} ${of.period.name}${whose}`)
}

function showButton(of: PeriodOf): Button {
  return commandButton('show', commandFor('show', of), {
    label: labels.show,
    about: `Show all that is known of ${of.period.name}, ${of.entity.name}`,
  })
}

function whyNotButton(of: PeriodOf): Button {
  return commandButton('why', commandFor('why', of), {
    label: labels.whyNot,
    about: `Show why ${of.period.name}, ${of.entity.name}, cannot be closed yet`,
  })
}

function reviewButton({ request }: About<'approval'>, link: string): Button {
  return {
    type: 'button',
    action_id: actionIds.openLink,
    text: { type: 'plain_text', text: labels.review },
    url: link,
    style: 'primary',
    accessibility_label: buttonName(
      labels.review,
      `Review ${request.period.name}, ${referenceOf(request)}, on its card`,
    ),
  }
}

function createButton({ entity }: Reminder, label: EntityLabel): Button {
  return {
    type: 'button',
    action_id: `${actionIds.openForm}:create`,
    text: { type: 'plain_text', text: labels.createPeriod },
    value: `create in ${entity}`,
    accessibility_label: buttonName(labels.createPeriod, `Create the next accounting period of ${label(entity)}`),
  }
}

function accessButton({ action }: About<'nobody-to-spare'>, entity: string, label: EntityLabel): Button {
  return commandButton('access', `access in ${entity}`, {
    label: labels.whoCan,
    about: `Show who approves the ${actionWord(action)} in ${label(entity)}`,
  })
}
