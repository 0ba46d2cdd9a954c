import type { TellDelegation } from '../../usecases/ports/delegations.ts'
import { delegationMessage } from '../messages/delegations/delegation-news.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

/** Posts who acts for whom into the entity's channel. */
export function createTellDelegation({ label, poster }: { label: EntityLabel; poster: Poster }): TellDelegation {
  return async (channel, news) => (await poster.post(channel, delegationMessage(news, label))) !== null
}
