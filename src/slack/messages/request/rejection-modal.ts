import type { ModalView } from '@slack/types'
import * as z from 'zod/mini'
import { blockIds, callbackIds } from '../../ids.ts'
import { readJson } from '../../read-json.ts'
import { readTarget, type Target, writeTarget } from '../../target.ts'

type ModalContext = { target: Target; channel: string }

const metadataSchema = z.object({ target: z.string(), channel: z.string() })

export function rejectionModal({ target, channel }: ModalContext): ModalView {
  return {
    type: 'modal',
    callback_id: callbackIds.reject,
    private_metadata: JSON.stringify({ target: writeTarget(target), channel }),
    title: { type: 'plain_text', text: 'Reject request' },
    submit: { type: 'plain_text', text: 'Reject' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: 'One rejection ends the request. The period stays as it is; it can be asked for again.',
        },
      },
      {
        type: 'input',
        block_id: blockIds.reason,
        label: { type: 'plain_text', text: 'Reason' },
        hint: { type: 'plain_text', text: 'Shown in the channel and kept in the record.' },
        element: { type: 'plain_text_input', action_id: blockIds.reason, multiline: true, max_length: 1000 },
      },
    ],
  }
}

/** Undefined for anything this bot did not write. */
export function readModalContext(privateMetadata: string): ModalContext | undefined {
  const metadata = metadataSchema.safeParse(readJson(privateMetadata))
  const target = metadata.success ? readTarget(metadata.data.target) : undefined
  return metadata.success && target ? { target, channel: metadata.data.channel } : undefined
}

/** The trimmed reason, wherever in the submitted state it is. */
export function reasonIn(values: Record<string, Record<string, { value?: string | null }>>): string {
  return values[blockIds.reason]?.[blockIds.reason]?.value?.trim() ?? ''
}
