import { headOf, type Request, referenceOf } from '../../../../domain/request.ts'
import { type Message, message } from '../../blocks.ts'
import { code } from '../../text/mrkdwn.ts'
import { askedBy } from '../../text/who-text.ts'
import { type EntityLabel, subject } from '../../text/words.ts'
import { outcomeTitle } from './outcome-title.ts'

/** To who decided and to auditors: kept by them, the head shows whether the record was changed since. */
export function headNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const where = link === null ? '' : ` <${link}|Open the outcome>.`
  const head = headOf(request) ?? ''
  return message(
    [
      `${subject(request, label)} has ended: ${outcomeTitle(request)} It was asked for by ${askedBy(request)}.${where}`,
      `Record ${referenceOf(request)}. Keep this message: with this head anyone can check an export later: ${code(`npm run verify -- export.json --head ${head}`)}.`,
    ].join('\n'),
  )
}
