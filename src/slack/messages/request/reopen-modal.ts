import type { ModalView } from '@slack/types'
import * as z from 'zod/mini'
import { blockIds, callbackIds } from '../../ids.ts'
import { readJson } from '../../read-json.ts'
import { type ReopenTarget, readReopenTarget, writeReopenTarget } from '../../reopen-target.ts'
import { cut } from '../text/mrkdwn.ts'

type ReopenContext = { target: ReopenTarget; channel: string }

const metadataSchema = z.object({ target: z.string(), channel: z.string() })

/** A reopen needs a reason, which the typed command has behind the period. */
export function reopenModal({ target, channel }: ReopenContext): ModalView {
  const { name } = target
  return {
    type: 'modal',
    callback_id: callbackIds.reopen,
    private_metadata: JSON.stringify({ target: writeReopenTarget(target), channel }),
    title: { type: 'plain_text', text: 'Reopen period' },
    submit: { type: 'plain_text', text: 'Ask for it' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      {
        type: 'section',
        text: {
          type: 'plain_text',
          text: cut(
            `Reopening ${name}: Zuora sets it to Open, people can post to it again, and numbers that were reported can change.`,
            3000,
          ),
        },
      },
      {
        type: 'input',
        block_id: blockIds.reason,
        label: { type: 'plain_text', text: 'Reason' },
        hint: { type: 'plain_text', text: 'Shown to the approvers and kept in the record.' },
        element: { type: 'plain_text_input', action_id: blockIds.reason, multiline: true, max_length: 1000 },
      },
    ],
  }
}

/** Undefined for anything this bot did not write. */
export function readReopenContext(privateMetadata: string): ReopenContext | undefined {
  const metadata = metadataSchema.safeParse(readJson(privateMetadata))
  const target = metadata.success ? readReopenTarget(metadata.data.target) : undefined
  return metadata.success && target ? { target, channel: metadata.data.channel } : undefined
}
