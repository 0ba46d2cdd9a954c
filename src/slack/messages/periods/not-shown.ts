import type { PeriodNotShown } from '../../../usecases/reading/find-calendar.ts'
import { type Message, message } from '../blocks.ts'
import { findPeriodWords } from '../text/not-found-text.ts'
import { noSuchEntity, whichEntityInWords } from '../which-entity.ts'

/** Why there is nothing to show, with the way out. */
export function notShownMessage(answer: PeriodNotShown): Message {
  switch (answer.kind) {
    case 'which-entity':
      return whichEntityInWords(answer.entities)
    case 'no-such-entity':
      return noSuchEntity(answer)
    case 'not-a-full-member':
      return message('Only full members of this workspace can use this bot, not guests or people of other companies.')
    case 'not-found': {
      const words = findPeriodWords(answer.reference, answer.found)
      return message(`${words.charAt(0).toUpperCase()}${words.slice(1)}`)
    }
  }
}
