import type { Button, KnownBlock } from '@slack/types'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { actionIds, labels } from '../../ids.ts'
import { actions, context, header, section } from '../blocks.ts'
import { approveButton, nudgeButton, rejectButton, stopButton, withdrawButton } from '../request/buttons.ts'
import { outcomeTitle } from '../request/outcome/outcome-title.ts'
import { statusButtons, statusText } from '../request/status.ts'
import { cut, escaped, moment } from '../text/mrkdwn.ts'
import { quorumText } from '../text/quorum-text.ts'
import { asksText } from '../text/who-text.ts'
import { deed, type EntityLabel } from '../text/words.ts'
import type { HomeInput, HomeWithPart } from './home-input.ts'

type Around = Pick<HomeInput, 'label' | 'link'>

/** With its heading, and a line for what is left out. */
const mostToDecide = 8
const mostApproved = 4
const mostMine = 6

/** Waiting for this person, with what decides it; nothing of it where they approve nothing. */
export function toDecideBlocks({ toDecide, entities }: HomeWithPart, around: Around): KnownBlock[] {
  const mayApprove = entities.some(({ roles }) => roles.approves.length > 0 || roles.actsFor.length > 0)
  if (toDecide.length === 0) {
    return mayApprove ? [header('Waiting for your decision'), section('Nothing waits for you.')] : []
  }
  const blocks = toDecide
    .slice(0, mostToDecide)
    .flatMap((request) => [
      section(toDecideText(request, around.label)),
      ...actions([approveButton(request, around.label), rejectButton(request), ...reviewButton(request, around)]),
    ])
  return [header(`Waiting for your decision: ${toDecide.length}`), ...blocks, ...moreOf(toDecide.length, mostToDecide)]
}

function toDecideText(request: Request, label: EntityLabel): string {
  const { expiresAt, changes } = request
  const asked = `${asksText(request, ` (${escaped(label(request.entity))}, ${referenceOf(request)})`)}.`
  const again = changes.length === 0 ? '' : ' Asked again: something changed since, see the card.'
  const expires = expiresAt === null ? '' : ` It expires ${moment(expiresAt)}.`
  return `${asked}${again}\n${quorumText(request)}${expires}`
}

export function approvedBlocks({ approved }: HomeWithPart, around: Around): KnownBlock[] {
  if (approved.length === 0) return []
  const blocks = approved
    .slice(0, mostApproved)
    .flatMap((request) => [
      section(statusText(request, null, around.label)),
      ...actions([
        withdrawButton(request),
        ...(request.heldUntil === null ? [] : [stopButton(request)]),
        ...reviewButton(request, around),
      ]),
    ])
  return [header('Approved by you, not done yet'), ...blocks, ...moreOf(approved.length, mostApproved)]
}

export function mineBlocks({ mine, ended, entities }: HomeWithPart, around: Around): KnownBlock[] {
  const mayAsk = entities.some(({ roles }) => roles.asks.length > 0)
  if (mine.length === 0 && ended.length === 0) {
    return mayAsk ? [header('Your requests'), section('Nothing that you asked for is under way.')] : []
  }
  const blocks = mine
    .slice(0, mostMine)
    .flatMap((request) => [
      section(statusText(request, null, around.label)),
      ...actions([...mineButtons(request), ...reviewButton(request, around)]),
    ])
  const lines = ended.map((request) => endedLine(request, around.label))
  return [
    header('Your requests'),
    ...blocks,
    ...moreOf(mine.length, mostMine),
    ...(lines.length === 0 ? [] : [section(['*Ended lately*', ...lines].join('\n'))]),
  ]
}

function mineButtons(request: Request): Button[] {
  const isAsking = request.status === 'awaiting' && request.approvals < request.approvalsNeeded && !request.stopped
  return [...(isAsking ? [nudgeButton(request)] : []), ...statusButtons(request)]
}

function endedLine(request: Request, label: EntityLabel): string {
  const at = request.log.at(-1)?.at ?? ''
  return `• ${referenceOf(request)} (${escaped(label(request.entity))}), ${moment(at)}: ${outcomeTitle(request)}`
}

/** To the card, or to the message that says how it stands. */
function reviewButton(request: Request, { link }: Around): Button[] {
  const url = link(referenceOf(request))
  if (url === null) return []
  return [
    {
      type: 'button',
      action_id: actionIds.openLink,
      text: { type: 'plain_text', text: labels.review },
      url,
      accessibility_label: cut(`Review ${deed(request)}, ${referenceOf(request)}`, 75),
    },
  ]
}

export function moreOf(count: number, shown: number): KnownBlock[] {
  return count <= shown ? [] : [context(`And ${count - shown} more; each has its message in the channel.`)]
}
