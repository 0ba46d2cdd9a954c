import type { App } from '@slack/bolt'
import { readCommand } from '../../domain/command.ts'
import type { Asked } from '../asked.ts'
import { helpMessage, notUnderstoodMessage } from '../messages/help.ts'
import { plainText } from '../plain-text.ts'
import { messageIdOf } from './message-id.ts'

/** The command's name is the deployment's to choose (`/period`, `/period-sandbox`): only one is ever sent here. */
const anyCommand = /^\//

/** Help needs nothing, so it is the ack; everything else is handed on before it is acked. */
export function listenToCommand(app: App, handOn: (asked: Asked) => Promise<void>): void {
  app.command(anyCommand, async ({ command, ack, context }) => {
    const text = plainText(command.text ?? '')
    const read = readCommand(text)
    if (read.kind === 'help') return ack(helpMessage(command.command))
    if (read.kind === 'not-understood') return ack(notUnderstoodMessage(command.command, read))
    await handOn({
      kind: 'command',
      messageId: messageIdOf(context),
      personId: command.user_id,
      channel: command.channel_id,
      text,
      responseUrl: command.response_url,
    })
    await ack()
  })
}
