import type { Filed, RestoreFiled } from '../../../domain/evidence/filed.ts'
import { referenceOf } from '../../../domain/request.ts'
import { context, type Message, message, section } from '../blocks.ts'
import { escaped, exactMoment } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'

/** That a register was restored, which records are lost, and what people do about it. */
export function registerRestoredMessage(filed: Filed & { about: RestoreFiled }, label: EntityLabel): Message {
  const { copy } = filed.about
  const title = `*The register of ${escaped(label(filed.entity))} was restored from a backup of ${exactMoment(copy.madeAt)}*`
  const told = [
    'What was recorded after that backup is lost, decisions and outcomes too. Requests that were under way then go on from there, and may ask again for what was already given.',
    lostText(filed),
    'A head that was posted here since may fit no record. What was done in Zuora since and has no record becomes an exception, to be explained.',
  ]
  const record = `Record ${referenceOf(filed)}.`
  return message([title, ...told, record].join('\n'), [
    section(title),
    ...told.map((text) => section(text)),
    context(record),
  ])
}

function lostText({ entity, about: { lastInCopy, lastKnown } }: Filed & { about: RestoreFiled }): string {
  const [first, last] = [lastInCopy + 1, lastKnown].map((number) => referenceOf({ entity, number }))
  if (lastKnown === lastInCopy) return 'As far as is known, no number was given after it.'
  const which =
    lastKnown === lastInCopy + 1
      ? `${first} was given after it: its record is lost`
      : `${first} to ${last} were given after it: their records are lost`
  return `${which}, and no number is given twice. What stands here of it is all there is: keep these messages.`
}
