import type { ModalView } from '@slack/types'
import { referenceOf } from '../../../../domain/request.ts'
import { callbackIds } from '../../../ids.ts'
import { readTarget, type Target, writeTarget } from '../../../target.ts'
import { cutMarkup } from '../../text/mrkdwn.ts'
import { readModalOrigin, reasonModal } from './reason-modal.ts'

type ModalContext = { target: Target; channel: string; homeBlock?: string }

/** `cardText`: of the card that was clicked, which says what is asked for; `status`: of the period, as the card has it. */
type Clicked = { cardText?: string; status?: string }

export function rejectionModal({ target, cardText = '', status, ...place }: ModalContext & Clicked): ModalView {
  const asked = whatIsAsked(target, cardText)
  return reasonModal({
    callbackId: callbackIds.reject,
    origin: { ...place, target: writeTarget(target) },
    title: 'Reject request',
    submit: 'Reject',
    text: {
      type: 'mrkdwn',
      text: `Rejecting ${asked}. One rejection ends it; ${nameIn(asked)} stays ${statusText(status)}, and it can be asked for again.`,
    },
    hint: 'Shown in the channel and kept in the record.',
  })
}

/** `the close of Oct 2026 (Example US, US-0147)`, as the card has it; where it does not tell, the reference alone. */
function whatIsAsked({ key }: Target, cardText: string): string {
  const reference = referenceOf(key)
  const end = cardText.indexOf(`${reference})`)
  const until = end < 0 ? '' : cardText.slice(0, end + reference.length + 1)
  const asked = /.* ask(?:s|ed) for (?<what>.+)$/s.exec(until)?.groups?.what
  return asked === undefined ? reference : cutMarkup(asked, 400)
}

/** `Oct 2026` of `the close of Oct 2026 (Example US, US-0147)` */
function nameIn(asked: string): string {
  return /^the (?:change of dates|[a-z ]+?) of (?<name>.+) \([^()]*\)$/.exec(asked)?.groups?.name ?? 'the period'
}

/** As cards have it: already as Slack takes it. */
function statusText(status: string | undefined): string {
  if (status === undefined) return 'as it is'
  return status === 'Pending Close' ? `in ${status}` : status
}

/** Undefined for anything this bot did not write. */
export function readModalContext(privateMetadata: string): ModalContext | undefined {
  const origin = readModalOrigin(privateMetadata)
  const target = readTarget(origin?.target)
  return origin && target ? { ...origin, target } : undefined
}
