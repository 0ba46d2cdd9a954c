import type { Button, ConfirmationDialog } from '@slack/types'
import { attestationOf } from '../../../domain/approvals/attestation.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { actionIds, labels } from '../../ids.ts'
import { plainText } from '../../plain-text.ts'
import { writeTarget } from '../../target.ts'
import { confirmation } from '../blocks.ts'
import { buttonName } from '../text/button-name.ts'
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
    accessibility_label: buttonName(labels[id], about),
    ...options,
  }
}

/** The confirm names the period: it is the last thing an approver reads. */
export function approveButton(request: Request, label: EntityLabel): Button {
  const { period } = request
  const confirm = confirmation({
    title: `Approve the ${actionWord(request.action)} of ${period.name}?`,
    text: attestationOf(request, label(request.entity)),
    yes: 'Approve',
  })
  const { round, roundStartedAt } = request
  const since = roundStartedAt === null ? {} : { askedSince: Date.parse(roundStartedAt) }
  const value = writeTarget({ key: request, round, ...since })
  const about = `Approve ${plainText(deed(request))}`
  return { ...button(request, 'approve', { style: 'primary', confirm, about }), value }
}

export function rejectButton(request: Request): Button {
  return button(request, 'reject', { about: `Reject ${plainText(deed(request))}, with a reason` })
}

export function withdrawButton(request: Request): Button {
  return button(request, 'withdraw', {
    about: `Withdraw my approval of ${plainText(deed(request))}`,
    confirm: confirmation({
      title: 'Withdraw your approval?',
      text: `Your approval of ${plainText(deed(request))} no longer counts then, nor do those of later stages. You can approve again. It is recorded under your name.`,
      yes: 'Withdraw',
      no: 'Keep it',
    }),
  })
}

/** While it is held: the last moment at which anybody can keep the bot from asking Zuora. */
export function stopButton(request: Request): Button {
  const { heldUntil, round } = request
  const held = heldUntil === null ? {} : { heldUntil: Date.parse(heldUntil) }
  const stop = button(request, 'stop', {
    style: 'danger',
    about: `Stop ${referenceOf(request)}, ${plainText(deed(request))}`,
    confirm: confirmation({
      title: `Stop ${referenceOf(request)}?`,
      text: `The request ends and Zuora is not asked; ${request.period.name} stays as it is. Who asked and who may approve can stop it. It is recorded under your name.`,
      yes: 'Stop',
      no: 'Let it go on',
      style: 'danger',
    }),
  })
  return { ...stop, value: writeTarget({ key: request, round, ...held }) }
}

export function cancelButton(request: Request): Button {
  return button(request, 'cancel', {
    about: `Cancel request ${referenceOf(request)}, ${plainText(deed(request))}`,
    confirm: confirmation({
      title: `Cancel ${referenceOf(request)}?`,
      text: `Only who asked can cancel. The bot asks Zuora for nothing more; ${request.period.name} stays as it is.`,
      yes: 'Cancel request',
      no: 'Keep it',
    }),
  })
}

export function checkAgainButton(request: Request): Button {
  return button(request, 'checkAgain', {
    style: 'primary',
    about: `Check again what blocks ${plainText(deed(request))}`,
  })
}

/** For who asked; everybody sees it, and others are told that it is not theirs. */
export function nudgeButton(request: Request): Button {
  return button(request, 'nudge', { about: `Remind those who have not decided on ${plainText(deed(request))}` })
}

export function takeOverButton(request: Request): Button {
  return button(request, 'takeOver', {
    about: `Take over ${referenceOf(request)}, ${plainText(deed(request))}`,
    confirm: confirmation({
      title: `Take over ${referenceOf(request)}?`,
      text: `From then on you are who asks for ${plainText(deed(request))}: you can cancel it and remind people, and you cannot approve it. This is recorded under your name.`,
      yes: 'Take over',
    }),
  })
}

export function setBackButton(request: Request): Button {
  return button(request, 'setBack', {
    about: `Set ${request.period.name} back to Open`,
    confirm: confirmation({
      title: `Set ${request.period.name} back to Open?`,
      text: `It is in Pending Close because of ${referenceOf(request)}. Open, everyone can post to it again. This is recorded under your name.`,
      yes: 'Set back to Open',
      no: 'Leave it',
    }),
  })
}
