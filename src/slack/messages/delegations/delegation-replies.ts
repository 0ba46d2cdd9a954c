import type { Delegation } from '../../../domain/approvals/delegation.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { DelegateAnswer } from '../../../usecases/delegations/delegate.ts'
import type { EndDelegationAnswer } from '../../../usecases/delegations/end-delegation.ts'
import { typedCommand } from '../../command-name.ts'
import { type Message, message } from '../blocks.ts'
import { dayAndMonth, escaped, listed, mention } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { noSuchEntity, whichEntityInWords } from '../which-entity.ts'
import { daysText, recordText, whatStays } from './delegation-news.ts'

const listThem = () => typedCommand('delegations')

/** The private answer to who hands their part on. */
export function delegateReply(answer: DelegateAnswer, label: EntityLabel): Message {
  switch (answer.kind) {
    case 'which-entity':
      return whichEntityInWords(answer.entities)
    case 'no-such-entity':
      return noSuchEntity(answer)
    case 'delegated': {
      const { delegation, entity, isPosted } = answer
      const told = isPosted
        ? `It was posted in <#${entity.channel}>`
        : `It could not be posted in <#${entity.channel}>: tell the others yourself`
      return message(
        `Your part as an approver (${escaped(label(entity.key))}) is with ${mention(delegation.delegate.id)} ${daysText(delegation)}, ${recordText(delegation)}. ${told}; ${listThem()} ends it.`,
      )
    }
    default:
      return message(`Nothing was handed on: ${whyNot(answer)}`)
  }
}

type Refused = Exclude<DelegateAnswer, { kind: 'delegated' | 'which-entity' | 'no-such-entity' }>

function whyNot(answer: Refused): string {
  switch (answer.kind) {
    case 'not-a-full-member':
      return 'only full members of this workspace approve, so you have no part to hand on.'
    case 'no-delegates':
      return 'the policy names nobody who may act for an approver. Whoever keeps closing-bell.yml can name them under policy.delegates.'
    case 'no-part':
      return `only ${orList(answer.approvers)} approve, and the policy does not name you. You can hand on your own part only, not one that you hold for somebody else; ask its owner.`
    case 'to-oneself':
      return 'this is yourself. Name somebody else.'
    case 'not-a-delegate':
      return `the policy does not let ${mention(answer.to)} act for an approver. Name one of ${orList(answer.delegates)}, or let whoever keeps closing-bell.yml add them under policy.delegates.`
    case 'delegate-not-a-full-member':
      return `${mention(answer.to)} is not a full member of this workspace, and only full members decide. Name somebody else.`
    case 'backwards':
      return 'the last day is before the first. The first comes first.'
    case 'in-the-past':
      return `the first day is over. Today is ${dayAndMonth(answer.today)}; begin today or later.`
    case 'too-long':
      return `these are ${answer.days} days, and the policy allows ${answer.most} at most. Hand it on for fewer; when they are over you can do so again.`
    case 'handed-on-already':
      return `your part is with ${mention(answer.existing.delegate.id)} already, ${known(answer.existing)}. End that first with ${listThem()}, or choose other days.`
    case 'acts-for-another':
      return `you act for ${mention(answer.existing.delegator.id)}, ${known(answer.existing)}. Who acts for another cannot hand on a part on the same days: end that first with ${listThem()}, or choose other days.`
    case 'delegate-has-handed-on':
      return `${mention(answer.existing.delegator.id)} is away: their own part is with ${mention(answer.existing.delegate.id)}, ${known(answer.existing)}. Name somebody else, or choose other days.`
  }
}

function known(existing: Delegation): string {
  return `${daysText(existing)} (${recordText(existing)})`
}

/** The private answer to who pressed “End…”. */
export function endDelegationReply(answer: EndDelegationAnswer): Message {
  if (answer.kind === 'no-such-delegation') return message('Nothing was ended: this is not in the register.')
  if (answer.kind === 'not-told') return message('Nothing was ended: only the two whom this is about can end it.')
  const { delegation } = answer
  const { delegator, delegate, entity } = delegation
  const record = referenceOf({ entity, number: delegation.record })
  switch (answer.kind) {
    case 'not-yours':
      return message(
        `Nothing was ended: only ${mention(delegator.id)} and ${mention(delegate.id)} can end ${record}. Ask one of them.`,
      )
    case 'ended-already':
      return message(`${record} had ended already.`)
    case 'over':
      return message(`${record} had ended already: its last day was ${dayAndMonth(delegation.until)}.`)
    case 'ended':
      return message(
        `${record} has ended: ${mention(delegate.id)} no longer acts for ${mention(delegator.id)}. ${whatStays}`,
      )
  }
}

function orList(principals: readonly string[]): string {
  return listed(principals.map(mention), 'or')
}
