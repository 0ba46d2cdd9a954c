import type { Delegation } from '../../../domain/approvals/delegation.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { DelegationNews } from '../../../usecases/ports/delegations.ts'
import { typedCommand } from '../../command-name.ts'
import { type Message, message } from '../blocks.ts'
import { code, dayAndMonth, escaped, mention } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'

/** In the entity's channel: everybody there knows who decides for whom. */
export function delegationMessage(news: DelegationNews, label: EntityLabel): Message {
  const { delegation } = news
  const { delegator, delegate } = delegation
  const record = `${escaped(label(delegation.entity))}, ${recordText(delegation)}`
  if (news.kind === 'begun') {
    return message(
      `${mention(delegator.id)}’s part as an approver is with ${mention(delegate.id)} ${daysText(delegation)} (${record}). One of the two decides, not both. ${typedCommand('delegations')} lists it and ends it.`,
    )
  }
  return message(
    `${mention(news.by.id)} has ended that ${mention(delegate.id)} acts for ${mention(delegator.id)} (${record}, head ${code(news.head)}). ${whatStays}`,
  )
}

/** `record US-0148` */
export function recordText({ entity, record }: Pick<Delegation, 'entity' | 'record'>): string {
  return `record ${referenceOf({ entity, number: record })}`
}

export const whatStays =
  'What was decided under it stays in the record; an approval that has not led to a close yet no longer counts.'

/** `from 3 Nov 2026 to 10 Nov 2026` */
export function daysText({ from, until }: Pick<Delegation, 'from' | 'until'>): string {
  return from === until ? `on ${dayAndMonth(from)}` : `from ${dayAndMonth(from)} to ${dayAndMonth(until)}`
}
