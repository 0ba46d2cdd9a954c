import { headOf, type Request, referenceOf } from '../../../../domain/request.ts'
import { type Message, message } from '../../blocks.ts'
import { code, mention } from '../../text/mrkdwn.ts'
import { type EntityLabel, subject } from '../../text/words.ts'
import { outcomeTitle } from './outcome.ts'

/** To who decided and to auditors: kept by them, the head shows whether the record was changed since. */
export function headNotice(request: Request, label: EntityLabel, link: string | null): Message {
  const where = link === null ? '' : ` <${link}|Open the outcome>.`
  const head = headOf(request) ?? ''
  return message(
    [
      `${subject(request, label)} has ended: ${outcomeTitle(request)} It was asked for by ${mention(request.requester.id)}.${where}`,
      `Record ${referenceOf(request)}, head ${code(head)}. Keep this message: an export that does not lead to this head is not the record as it was sealed. ${code(`npm run verify -- export.json --head ${head}`)} says so.`,
    ].join('\n'),
  )
}
