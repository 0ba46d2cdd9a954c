import type { ModalView } from '@slack/types'
import { callbackIds } from '../../../ids.ts'
import { type ReopenTarget, readReopenTarget, writeReopenTarget } from '../../../reopen-target.ts'
import { cut } from '../../text/mrkdwn.ts'
import { readModalOrigin, reasonModal } from './reason-modal.ts'

type ReopenContext = { target: ReopenTarget; channel: string; homeBlock?: string }

/** A reopen needs a reason, which the typed command has behind the period. */
export function reopenModal({ target, ...place }: ReopenContext): ModalView {
  const what = `Reopening ${target.name}: Zuora sets it to Open, people can post to it again, and numbers that were reported can change.`
  return reasonModal({
    callbackId: callbackIds.reopen,
    origin: { ...place, target: writeReopenTarget(target) },
    title: 'Reopen period',
    submit: 'Ask for it',
    text: { type: 'plain_text', text: cut(what, 3000) },
    hint: 'Shown to the approvers and kept in the record.',
  })
}

/** Undefined for anything this bot did not write. */
export function readReopenContext(privateMetadata: string): ReopenContext | undefined {
  const origin = readModalOrigin(privateMetadata)
  const target = origin && readReopenTarget(origin.target)
  return origin && target ? { ...origin, target } : undefined
}
