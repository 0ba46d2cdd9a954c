import { approvalsOf } from '../../../domain/approvals/approval.ts'
import type { Decision } from '../../../domain/approvals/decision.ts'
import { currentPlace } from '../../../domain/approvals/stages.ts'
import { stageOf } from '../../../domain/approvals/withdrawal.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import { labels } from '../../ids.ts'
import { type Message, message } from '../blocks.ts'
import { changesLine } from '../text/changes-text.ts'
import { listed, mention, moment } from '../text/mrkdwn.ts'
import { expiryText, neededText } from '../text/waiting-text.ts'
import { asksText, byWhom } from '../text/who-text.ts'
import { deed, type EntityLabel, subject } from '../text/words.ts'

type CardPlace = NonNullable<Request['card']>

/** An earlier card after a new one was posted: why it does not count any more, and a link. */
export function retiredCard(
  old: CardPlace,
  request: Request,
  { label, link }: { label: EntityLabel; link: string | null },
): Message {
  const newer = link === null ? 'newer card' : `<${link}|newer card>`
  return message(`${subject(request, label)}: ${whyRetired(old, request, newer)}`)
}

function whyRetired(old: CardPlace, request: Request, newer: string): string {
  if (old.round < request.round) return `this card is void: ${changesLine(request.changes)} The ${newer} counts.`
  const { stage } = currentPlace(request)
  const before = old.stage ?? 1
  if (before < stage) {
    const agreed = approvalsOf(request).filter((one) => stageOf(one) === before)
    const by = agreed.length === 0 ? '' : `, by ${listed(agreed.map(byWhom))}`
    return `stage ${before} has agreed${by}. Stage ${stage} is asked on the ${newer}.`
  }
  if (before > stage)
    return `an approval of stage ${stage} was taken back. Stage ${stage} is asked again on the ${newer}.`
  return `this card is out of date. The ${newer} counts.`
}

/** To each who may approve; a message that is edited wakes nobody. */
export function cardNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const again = isAskedAgain(request)
    ? `asks you again: the approvals of the earlier card are void, because ${changesLine(request.changes)}`
    : 'waits for you.'
  return message(`${subject(request, label)} ${again} ${detailsText(request, link)}`)
}

/** Those of a later stage were not asked before. */
function isAskedAgain(request: Request): boolean {
  return request.round > 1 && request.changes.length > 0 && currentPlace(request).stage === 1
}

/** Who asks, who has agreed, how many are still needed, until when, and where. */
function detailsText(request: Request, link: string | null): string {
  const where = link === null ? `The card is in <#${request.channel}>.` : `<${link}|${labels.review}>.`
  const asks = request.approvals === 0 ? [] : [`${asksText(request)}.`]
  return [...asks, neededText(request), expiryText(request), where].filter((part) => part !== '').join(' ')
}

/** To each who may decide as well now. */
export function escalatedNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const since = request.roundStartedAt === null ? '' : ` since ${moment(request.roundStartedAt)}`
  return message(
    `${subject(request, label)} has waited for approval${since}: now the policy lets you decide as well. ${detailsText(request, link)}`,
  )
}

/** To each who can stop it: a card that is edited wakes nobody, and the time runs. */
export function heldNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const until = request.heldUntil === null ? '' : ` until ${moment(request.heldUntil)}`
  const where = link === null ? `the card in <#${request.channel}>` : `<${link}|the card>`
  return message(
    `${subject(request, label)} has enough approvals and is held${until}. Then everything is looked at once more and Zuora is asked for ${deed(request)}. Until then you can press “${labels.stop}” on ${where}.`,
  )
}

/** To whoever handed their part on. */
export function decidedForNotice(
  request: Request,
  { decision, label, link }: { decision: Decision; label: EntityLabel; link: string | null },
): Message {
  const { by, kind, authority } = decision
  const record = authority.delegation
    ? ` (${referenceOf({ entity: request.entity, number: authority.delegation.record })})`
    : ''
  const where = link === null ? `<#${request.channel}>` : `<${link}|the card>`
  const back =
    kind === 'approved'
      ? `Until Zuora is asked you can take it back with “${labels.withdraw}” on ${where}.`
      : `The reason stands on ${where}.`
  return message(`${subject(request, label)}: ${mention(by.id)} has ${kind} ${deed(request)} for you${record}. ${back}`)
}

/** To each who has not decided, when the requester reminds them. */
export function nudgeNotice(request: Request, label: EntityLabel, link: string | null): Message {
  return message(`A reminder from ${mention(request.requester.id)}. ${waits(request, label, link)}`)
}

function waits(request: Request, label: EntityLabel, link: string | null): string {
  return `${subject(request, label)} waits for you. ${detailsText(request, link)}`
}
