import type { Button } from '@slack/types'
import { mayAskAgain, restOf } from '../../../../domain/ask-again.ts'
import type { Again } from '../../../../domain/home/again.ts'
import { sealedAt } from '../../../../domain/reconcile/own-effects.ts'
import type { Request } from '../../../../domain/request.ts'
import { leftInPendingClose } from '../../../../domain/set-back.ts'
import { actionIds, labels } from '../../../ids.ts'
import { confirmation } from '../../blocks.ts'
import { actionButton, commandButton, type PeriodOf } from '../../periods/period-buttons.ts'
import { buttonName } from '../../text/button-name.ts'
import { cut } from '../../text/mrkdwn.ts'
import type { EntityLabel } from '../../text/words.ts'
import { setBackButton } from '../buttons.ts'

/** The next things to do that are one press away. Once it was set back, that button is gone. */
export function outcomeButtons(request: Request, label: EntityLabel, setBack: Request | null): Button[] {
  return againButtons(
    { request, askAgain: mayAskAgain(request), setBack: leftInPendingClose(request) && !setBack },
    label,
  )
}

export function againButtons({ request, askAgain, setBack }: Again, label: EntityLabel): Button[] {
  return [...(askAgain ? askAgainButton(request, label) : []), ...(setBack ? [setBackButton(request)] : [])]
}

/** Asks for the same anew, as whoever presses it: a request of its own, on the period by its id. */
function askAgainButton(request: Request, label: EntityLabel): Button[] {
  const { action, entity, period, range } = request
  if (range) return againForRange(entity, restOf(range))
  if (action === 'create') return [againWithForm(entity)]
  if (period.id === null || action === 'set-back-to-open' || action === 'close-range' || action === 'control-test')
    return []
  const of: PeriodOf = { period: { ...period, id: period.id }, entity: { key: entity, name: label(entity) } }
  const again = actionButton(action, of, labels.askAgain)
  return [isForLater(request) ? { ...again, ...planAgain(request.notBefore, again) } : again]
}

/** It ended before its time had come: what is asked for again is the same plan, not a close that begins at once. */
function isForLater(request: Request): request is Request & { notBefore: string } {
  return request.notBefore !== null && request.notBefore > (sealedAt(request) ?? request.notBefore)
}

function planAgain(notBefore: string, { value, accessibility_label = '' }: Button): Partial<Button> {
  const when = `${notBefore.slice(0, 16).replace('T', ' ')} UTC`
  return {
    value: `${value} not-before ${notBefore}`,
    accessibility_label: cut(`${accessibility_label}, not before ${when}`, 75),
    confirm: confirmation({
      title: 'Ask for the same plan again?',
      text: `Nothing is asked of Zuora before ${when}. The request is recorded under your name.`,
      yes: labels.askAgain,
    }),
  }
}

function againForRange(entity: string, rest: ReturnType<typeof restOf>): Button[] {
  const [first, last] = [rest.at(0), rest.at(-1)]
  if (!first || !last) return []
  const isOne = first.periodId === last.periodId
  const which = isOne ? first.periodId : `${first.periodId}..${last.periodId}`
  const names = isOne ? first.name : `${first.name} to ${last.name}`
  return [
    commandButton('close', `close ${which} in ${entity}`, {
      label: labels.askAgain,
      about: `Ask for the close of ${names}`,
      confirm: confirmation({
        title: `Ask for the close of ${names}?`,
        text: 'One period after the other, each with its own approvals. The request is recorded under your name.',
        yes: labels.askAgain,
      }),
    }),
  ]
}

function againWithForm(entity: string): Button {
  return {
    type: 'button',
    action_id: `${actionIds.openForm}:create`,
    text: { type: 'plain_text', text: labels.askAgain },
    value: `create in ${entity}`,
    accessibility_label: buttonName(labels.askAgain, 'Open the form for a new accounting period'),
  }
}
