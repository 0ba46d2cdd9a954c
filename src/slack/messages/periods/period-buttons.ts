import type { Button, ConfirmationDialog } from '@slack/types'
import type { DatedPeriod } from '../../../domain/period-reference.ts'
import type { OfferedAction } from '../../../domain/reading/possible-actions.ts'
import { actionIds, labels } from '../../ids.ts'
import { writeReopenTarget } from '../../reopen-target.ts'
import { confirmation, yesTo } from '../blocks.ts'
import { buttonName } from '../text/button-name.ts'
import { cut, dayAndMonth } from '../text/mrkdwn.ts'

export type PeriodOf = {
  period: Pick<DatedPeriod, 'id' | 'name' | 'startDate' | 'endDate'>
  entity: { key: string; name: string }
}

/** `label`: what stands on it; `about`: what it does, with the name of what it does it to. */
type Shown = { label: string; about: string; style?: 'primary' | 'danger'; confirm?: ConfirmationDialog }

/** Does what the command does when it is typed. `id` tells it from the others in its block. */
export function commandButton(id: string, command: string, shown: Shown): Button {
  return buttonOf(`${actionIds.command}:${id}`, command, shown)
}

/** The same, and its answer takes the place of the message that it stands in. */
export function turnButton(id: string, command: string, shown: Shown): Button {
  return buttonOf(`${actionIds.turn}:${id}`, command, shown)
}

function buttonOf(actionId: string, command: string, { label, about, ...options }: Shown): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cut(label, 75) },
    value: command,
    accessibility_label: buttonName(label, about),
    ...options,
  }
}

/** The command for exactly this period: names can be changed, and under Multi-Org they repeat. */
export function commandFor(verb: string, { period, entity }: PeriodOf): string {
  return `${verb} ${period.id} in ${entity.key}`
}

export function actionButton(action: OfferedAction, of: PeriodOf, label: string = labelOf(action)): Button {
  const name = `${of.period.name}, ${of.entity.name}`
  switch (action) {
    case 'close':
      return commandButton('close', commandFor('close', of), {
        label,
        about: `Ask for the close of ${name}`,
        style: 'primary',
        confirm: confirmClose(of),
      })
    case 'trial-balance':
      return commandButton('trial-balance', commandFor('trial-balance', of), {
        label,
        about: `Run the trial balance of ${name}`,
      })
    case 'pending-close':
      return commandButton('pending-close', commandFor('pending-close', of), {
        label,
        about: `Set ${name} to pending close`,
        confirm: confirmPendingClose(of),
      })
    case 'delete':
      return commandButton('delete', commandFor('delete', of), {
        label,
        about: `Delete ${name}`,
        style: 'danger',
        confirm: confirmDelete(of),
      })
    case 'reopen':
      return reopenButton(of, label)
    case 'update':
      return formButton('edit', of, label)
    case 'update-dates':
      return formButton('dates', of, label)
  }
}

const actionLabels = {
  close: labels.close,
  'trial-balance': labels.trialBalance,
  'pending-close': labels.pendingClose,
  reopen: labels.reopen,
  update: labels.edit,
  'update-dates': labels.dates,
  delete: labels.delete,
} as const satisfies Record<OfferedAction, string>

function labelOf(action: OfferedAction): string {
  return actionLabels[action]
}

function reopenButton({ period, entity }: PeriodOf, label: string): Button {
  return {
    type: 'button',
    action_id: actionIds.reopen,
    text: { type: 'plain_text', text: cut(label, 75) },
    value: writeReopenTarget({ entity: entity.key, periodId: period.id, name: period.name }),
    accessibility_label: buttonName(label, `Ask for the reopening of ${period.name}, ${entity.name}, with a reason`),
  }
}

function formButton(form: 'edit' | 'dates', of: PeriodOf, label: string): Button {
  const what = form === 'edit' ? 'name, fiscal year, quarter or notes' : 'dates'
  return {
    type: 'button',
    action_id: `${actionIds.openForm}:${form}`,
    text: { type: 'plain_text', text: cut(label, 75) },
    value: commandFor(form, of),
    accessibility_label: buttonName(label, `Change ${what} of ${of.period.name}`),
  }
}

function confirmClose(of: PeriodOf): ConfirmationDialog {
  return confirmation({
    title: `Ask for the close of ${of.period.name}?`,
    text: `${spanOf(of)}. You ask for the whole close: pending close, trial balance, approvals, close. The request is recorded under your name.`,
    yes: yesTo(labels.close, of.period.name),
  })
}

function confirmPendingClose(of: PeriodOf): ConfirmationDialog {
  return confirmation({
    title: `Set ${of.period.name} to pending close?`,
    text: `${spanOf(of)}. Zuora runs its trial balance; people without Manage Close Process can no longer post to it. The request is recorded under your name.`,
    yes: 'Set to pending close',
  })
}

function confirmDelete(of: PeriodOf): ConfirmationDialog {
  return confirmation({
    title: `Delete ${of.period.name}?`,
    text: `${spanOf(of)}. It cannot be undone, only created anew. The request is recorded under your name.`,
    yes: yesTo(labels.delete, of.period.name),
  })
}

function spanOf({ period, entity }: PeriodOf): string {
  return `${cut(period.name, 60)}, ${dayAndMonth(period.startDate)} to ${dayAndMonth(period.endDate)}, ${cut(entity.name, 60)}`
}
