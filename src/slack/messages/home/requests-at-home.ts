import type { Button, KnownBlock } from '@slack/types'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { actionIds, labels } from '../../ids.ts'
import { actions, context, header, section } from '../blocks.ts'
import { askedAgainText, earlierText } from '../earlier-text.ts'
import { approveButton, nudgeButton, rejectButton, stopButton, withdrawButton } from '../request/buttons.ts'
import { ifApproved } from '../request/card.ts'
import { changesText, evidenceBlocks } from '../request/evidence.ts'
import { againButtons } from '../request/outcome/outcome-buttons.ts'
import { outcomeTitle } from '../request/outcome/outcome-title.ts'
import { ownStatusText, statusButtons, statusText } from '../request/status.ts'
import { cut, escaped, moment } from '../text/mrkdwn.ts'
import { quorumText } from '../text/quorum-text.ts'
import { asksText } from '../text/who-text.ts'
import { deed, type EntityLabel } from '../text/words.ts'
import { blockName } from './block-names.ts'
import type { HomeInput, HomeWithPart } from './home-input.ts'

type Around = Pick<HomeInput, 'label' | 'link'>

/** Each with six blocks at most, with their heading, and a line for what is left out. */
const mostToDecide = 4
const mostApproved = 4
const mostMine = 4
const mostAgain = 2

/** Those that stand there; the others are counted only. */
export function requestsShown({ toDecide, approved, mine }: HomeWithPart): Request[] {
  return [...toDecide.slice(0, mostToDecide), ...approved.slice(0, mostApproved), ...mine.slice(0, mostMine)]
}

/** Waiting for this person, with the evidence that its card shows and what decides it; nothing of it where they approve nothing. */
export function toDecideBlocks({ toDecide, entities }: HomeWithPart, around: Around): KnownBlock[] {
  const mayApprove = entities.some(({ roles }) => roles.approves.length > 0 || roles.actsFor.length > 0)
  if (toDecide.length === 0) {
    return mayApprove
      ? [header('Waiting for your decision', blockName('to-decide')), section('Nothing waits for you.')]
      : []
  }
  const blocks = toDecide
    .slice(0, mostToDecide)
    .flatMap((request) => [
      section(toDecideText(request, around.label)),
      ...evidenceBlocks(request, around.label),
      ...actions(
        [approveButton(request, around.label), rejectButton(request), ...reviewButton(request, around)],
        blockName('to-decide', referenceOf(request)),
      ),
    ])
  const heading = header(`Waiting for your decision: ${toDecide.length}`, blockName('to-decide'))
  return [heading, ...blocks, ...moreOf(toDecide.length, mostToDecide)]
}

function toDecideText(request: Request, label: EntityLabel): string {
  const { expiresAt, changes } = request
  const asked = `${asksText(request, ` (${escaped(label(request.entity))}, ${referenceOf(request)})`)}.`
  const expires = expiresAt === null ? '' : ` It expires ${moment(expiresAt)}.`
  const before = [`${changesText(changes)}${asked}`, earlierText(request), askedAgainText(request)]
  const lines = [...before, `*If approved:* ${ifApproved(request)}`]
  return [...lines, `${quorumText(request)}${expires}`].filter((line) => line !== '').join('\n')
}

export function approvedBlocks({ approved }: HomeWithPart, around: Around): KnownBlock[] {
  if (approved.length === 0) return []
  const blocks = approved
    .slice(0, mostApproved)
    .flatMap((request) => [
      section(statusText(request, null, around.label)),
      ...actions(
        [
          withdrawButton(request),
          ...(request.heldUntil === null ? [] : [stopButton(request)]),
          ...reviewButton(request, around),
        ],
        blockName('approved', referenceOf(request)),
      ),
    ])
  return [
    header('Approved by you, not done yet', blockName('approved')),
    ...blocks,
    ...moreOf(approved.length, mostApproved),
  ]
}

export function mineBlocks(home: HomeWithPart, around: Around): KnownBlock[] {
  const { mine, ended, entities, mayNudge } = home
  const mayAsk = entities.some(({ roles }) => roles.asks.length > 0)
  if (mine.length === 0 && ended.length === 0) {
    return mayAsk
      ? [header('Your requests', blockName('mine')), section('Nothing that you asked for is under way.')]
      : []
  }
  const blocks = mine.slice(0, mostMine).flatMap((request) => {
    const nudge = mayNudge.includes(referenceOf(request)) ? [nudgeButton(request)] : []
    return [
      section(ownStatusText(request, around.label)),
      ...actions(
        [...nudge, ...statusButtons(request), ...reviewButton(request, around)],
        blockName('mine', referenceOf(request)),
      ),
    ]
  })
  return [
    header('Your requests', blockName('mine')),
    ...blocks,
    ...moreOf(mine.length, mostMine),
    ...endedBlocks(home, around.label),
  ]
}

/** Those with something left to do have their buttons; the others are a line each. */
function endedBlocks({ ended, again }: HomeWithPart, label: EntityLabel): KnownBlock[] {
  const shown = again.slice(0, mostAgain)
  const lines = ended.filter((request) => !shown.some((one) => one.request === request))
  const blocks = shown.flatMap((one) => [
    section(endedLine(one.request, label)),
    ...actions(againButtons(one, label), blockName('mine', referenceOf(one.request))),
  ])
  const others = lines.length === 0 ? [] : [section(lines.map((request) => endedLine(request, label)).join('\n'))]
  return ended.length === 0 ? [] : [section('*Ended lately*'), ...blocks, ...others]
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
