import type { WebClient } from '@slack/web-api'
import { SlackRefused } from '../errors.ts'
import { call } from '../web-client.ts'

type Opening = Parameters<WebClient['views']['open']>[0]

/**
 * Opens a modal: a trigger lives three seconds, so whoever receives the click does it. Undefined when the same delivery came
 * before: then its modal is open.
 */
export async function openModal(
  client: WebClient,
  opening: Opening,
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
