import type { Button } from '@slack/types'
import type { MayNotAsk } from '../../../usecases/people/may-ask.ts'
import type { WhyAnswer } from '../../../usecases/reading/why-not-closed.ts'
import { actionIds, labels } from '../../ids.ts'
import { actions, type Message, message, section } from '../blocks.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'
import { approvalsIn } from '../text/quorum-text.ts'
import { closeText } from '../text/reason-text.ts'
import { inFlightText } from '../text/under-way-text.ts'
import type { EntityLabel } from '../text/words.ts'
import { notShownMessage } from './not-shown.ts'
import { actionButton, commandButton, commandFor, turnButton } from './period-buttons.ts'

type Reasons = Extract<WhyAnswer, { kind: 'reasons' }>

/** Whether it can be closed, or every reason why not, with a button for each way out that is a command. */
export function whyReply(answer: WhyAnswer, label: EntityLabel): Message {
  if (answer.kind !== 'reasons') return notShownMessage(answer)
  const { entity, period, mayNot } = answer
  const about = `${escaped(period.name)} (${escaped(label(entity.key))})`
  const text = [...headed(about, answer), ...(mayNot ? [mayNotText(mayNot)] : [])].join('\n')
  return message(text, [section(text), ...actions(buttonsOf(answer, label))])
}

function headed(about: string, { entity, period, reasons, inFlight }: Reasons): string[] {
  const underWay = inFlight ? [inFlightText(inFlight)] : []
  if (period.status === 'Closed') return [`${about} is Closed.`, ...underWay]
  const { canBeClosed, lines } = closeText(reasons, {
    about,
    periodName: period.name,
    timeZone: entity.timeZone,
    others: underWay,
  })
  return canBeClosed ? lines : [`${about} cannot be closed yet:`, ...lines]
}

function mayNotText(mayNot: MayNotAsk): string {
  switch (mayNot.kind) {
    case 'not-in-policy':
      return 'The policy does not allow a close here; whoever keeps closing-bell.yml can add it under policy.actions.'
    case 'not-a-requester':
      return `You may not ask for its close. ${listed(mayNot.requesters.map(mention), 'or')} may.`
    case 'too-few-approvers':
      return `Its close needs ${approvalsIn(mayNot)}, and besides you only ${mayNot.others} may approve: let someone else ask.`
    case 'not-a-full-member':
      return 'Only full members of this workspace can ask for its close.'
  }
}

function buttonsOf({ entity, period, reasons, inFlight, offered, earlier }: Reasons, label: EntityLabel): Button[] {
  const where = { key: entity.key, name: label(entity.key) }
  const of = { period, entity: where }
  const isWaiting = period.status !== 'Closed' && (reasons.length > 0 || inFlight !== null)
  const look = turnButton('why', commandFor('why', of), {
    label: labels.lookAgain,
    about: `Look again why ${period.name} is not closed`,
  })
  const show = commandButton('show', commandFor('show', of), {
    label: `${labels.show} ${period.name}`,
    about: `Show all that is known of ${period.name}`,
  })
  return [
    ...(earlier ? [earlierButton(earlier, where)] : []),
    ...offered.map((action) =>
      actionButton(action, of, action === 'close' ? `${labels.close} ${period.name}` : undefined),
    ),
    show,
    ...(isWaiting ? [look] : []),
  ]
}

/** What must be closed first can be asked for at once; where it cannot, its own reasons are the way out. */
function earlierButton(
  { period, isCloseOffered }: NonNullable<Reasons['earlier']>,
  entity: { key: string; name: string },
): Button {
  const of = { period, entity }
  if (isCloseOffered) {
    return {
      ...actionButton('close', of, `${labels.close} ${period.name}`),
      action_id: `${actionIds.command}:close-earlier`,
    }
  }
  return commandButton('why-earlier', commandFor('why', of), {
    label: `${labels.whyNot} ${period.name}?`,
    about: `Show why ${period.name} is not closed`,
  })
}
