import { type Request, referenceOf } from '../../../domain/request.ts'
import { type Message, message } from '../blocks.ts'
import { moment } from '../text/mrkdwn.ts'
import { requesterText } from '../text/who-text.ts'
import { deed, type EntityLabel, subject } from '../text/words.ts'

/** An earlier card after a new one was posted: one line with a link. */
export function retiredCard(request: Request, link: string | null): Message {
  const where = link === null ? 'A newer card in this channel counts.' : `<${link}|The newer card> counts.`
  return message(`${referenceOf(request)}: this card is out of date. ${where}`)
}

/** To each who may approve; a message that is edited wakes nobody. */
export function cardNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const where = link === null ? `See <#${request.channel}>.` : `<${link}|Open the card>.`
  const expires = request.expiresAt === null ? '' : ` It expires ${moment(request.expiresAt)}.`
  return message(
    `${subject(request, label)} waits for you: ${requesterText(request)} asks for ${deed(request)}. ${where}${expires}`,
  )
}

/** To each who may decide as well now. */
export function escalatedNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const since = request.roundStartedAt === null ? '' : ` since ${moment(request.roundStartedAt)}`
  const { text } = cardNotice(request, label, link)
  return message(`Nobody has decided enough${since}, and the policy lets you decide as well. ${text}`)
}

/** To each who has not decided, when the requester reminds them. */
export function nudgeNotice(request: Request, label: EntityLabel, link: string | null): Message {
  return message(`A reminder. ${cardNotice(request, label, link).text}`)
}
