import type { KnownBlock, ModalView } from '@slack/types'
import type { Explanation } from '../../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../../domain/request.ts'
import { blockIds, callbackIds } from '../../ids.ts'
import { readTarget, type Target, writeTarget } from '../../target.ts'
import { section } from '../blocks.ts'
import { readModalOrigin } from '../request/modals/reason-modal.ts'
import { cutMarkup } from '../text/mrkdwn.ts'

type ExplanationContext = { target: Target; channel: string; homeBlock?: string; shownAt?: string }

/** Asks who did it, why, and for the ticket where there is one. `clickedText`: of the message that was clicked. */
export function explanationModal({ target, ...origin }: ExplanationContext, clickedText = ''): ModalView {
  return {
    type: 'modal',
    callback_id: callbackIds.explain,
    private_metadata: JSON.stringify({ ...origin, target: writeTarget(target) }),
    title: { type: 'plain_text', text: 'Explain exception' },
    submit: { type: 'plain_text', text: 'Explain' },
    close: { type: 'plain_text', text: 'Back' },
    blocks: [
      section(whatHappened(target, clickedText)),
      input('explainWho', { label: 'Who did it', hint: 'In Zuora, and on whose behalf.', most: 200 }),
      input('explainWhy', { label: 'Why', hint: 'Shown in the channel and kept in the record.', most: 1000 }),
      input('explainTicket', { label: 'Ticket', hint: 'If there is one.', most: 200 }),
    ],
  }
}

/** The line of the message that is about it; where there is none, the reference alone. */
function whatHappened({ key }: Target, clickedText: string): string {
  const reference = referenceOf(key)
  const line = clickedText.split('\n').find((one) => one.includes(`, ${reference})`))
  return line === undefined ? `Explaining ${reference}.` : cutMarkup(line, 500)
}

type Field = { label: string; hint: string; most: number }

function input(id: 'explainWho' | 'explainWhy' | 'explainTicket', { label, hint, most }: Field): KnownBlock {
  return {
    type: 'input',
    block_id: blockIds[id],
    optional: id === 'explainTicket',
    label: { type: 'plain_text', text: label },
    hint: { type: 'plain_text', text: hint },
    element: {
      type: 'plain_text_input',
      action_id: blockIds[id],
      multiline: id === 'explainWhy',
      max_length: most,
    },
  }
}

/** Undefined for anything this bot did not write. */
export function readExplanationContext(privateMetadata: string): ExplanationContext | undefined {
  const origin = readModalOrigin(privateMetadata)
  const target = readTarget(origin?.target)
  return origin && target ? { ...origin, target } : undefined
}

type Values = Record<string, Record<string, { value?: string | null }>>

/** What was written, trimmed, or by block what is missing. */
export function readExplanation(values: Values): Explanation | { errors: Record<string, string> } {
  const read = (id: string) => values[id]?.[id]?.value?.trim() ?? ''
  const who = read(blockIds.explainWho)
  const why = read(blockIds.explainWhy)
  const errors = {
    ...(who === '' ? { [blockIds.explainWho]: 'Say who did it in Zuora.' } : {}),
    ...(why === '' ? { [blockIds.explainWhy]: 'Say why it was done, for the approver and for the record.' } : {}),
  }
  return Object.keys(errors).length > 0 ? { errors } : { who, why, ticket: read(blockIds.explainTicket) }
}
