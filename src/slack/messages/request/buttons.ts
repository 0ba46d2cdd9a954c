import type { Button, ConfirmationDialog } from '@slack/types'
import { attestationOf } from '../../../domain/approvals/attestation.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { actionIds, labels } from '../../ids.ts'
import { plainText } from '../../plain-text.ts'
import { writeTarget } from '../../target.ts'
import { cut } from '../text/mrkdwn.ts'
import { actionWord, deed, type EntityLabel } from '../text/words.ts'

type ButtonOptions = { style?: 'primary' | 'danger'; confirm?: ConfirmationDialog; about: string }

function button(
  request: Request,
  id: keyof typeof labels & keyof typeof actionIds,
  { about, ...options }: ButtonOptions,
): Button {
  return {
    type: 'button',
    action_id: actionIds[id],
    text: { type: 'plain_text', text: labels[id] },
    value: writeTarget({ key: request, round: request.round }),
    accessibility_label: cut(about, 75),
    ...options,
  }
}

/** The confirm names the period: it is the last thing an approver reads. */
export function approveButton(request: Request, label: EntityLabel): Button {
  const { period } = request
  const confirm: ConfirmationDialog = {
    title: { type: 'plain_text', text: cut(`Approve the ${actionWord(request.action)} of ${period.name}?`, 100) },
    text: {
      type: 'plain_text',
      text: attestationOf(request, label(request.entity)),
    },
    confirm: { type: 'plain_text', text: 'Approve' },
    deny: { type: 'plain_text', text: 'Not yet' },
  }
  return button(request, 'approve', { style: 'primary', confirm, about: `Approve ${plainText(deed(request))}` })
}

export function rejectButton(request: Request): Button {
  return button(request, 'reject', { about: `Reject ${plainText(deed(request))}, with a reason` })
}

export function cancelButton(request: Request): Button {
  return button(request, 'cancel', {
    about: `Cancel request ${referenceOf(request)}, ${plainText(deed(request))}`,
    confirm: {
      title: { type: 'plain_text', text: `Cancel ${referenceOf(request)}?` },
      text: {
        type: 'plain_text',
        text: cut(
          `Only who asked can cancel. The bot asks Zuora for nothing more; ${request.period.name} stays as it is.`,
          300,
        ),
      },
      confirm: { type: 'plain_text', text: 'Cancel request' },
      deny: { type: 'plain_text', text: 'Keep it' },
    },
  })
}

export function checkAgainButton(request: Request): Button {
  return button(request, 'checkAgain', {
    style: 'primary',
    about: `Check again what blocks ${plainText(deed(request))}`,
  })
}

export function setBackButton(request: Request): Button {
  return button(request, 'setBack', {
    about: `Set ${request.period.name} back to Open`,
    confirm: {
      title: { type: 'plain_text', text: cut(`Set ${request.period.name} back to Open?`, 100) },
      text: {
        type: 'plain_text',
        text: cut(
          `It is in Pending Close because of ${referenceOf(request)}. Open, everyone can post to it again. This is recorded under your name.`,
          300,
        ),
      },
      confirm: { type: 'plain_text', text: 'Set back to Open' },
      deny: { type: 'plain_text', text: 'Leave it' },
    },
  })
}
