import type { MayNotRead } from '../../../usecases/people/may-read.ts'
import type { PeriodNotShown } from '../../../usecases/reading/find-calendar.ts'
import { type Message, message } from '../blocks.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'
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
      return message(
        'Nothing is shown: only full members of this workspace can use this bot, not guests or people of other companies.',
      )
    case 'may-not-read':
      return message(mayNotReadText(answer))
    case 'not-found': {
      const words = findPeriodWords(answer.reference, answer.found)
      return message(`${words.charAt(0).toUpperCase()}${words.slice(1)}`)
    }
  }
}

function mayNotReadText({ because, ask, entityName }: MayNotRead): string {
  const who = listed(ask.map(mention), 'or')
  if (because === 'not-a-full-member') {
    return `Nothing is shown: besides the auditors whom the policy names, only full members of this workspace may read this. Ask ${who}, who can show it to you.`
  }
  return `Nothing is shown: this is for those whom the policy of ${escaped(entityName)} names, and it does not name you. Ask ${who}, who can show it to you; whoever keeps closing-bell.yml can name you under policy.auditors.`
}
