import type { Button, KnownBlock } from '@slack/types'
import type { Delegation } from '../../../domain/approvals/delegation.ts'
import { dayAfter } from '../../../domain/calendar/calendar-date.ts'
import type { Principal } from '../../../domain/policy/policy.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { DelegationsAnswer } from '../../../usecases/delegations/list-delegations.ts'
import { typedCommand } from '../../command-name.ts'
import { actionIds, labels } from '../../ids.ts'
import { writeTarget } from '../../target.ts'
import { confirmation, type Message, message, section } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { code, cut, dayAndMonth, escaped, mention } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { daysText, recordText } from './delegation-news.ts'

/** A message takes 50 blocks. */
const mostShown = 45

/** For an approver, whose part can be handed on: somebody who may act for them. Null for everybody else. */
export type HandOnTo = Principal | null

/** Of coming days, so that it can be typed as it stands. */
function howTo(to: HandOnTo, today: string): string[] {
  if (to === null) return []
  const from = dayAfter(today)
  const days = `from ${from} to ${dayAfter(dayAfter(from))}`
  return [`You hand on your own part with ${typedCommand('delegate')} ${mention(to)} ${code(days)}.`]
}

/** Who acts for whom today and later; one's own have a button that ends them. */
export function delegationsReply(answer: DelegationsAnswer, label: EntityLabel, to: HandOnTo = null): Message {
  if (answer.kind !== 'delegations') return notShownMessage(answer)
  const { delegations, entity, today, personId } = answer
  const where = escaped(label(entity.key))
  const hint = howTo(to, today)
  if (delegations.length === 0)
    return message([`${where}: nobody acts for anybody, today or later.`, ...hint].join(' '))
  const lines = delegations.map((one) => lineOf(one, today))
  const heading = `${where}: who acts for whom, today and later.`
  const left = delegations.length - mostShown
  return message(`${heading}\n${lines.join('\n')}`, [
    section(heading),
    ...delegations.slice(0, mostShown).map((one, index) => withButton(one, lines[index] ?? '', personId)),
    ...(left > 0 ? [section(`And ${left} later.`)] : []),
    ...hint.map((text) => section(text)),
  ])
}

function lineOf(delegation: Delegation, today: string): string {
  const { delegator, delegate, from } = delegation
  const when = from > today ? daysText(delegation) : `today and until ${dayAndMonth(delegation.until)}`
  return `${mention(delegate.id)} for ${mention(delegator.id)}, ${when} (${recordText(delegation)})`
}

function withButton(one: Delegation, line: string, personId: string): KnownBlock {
  const isTheirs = [one.delegator, one.delegate].some(({ id }) => id === personId)
  const block = section(line)
  return isTheirs ? { ...block, accessory: endButton(one) } : block
}

function endButton({ delegator, delegate, entity, record }: Delegation): Button {
  const reference = referenceOf({ entity, number: record })
  return {
    type: 'button',
    action_id: `${actionIds.endDelegation}:${record}`,
    text: { type: 'plain_text', text: labels.endDelegation },
    value: writeTarget({ key: { entity, number: record }, round: 0 }),
    accessibility_label: cut(`End that ${delegate.name} acts for ${delegator.name}`, 75),
    confirm: confirmation({
      title: `End ${reference}?`,
      text: `${delegate.name} no longer acts for ${delegator.name}, from now on. An approval given under it that has not led to a close yet no longer counts. This is recorded under your name and posted.`,
      yes: 'End it',
      no: 'Keep it',
    }),
  }
}
