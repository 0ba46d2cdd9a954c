import type { PolicyAnnouncer } from '../../usecases/ports/telling/policy-announcer.ts'
import { policyChangeMessage } from '../messages/policy-change.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; poster: Poster }

export function createPolicyAnnouncer({ label, channelOf, poster }: Options): PolicyAnnouncer {
  return {
    postPolicyChange: (filed) => poster.post(channelOf(filed.entity), policyChangeMessage(filed, label)),
  }
}
