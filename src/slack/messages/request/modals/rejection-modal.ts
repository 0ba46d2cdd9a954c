import type { ModalView } from '@slack/types'
import { callbackIds } from '../../../ids.ts'
import { readTarget, type Target, writeTarget } from '../../../target.ts'
import { readModalOrigin, reasonModal } from './reason-modal.ts'

type ModalContext = { target: Target; channel: string }

export function rejectionModal({ target, channel }: ModalContext): ModalView {
  return reasonModal({
    callbackId: callbackIds.reject,
    origin: { target: writeTarget(target), channel },
    title: 'Reject request',
    submit: 'Reject',
    text: {
      type: 'mrkdwn',
      text: 'One rejection ends the request. The period stays as it is; it can be asked for again.',
    },
    hint: 'Shown in the channel and kept in the record.',
  })
}

/** Undefined for anything this bot did not write. */
export function readModalContext(privateMetadata: string): ModalContext | undefined {
  const origin = readModalOrigin(privateMetadata)
  const target = readTarget(origin?.target)
  return origin && target ? { target, channel: origin.channel } : undefined
}
