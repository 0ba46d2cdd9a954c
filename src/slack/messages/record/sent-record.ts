import type { RecordSent } from '../../../usecases/ports/telling/direct-files.ts'
import type { SendRecordAnswer } from '../../../usecases/record/send-record.ts'
import { type Message, message } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { code, cutMarkup, escaped, listed } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { recordFiles } from './record-files.ts'

/** Where the head is to come from. */
const ofOutcome = '<hash from the outcome message>'

/** More heads than these are in the files. */
const mostHeads = 20

/** Stands with the files: what they are, and what they are checked against. */
export function recordComment(sent: RecordSent, label: EntityLabel): string {
  const files = recordFiles(sent)
  const { records, digest } = sent.evidence
  const heads = records.flatMap(({ reference, head }) => (head === null ? [] : [{ reference, head }]))
  const shown = heads.slice(-mostHeads).toReversed()
  const more = heads.length - shown.length
  const json = files.find(({ name }) => name.endsWith('.json'))
  return cutMarkup(
    [
      `The record of ${subjectOf(sent, label)}: ${listed(files.map(({ title }) => title))}.`,
      ...(json ? [`Check it: ${code(`npm run verify -- ${json.name} --head ${ofOutcome} --digest ${digest}`)}`] : []),
      'Take each head from the outcome message in the channel: what stands here comes from the same table as the export, and would agree with it if both had been written anew.',
      `Digest of the export: \`${digest}\``,
      heads.length === 0
        ? 'No request in it has ended, so there is no head yet.'
        : 'Heads as the table has them now, the last first:',
      ...shown.map(({ reference, head }) => `• ${reference}: \`${head}\``),
      ...(more > 0 ? [`and ${more} earlier, in the files`] : []),
    ].join('\n'),
    3900,
  )
}

/** The private answer in the channel. */
export function sentRecordReply(answer: SendRecordAnswer, label: EntityLabel): Message {
  switch (answer.kind) {
    case 'sent':
      return message(`I sent you a direct message: the record of ${subjectOf(answer.sent, label)}.`)
    case 'begun':
      return message(
        `The record of ${subjectOf(answer.sent, label)} is on its way to you: this message was delivered twice. If it does not come, ask again.`,
      )
    case 'not-sent':
      return message(`Nothing was sent: ${escaped(answer.because)}. Try again in a minute.`)
    case 'not-recorded':
      return message(
        `Nothing was sent: nothing is recorded about “${escaped(answer.reference)}”.${insteadText(answer.candidates)}`,
      )
    case 'which-period':
      return message(
        `Nothing was sent: ${escaped(answer.name)} was deleted and created again. Say which by its id: ${listed(answer.ids.map(code), 'or')}.`,
      )
    default:
      return notShownMessage(answer)
  }
}

function insteadText(candidates: readonly string[]): string {
  return candidates.length === 0 ? '' : ` There is ${listed(candidates.slice(0, 6).map(code), 'and')}.`
}

function subjectOf({ evidence: { header } }: RecordSent, label: EntityLabel): string {
  const { entity, scope } = header
  const names = scope.kind === 'fiscal-year' ? [`FY${scope.fiscalYear}`] : scope.periods.map(({ name }) => name)
  return `${listed([...new Set(names)].map(escaped))} (${escaped(label(entity.key))})`
}
