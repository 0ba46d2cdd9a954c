import type { App, BlockButtonAction } from '@slack/bolt'
import { referenceOf } from '../../domain/request.ts'
import type { Asked } from '../asked.ts'
import { actionIds, endDelegationIds, openLinkIds } from '../ids.ts'
import { statusInZuora } from '../messages/request/evidence.ts'
import { rejectionModal } from '../messages/request/modals/rejection-modal.ts'
import { readTarget } from '../target.ts'
import { fieldBelow, placeOf, textOf } from './channel-of.ts'
import { messageIdOf } from './message-id.ts'
import { openModal } from './open-modal.ts'

const clicks = [
  [actionIds.approve, 'approve'],
  [actionIds.cancel, 'cancel'],
  [actionIds.withdraw, 'withdraw'],
  [actionIds.stop, 'stop'],
  [actionIds.checkAgain, 'check-again'],
  [actionIds.setBack, 'set-back'],
  [actionIds.nudge, 'nudge'],
  [actionIds.takeOver, 'take-over'],
  [endDelegationIds, 'end-delegation'],
] as const

export function listenToButtons(app: App, handOn: (asked: Asked) => Promise<void>): void {
  for (const [actionId, action] of clicks) {
    app.action<BlockButtonAction>(actionId, async ({ body, action: button, ack, context }) => {
      const target = readTarget(button.value)
      if (target) {
        await handOn({
          kind: 'click',
          action,
          target,
          messageId: messageIdOf(context),
          personId: body.user.id,
          ...placeOf(body),
          responseUrl: body.response_url ?? null,
          slackTs: button.action_ts,
        })
      }
      await ack()
    })
  }
  app.action<BlockButtonAction>(actionIds.reject, async ({ body, action: button, ack, client }) => {
    const target = readTarget(button.value)
    if (target) {
      const status = fieldBelow(body, `${referenceOf(target.key)})`, statusInZuora)
      const view = rejectionModal({ target, ...placeOf(body), cardText: textOf(body), ...(status && { status }) })
      await openModal(client, { trigger_id: body.trigger_id, view })
    }
    await ack()
  })
  app.action(openLinkIds, async ({ ack }) => ack())
}
