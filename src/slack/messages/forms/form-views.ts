import type { KnownBlock, ModalView } from '@slack/types'
import type { FormName } from '../../../domain/commands/command.ts'
import { callbackIds } from '../../ids.ts'
import { context, type Message, message, section } from '../blocks.ts'

const titles = {
  create: 'New accounting period',
  edit: 'Edit accounting period',
  dates: 'Change dates',
} as const satisfies Record<FormName, string>

/** Slack shows at most 24 characters of a title. */
function modal(form: FormName, blocks: readonly KnownBlock[]): ModalView {
  return { type: 'modal', title: { type: 'plain_text', text: titles[form] }, blocks: [...blocks] }
}

/** Opened at once, because a trigger lives three seconds; what Zuora says takes longer. */
export function loadingView(form: FormName): ModalView {
  return {
    ...modal(form, [
      section('Looking at the calendar in Zuora…'),
      context('If this is still here after a minute, close it and ask again. Nothing is changed by looking.'),
    ]),
    close: { type: 'plain_text', text: 'Close' },
  }
}

/** A message where a form would be. Its buttons are left out: what they open would be hidden behind it. */
export function messageView(form: FormName, { blocks }: Message): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions')
  return { ...modal(form, shown), close: { type: 'plain_text', text: 'Close' } }
}

export function filledView(
  form: FormName,
  { blocks, submit, metadata }: { blocks: readonly KnownBlock[]; submit: string; metadata: string },
): ModalView {
  return {
    ...modal(form, blocks),
    callback_id: callbackIds.form,
    private_metadata: metadata,
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
  }
}

export const notHandedOnMessage = message(
  'Nothing was done: the part of this bot that talks to Zuora could not be reached. Close this and ask again in a minute.',
)

export const formBrokeMessage = message(
  'Nothing was done: something broke here. Close this and ask again; if it breaks again, tell whoever runs this bot.',
)
