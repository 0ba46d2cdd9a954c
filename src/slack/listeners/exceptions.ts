import type { App, BlockButtonAction, ButtonAction } from '@slack/bolt'
import type { Asked } from '../asked.ts'
import { acknowledgeIds, callbackIds, explainIds } from '../ids.ts'
import { explanationModal, readExplanation, readExplanationContext } from '../messages/exceptions/explanation-modal.ts'
import { readTarget } from '../target.ts'
import { placeOf, textOf } from './channel-of.ts'
import { messageIdOf, submissionIdOf } from './message-id.ts'
import { openModal } from './open-modal.ts'

type HandOn = (asked: Asked) => Promise<void>

/** “Explain…” opens a modal; “Acknowledge” was confirmed when it arrives. */
export function listenToExceptions(app: App, handOn: HandOn): void {
  app.action<BlockButtonAction>(explainIds, async ({ body, action: button, ack, client }) => {
    const target = readTarget(button.value)
    if (target) {
      const view = explanationModal({ target, ...placeOf(body), ...shownAt(body, button) }, textOf(body))
      await openModal(client, { trigger_id: body.trigger_id, view })
    }
    await ack()
  })
  app.action<BlockButtonAction>(acknowledgeIds, async ({ body, action: button, ack, context }) => {
    const target = readTarget(button.value)
    if (target) {
      await handOn({
        kind: 'acknowledgement',
        target,
        messageId: messageIdOf(context),
        personId: body.user.id,
        ...placeOf(body),
        ...shownAt(body, button),
        responseUrl: body.response_url ?? null,
        slackTs: button.action_ts,
      })
    }
    await ack()
  })
  listenToSubmission(app, handOn)
}

/** Not the list of a year, whose buttons have ids with a colon. */
function shownAt({ message }: BlockButtonAction, { action_id: id }: ButtonAction): { shownAt?: string } {
  return message && !id.includes(':') ? { shownAt: message.ts } : {}
}

function listenToSubmission(app: App, handOn: HandOn): void {
  app.view(callbackIds.explain, async ({ view, body, ack }) => {
    const explanation = readExplanation(view.state.values)
    if ('errors' in explanation) return ack({ response_action: 'errors', errors: explanation.errors })
    const modal = readExplanationContext(view.private_metadata)
    if (modal) {
      const messageId = submissionIdOf(view.id, explanation)
      await handOn({ kind: 'explanation', ...modal, explanation, messageId, personId: body.user.id })
    }
    await ack()
  })
}
