import type { RestoreAnnouncer } from '../../usecases/ports/telling/restore-announcer.ts'
import { registerRestoredMessage } from '../messages/record/register-restored.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; poster: Poster }

export function createRestoreAnnouncer({ label, channelOf, poster }: Options): RestoreAnnouncer {
  return {
    postRestored: (filed) => poster.post(channelOf(filed.entity), registerRestoredMessage(filed, label)),
  }
}
