import type { App, BlockButtonAction } from '@slack/bolt'
import type { Asked } from '../asked.ts'
import { actionIds, blockIds, callbackIds, commandIds, reopenIds } from '../ids.ts'
import { reasonIn } from '../messages/request/modals/reason-modal.ts'
import { readReopenContext, reopenModal } from '../messages/request/modals/reopen-modal.ts'
import { readReopenTarget } from '../reopen-target.ts'
import { placeOf } from './channel-of.ts'
import { messageIdOf } from './message-id.ts'
import { openModal } from './open-modal.ts'

/** Buttons under what was read of a period: each does what a typed command does. */
export function listenToPeriodButtons(app: App, handOn: (asked: Asked) => Promise<void>): void {
  app.action<BlockButtonAction>(commandIds, async ({ body, action: button, ack, context }) => {
    if (button.value) {
      await handOn({
        kind: 'pressed',
        command: button.value,
        replacesOriginal: button.action_id.startsWith(actionIds.turn) && body.container.is_ephemeral === true,
        messageId: messageIdOf(context),
        personId: body.user.id,
        ...placeOf(body),
        responseUrl: body.response_url ?? null,
      })
    }
    await ack()
  })
  app.action<BlockButtonAction>(reopenIds, async ({ body, action: button, ack, client }) => {
    const target = readReopenTarget(button.value)
    if (target) {
      const view = reopenModal({ target, ...placeOf(body) })
      await openModal(client, { trigger_id: body.trigger_id, view })
    }
    await ack()
  })
  app.view(callbackIds.reopen, async ({ view, body, ack, context }) => {
    const reason = reasonIn(view.state.values)
    if (reason === '') {
      return ack({
        response_action: 'errors',
        errors: { [blockIds.reason]: 'Say why it has to be reopened, for the approvers and for the record.' },
      })
    }
    const modal = readReopenContext(view.private_metadata)
    if (modal) {
      const { target, ...place } = modal
      const { entity, periodId } = target
      const from = { messageId: messageIdOf(context), personId: body.user.id, ...place }
      await handOn({ kind: 'reopening', entity, periodId, reason, ...from })
    }
    await ack()
  })
}
