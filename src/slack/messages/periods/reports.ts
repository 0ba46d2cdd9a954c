import type { ReportFacts } from '../../../domain/documents/report-facts.ts'
import type { Occasion } from '../../../usecases/ports/zuora/reports.ts'
import type { ReportsAnswer } from '../../../usecases/reports/show-reports.ts'
import { context, header, type Message, message, section } from '../blocks.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { hashBlock, reportLine, reportName } from '../text/zuora/reports-text.ts'
import { notShownMessage } from './not-shown.ts'

type Listed = Extract<ReportsAnswer, { kind: 'listed' }>
type Measured = Extract<ReportFacts, { kind: 'measured' }>

/** The private answer: what there is, never what is in it. */
export function reportsReply(answer: ReportsAnswer, label: EntityLabel): Message {
  return answer.kind === 'listed' ? listMessage(answer, label) : notShownMessage(answer)
}

function listMessage({ entity, period, reports, attached }: Listed, label: EntityLabel): Message {
  const about = `${escaped(period.name)} (${escaped(label(entity.key))})`
  if (reports.length === 0) return message(`${about} has no reports yet: a trial balance makes them.`)
  const { start } = period.trialBalance
  const of = start === null ? '' : `; its trial balance started ${escaped(start)} (Zuora’s time)`
  const begin = `${reports.length} report${reports.length === 1 ? '' : 's'} of ${about}${of}:`
  const lines = [begin, ...reports.map(reportLine)].join('\n')
  const where = attached === null ? placeText(period.name) : attachedText(attached)
  const measured = reports.filter((facts) => facts.kind === 'measured')
  return message(`${lines}\n${where}`, [
    header(`Reports of ${period.name}`),
    section(lines),
    section(where),
    ...(measured.length === 0 ? [] : [context(hashBlock(measured))]),
  ])
}

/** Zuora documents the way through its menu, and no address of a period's page or of a file that a browser could open. */
function placeText(periodName: string): string {
  return `Download them in Zuora: Finance &gt; Accounting Periods &gt; ${escaped(periodName)}`
}

function attachedText(attached: NonNullable<Listed['attached']>): string {
  if (attached === 'begun')
    return 'They are being attached: this message was delivered twice. If they do not come, ask again.'
  const { link, files } = attached
  const done = files.filter(({ because }) => because === null).length
  const left = files.flatMap(({ report, because }) =>
    because === null ? [] : [`${escaped(reportName(report))} (${escaped(because)})`],
  )
  const where = link === null ? 'in the channel' : `<${link}|in this thread>`
  return [
    done === 0 ? 'None is attached.' : `Attached ${where}: ${done} of ${files.length}.`,
    ...(left.length === 0 ? [] : [`Not attached: ${listed(left)}.`]),
  ].join(' ')
}

/** What reports are put under where nothing was asked for here yet. */
export function threadMessage({ entity, period, personId }: Occasion, label: EntityLabel): Message {
  return message(
    `Reports of ${escaped(period)} (${escaped(label(entity))}), asked for by ${mention(personId)}: in this thread.`,
  )
}

/** Stands with the files, so that whoever has one can tell whether it is this one. */
export function attachedComment(
  reports: readonly Measured[],
  { entity, period, personId }: Occasion,
  label: EntityLabel,
): string {
  const about = `Reports of ${escaped(period)} (${escaped(label(entity))}), asked for by ${mention(personId)}`
  return `${about}\n${hashBlock(reports)}`
}

/** `Oct 2026 revenueDetailCsv.csv`; only what Zuora sends as text is known to be CSV. */
export function fileName({ report, rows }: Measured, { period }: Pick<Occasion, 'period'>): string {
  const ending = rows !== null ? '.csv' : /excel/i.test(report) ? '.xls' : ''
  return `${period} ${report}${ending}`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')
}
