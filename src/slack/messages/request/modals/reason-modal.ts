import type { ModalView, MrkdwnElement, PlainTextElement } from '@slack/types'
import * as z from 'zod/mini'
import { blockIds } from '../../../ids.ts'
import { readJson } from '../../../read-json.ts'

/**
 * What the modal is about: the value of the button that opened it, the channel that the answer goes to or the block of Home
 * that it stands beside, and the message to show anew, if any.
 */
export type ModalOrigin = { target: string; channel: string; homeBlock?: string; shownAt?: string }

type ReasonModal = {
  callbackId: string
  origin: ModalOrigin
  title: string
  submit: string
  text: MrkdwnElement | PlainTextElement
  hint: string
}

/** Asks for one thing, a reason. */
export function reasonModal({ callbackId, origin, title, submit, text, hint }: ReasonModal): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      { type: 'section', text },
      {
        type: 'input',
        block_id: blockIds.reason,
        label: { type: 'plain_text', text: 'Reason' },
        hint: { type: 'plain_text', text: hint },
        element: { type: 'plain_text_input', action_id: blockIds.reason, multiline: true, max_length: 1000 },
      },
    ],
  }
}

const originSchema = z.object({
  target: z.string(),
  channel: z.string(),
  homeBlock: z.exactOptional(z.string()),
  shownAt: z.exactOptional(z.string()),
})

/** Undefined for anything this bot did not write. */
export function readModalOrigin(privateMetadata: string): ModalOrigin | undefined {
  const origin = originSchema.safeParse(readJson(privateMetadata))
  return origin.success ? origin.data : undefined
}

/** The trimmed reason, wherever in the submitted state it is. */
export function reasonIn(values: Record<string, Record<string, { value?: string | null }>>): string {
  return values[blockIds.reason]?.[blockIds.reason]?.value?.trim() ?? ''
}
