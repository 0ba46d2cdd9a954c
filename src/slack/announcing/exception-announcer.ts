import { isException } from '../../domain/reconcile/exceptions.ts'
import type { ExceptionAnnouncer } from '../../usecases/ports/telling/exception-announcer.ts'
import { exceptionMessage } from '../messages/exceptions/exception.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; poster: Poster }

/** Posts exceptions into the channel of their entity, and renders them again. */
export function createExceptionAnnouncer({ label, channelOf, poster }: Options): ExceptionAnnouncer {
  return {
    async postException(filed) {
      return isException(filed) ? poster.post(channelOf(filed.entity), exceptionMessage(filed, label)) : null
    },
    async showException(filed) {
      if (isException(filed) && filed.about.message)
        await poster.update(filed.about.message, exceptionMessage(filed, label))
    },
  }
}
