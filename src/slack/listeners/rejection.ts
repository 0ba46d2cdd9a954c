import type { App } from '@slack/bolt'
import type { Asked } from '../asked.ts'
import { blockIds, callbackIds } from '../ids.ts'
import { reasonIn } from '../messages/request/modals/reason-modal.ts'
import { readModalContext } from '../messages/request/modals/rejection-modal.ts'
import { messageIdOf } from './message-id.ts'

/** A rejection needs a reason; without one the modal says so and stays open. */
export function listenToRejection(app: App, handOn: (asked: Asked) => Promise<void>): void {
  app.view(callbackIds.reject, async ({ view, body, ack, context }) => {
    const reason = reasonIn(view.state.values)
    if (reason === '') {
      return ack({
        response_action: 'errors',
        errors: { [blockIds.reason]: 'Say why, so that the requester knows what to change.' },
      })
    }
    const modal = readModalContext(view.private_metadata)
    if (modal) {
      await handOn({
        kind: 'rejection',
        ...modal,
        reason,
        messageId: messageIdOf(context),
        personId: body.user.id,
      })
    }
    await ack()
  })
}
