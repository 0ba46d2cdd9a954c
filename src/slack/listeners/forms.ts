import type { App, BlockButtonAction } from '@slack/bolt'
import { readCommand } from '../../domain/commands/command.ts'
import type { Asked } from '../asked.ts'
import { callbackIds, openFormIds } from '../ids.ts'
import { type FormContext, readFormContext } from '../messages/forms/form-context.ts'
import { readSubmitted } from '../messages/forms/submitted-form.ts'
import { channelOf } from './channel-of.ts'
import { messageIdOf, submissionIdOf } from './message-id.ts'
import { openForm } from './open-form.ts'

type HandOn = (asked: Asked) => Promise<void>

export function listenToForms(app: App, handOn: HandOn): void {
  app.action<BlockButtonAction>(openFormIds, async ({ body, action: button, ack, client, context }) => {
    const command = readCommand(button.value ?? '')
    if (command.kind === 'form') {
      const from = { messageId: messageIdOf(context), personId: body.user.id, channel: channelOf(body) }
      await openForm({ command, from, triggerId: body.trigger_id }, { client, handOn })
    }
    await ack()
  })
  app.view(callbackIds.form, async ({ view, body, ack }) => {
    const form = readFormContext(view.private_metadata)
    if (!form) return ack()
    const submitted = readSubmitted(form, view.state.values)
    if (submitted.kind === 'mistakes') return ack({ response_action: 'errors', errors: { ...submitted.errors } })
    await handOn({
      kind: 'change',
      ...subjectOf(form),
      fields: submitted.fields,
      messageId: submissionIdOf(view.id, submitted.fields),
      personId: body.user.id,
      channel: form.channel,
    })
    await ack()
  })
}

function subjectOf(form: FormContext) {
  const actions = { create: 'create', edit: 'update', dates: 'update-dates' } as const
  return {
    action: actions[form.form],
    entity: form.entity,
    periodId: form.form === 'create' ? null : form.periodId,
  }
}
