import type { WebClient } from '@slack/web-api'
import type { Command } from '../../domain/commands/command.ts'
import type { Asked } from '../asked.ts'
import { loadingView, messageView, notHandedOnMessage } from '../messages/forms/form-views.ts'
import { openModal } from './open-modal.ts'

export type FormOpening = {
  command: Extract<Command, { kind: 'form' }>
  from: { messageId: string; personId: string; channel: string }
  triggerId: string
}

/** Opens a modal while the trigger lives, and hands on what it is to be filled with. */
export async function openForm(
  { command, from, triggerId }: FormOpening,
  { client, handOn }: { client: WebClient; handOn: (asked: Asked) => Promise<void> },
): Promise<void> {
  const { form, reference, entity } = command
  const view = await openModal(client, { trigger_id: triggerId, view: loadingView(form) })
  if (!view) return
  try {
    await handOn({ kind: 'form', form, reference, entity, viewId: view.id, viewHash: view.hash, ...from })
  } catch (error) {
    // A modal that says it is loading must not stay so; should this fail too, it says itself when to give up.
    const update = { view_id: view.id, hash: view.hash, view: messageView(form, notHandedOnMessage) }
    await Promise.allSettled([client.views.update(update)])
    throw error
  }
}
