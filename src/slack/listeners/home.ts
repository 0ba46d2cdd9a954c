import type { App } from '@slack/bolt'
import type { Asked } from '../asked.ts'
import { messageIdOf } from './message-id.ts'

/** Slack tells every time that somebody opens the bot's Home tab, and of the Messages tab beside it by the same event. */
export function listenToHome(app: App, handOn: (asked: Asked) => Promise<void>): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    await handOn({ kind: 'home', messageId: messageIdOf(context), personId: event.user, channel: '' })
  })
}
