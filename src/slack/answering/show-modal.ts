import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../../usecases/ports/log.ts'
import { SlackRefused } from '../errors.ts'
import { call } from '../web-client.ts'

/** A modal as it was opened. Its hash changes with all that is shown in it afterwards. */
export type OpenedModal = { id: string; hash: string }

export type ShowModal = (opened: OpenedModal, view: ModalView) => Promise<void>

/** The person closed it, or it shows what came of this already. */
const left = ['not_found', 'hash_conflict']

/** Fills a modal that was opened a moment ago; one that is gone, or was filled, is left as it is. */
export function createShowModal(slack: WebClient, { log }: { log: Log }): ShowModal {
  return async ({ id, hash }, view) => {
    try {
      await call(() => slack.views.update({ view_id: id, hash, view }))
    } catch (error) {
      if (!(error instanceof SlackRefused && left.includes(error.reason))) throw error
      log('modal-left-as-it-is', { reason: error.reason })
    }
  }
}
