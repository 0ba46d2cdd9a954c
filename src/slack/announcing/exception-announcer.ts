import { isException } from '../../domain/reconcile/exceptions.ts'
import type { ExceptionAnnouncer } from '../../usecases/ports/telling/exception-announcer.ts'
import { exceptionHeadNotice, exceptionMessage } from '../messages/exceptions/exception.ts'
import type { EntityLabel } from '../messages/text/words.ts'
import type { Poster } from './poster.ts'

type Options = { label: EntityLabel; channelOf: (entity: string) => string; poster: Poster }

/** Posts exceptions into the channel of their entity, and renders them again. */
export function createExceptionAnnouncer({ label, channelOf, poster }: Options): ExceptionAnnouncer {
  return {
    async postException(filed) {
      return isException(filed) ? poster.post(channelOf(filed.entity), exceptionMessage(filed, label)) : null
    },
    async showException(filed, where) {
      const message = isException(filed) ? (where ?? filed.about.message) : null
      if (isException(filed) && message) await poster.update(message, exceptionMessage(filed, label))
    },
    async tellExceptionHead(filed, person) {
      return isException(filed) && (await poster.postDirectly(person, exceptionHeadNotice(filed, label))) !== null
    },
  }
}
