import type { App, BlockButtonAction, BlockStaticSelectAction } from '@slack/bolt'
import type { Asked } from '../asked.ts'
import { snoozeIds } from '../ids.ts'
import { readSnooze } from '../messages/reminders/snooze-choice.ts'
import { placeOf } from './channel-of.ts'
import { messageIdOf } from './message-id.ts'

type Pressed = BlockStaticSelectAction | BlockButtonAction

/** “Snooze” is a choice, “Remind again” a button; both say which reminder and until when. */
export function listenToSnooze(app: App, handOn: (asked: Asked) => Promise<void>): void {
  app.action<Pressed>(snoozeIds, async ({ body, action, ack, context }) => {
    const snooze = readSnooze(action.type === 'button' ? action.value : action.selected_option.value)
    if (snooze) {
      await handOn({
        kind: 'snooze',
        ...snooze,
        messageId: messageIdOf(context),
        personId: body.user.id,
        ...placeOf(body),
        responseUrl: body.response_url ?? null,
      })
    }
    await ack()
  })
}
