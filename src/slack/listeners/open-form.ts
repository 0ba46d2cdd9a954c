import type { WebClient } from '@slack/web-api'
import type { Command } from '../../domain/commands/command.ts'
import type { Asked } from '../asked.ts'
import { SlackRefused } from '../errors.ts'
import { loadingView, messageView, notHandedOnMessage } from '../messages/forms/form-views.ts'
import { call } from '../web-client.ts'

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
  const view = await open(client, { trigger_id: triggerId, view: loadingView(form) })
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

/** Undefined when the same delivery came before: then its modal is open, and was handed on. */
async function open(
  client: WebClient,
  opening: Parameters<WebClient['views']['open']>[0],
): Promise<{ id: string; hash: string } | undefined> {
  try {
    const { view } = await call(() => client.views.open(opening))
    if (!view?.id || !view.hash) throw new TypeError('Slack opened a modal and did not say which.')
    return { id: view.id, hash: view.hash }
  } catch (error) {
    if (error instanceof SlackRefused && error.reason === 'exchanged_trigger_id') return undefined
    throw error
  }
}
