import type { App } from '@slack/bolt'
import { readCommand } from '../../domain/commands/command.ts'
import { type NamedEntity, whyNoForm } from '../answering/which-entity.ts'
import type { Asked } from '../asked.ts'
import { commandName } from '../command-name.ts'
import { helpMessage, notUnderstoodMessage, otherNameMessage } from '../messages/help.ts'
import { commandText } from '../plain-text.ts'
import { messageIdOf } from './message-id.ts'
import { openForm } from './open-form.ts'

/** Slack sends the commands that the app has in its settings there, whatever they are called. */
const anyCommand = /^\//

type ListenerOptions = {
  handOn: (asked: Asked) => Promise<void>
  entities: readonly NamedEntity[]
  today: () => Date
}

/** Help needs nothing, nor does the question which entity a form is for, so it is the ack; everything else is handed on before it is acked. */
export function listenToCommand(app: App, { handOn, entities, today }: ListenerOptions): void {
  app.command(anyCommand, async ({ command, ack, client, context }) => {
    const text = commandText(command.text ?? '')
    const read = readCommand(text)
    if (command.command !== commandName() && read.kind !== 'help') return ack(otherNameMessage(command.command))
    if (read.kind === 'help') return ack(helpMessage(command.command, read.about))
    if (read.kind === 'not-understood') return ack(notUnderstoodMessage(command.command, read, today()))
    const from = { messageId: messageIdOf(context), personId: command.user_id, channel: command.channel_id }
    const noForm = read.kind === 'form' ? whyNoForm({ text, channel: from.channel }, read, entities) : undefined
    if (noForm) return ack({ response_type: 'ephemeral', ...noForm })
    if (read.kind === 'form') await openForm({ command: read, from, triggerId: command.trigger_id }, { client, handOn })
    else await handOn({ kind: 'command', text, responseUrl: command.response_url, ...from })
    await ack()
  })
}
