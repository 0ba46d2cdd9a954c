import type { KnownBlock } from '@slack/types'
import type { DatedPeriod } from '../../../domain/period-reference.ts'
import { referenceOf } from '../../../domain/request.ts'
import { inFlightOf, type LinkedRequest } from '../../../usecases/reading/requests-of.ts'
import type { ShowAnswer } from '../../../usecases/reading/show-period.ts'
import { typedCommand } from '../../command-name.ts'
import { actions, fields, header, type Message, message, section } from '../blocks.ts'
import { exceptionTitle } from '../exceptions/exception.ts'
import { exceptionCount } from '../exceptions/year-account.ts'
import { outcomeTitle } from '../request/outcome/outcome-title.ts'
import { dayAndMonth, escaped, listed, moment } from '../text/mrkdwn.ts'
import { closeText } from '../text/reason-text.ts'
import { inFlightText, underWayText } from '../text/under-way-text.ts'
import { askedBy } from '../text/who-text.ts'
import { actionWord, type EntityLabel, statusWord } from '../text/words.ts'
import { scansText } from '../text/zuora/scans-text.ts'
import { tookText } from '../text/zuora/trial-balance-text.ts'
import { notShownMessage } from './not-shown.ts'
import { actionButton } from './period-buttons.ts'

type Shown = Extract<ShowAnswer, { kind: 'shown' }>

const mostRequests = 5

export function showReply(answer: ShowAnswer, label: EntityLabel): Message {
  if (answer.kind !== 'shown') return notShownMessage(answer)
  const { entity, period, scans, requests, offered } = answer
  const name = label(entity.key)
  const way = wayText(answer)
  const about = `${escaped(period.name)} (${escaped(name)}) is ${statusWord(period.statusText)}.`
  const inFlight = inFlightOf(requests)
  const lines = [
    about,
    ...(way?.lines ?? []),
    ...(inFlight ? [inFlightText(inFlight)] : []),
    ...exceptionLines(answer, label),
  ]
  return message(lines.join('\n'), [
    header(`${period.name} is ${period.status === 'PendingClose' ? 'Pending Close' : period.statusText}`),
    fields(factsOf(answer, name)),
    ...textBlock('Notes', period.notes ? [escaped(period.notes)] : []),
    ...(way ? textBlock(way.canBeClosed ? 'Its close' : 'What stands in the way of its close', way.lines) : []),
    ...textBlock('What Zuora requires to be cleared', scans.length === 0 ? [] : [scansText(scans)]),
    ...textBlock('Asked for here', requestLines(requests)),
    ...textBlock('Changed outside this bot', exceptionLines(answer, label)),
    ...actions(offered.map((action) => actionButton(action, { period, entity: { key: entity.key, name } }))),
  ])
}

function textBlock(title: string, lines: readonly string[]): KnownBlock[] {
  return lines.length === 0 ? [] : [section(`*${title}*\n${lines.join('\n')}`)]
}

/** Undefined where there is nothing to say: it is closed, or only what is under way stands in the way. */
function wayText({ entity, period, reasons, requests }: Shown): ReturnType<typeof closeText> | undefined {
  if (period.status === 'Closed') return undefined
  const way = closeText(reasons, {
    about: escaped(period.name),
    periodName: period.name,
    timeZone: entity.timeZone,
  })
  return way.canBeClosed && inFlightOf(requests) ? undefined : way
}

function factsOf({ period, requests }: Shown, entityName: string): string[] {
  const isBot = (by: string) => requests.some(({ request }) => request.integrationUser === by)
  const { createdOn, createdBy, updatedOn, updatedBy, organizationLabels, reports } = period
  return [
    `*Entity*\n${escaped(entityName)}`,
    ...(organizationLabels.length === 0 ? [] : [`*Organisations*\n${listed(organizationLabels.map(escaped))}`]),
    `*Dates*\n${dayAndMonth(period.startDate)} to ${dayAndMonth(period.endDate)}`,
    `*Fiscal year and quarter*\n${fiscal(period)}`,
    `*Status*\n${statusWord(period.statusText)}`,
    `*Trial balance*\n${trialBalanceLines(period).join('\n')}`,
    `*Reports of its trial balance*\n${reports.length === 0 ? 'none' : reports.length}`,
    `*Created in Zuora*\n${byWhom(createdOn, createdBy, isBot)}`,
    `*Last changed in Zuora*\n${byWhom(updatedOn, updatedBy, isBot)}`,
  ]
}

function fiscal({ fiscalYear, fiscalQuarter }: DatedPeriod): string {
  const quarter = fiscalQuarter === null ? '' : `, Q${fiscalQuarter}`
  return `${fiscalYear ?? 'no fiscal year'}${quarter}`
}

function trialBalanceLines({ trialBalance }: DatedPeriod): string[] {
  const { status, statusText, start, end, errorMessage } = trialBalance
  if (start === null) return ['has not been run']
  const ended = end === null ? [] : [`ended ${escaped(end)}`]
  const why = errorMessage === null ? 'Zuora gave no reason' : `“${escaped(errorMessage)}”`
  return [
    `${escaped(statusText ?? status)}${tookText(trialBalance)}`,
    `started ${escaped(start)} (Zuora’s time)`,
    ...ended,
    ...(status === 'error' ? [why] : []),
  ]
}

/** As Zuora keeps it: an id of its own and a time without a zone. */
function byWhom(on: string | null, by: string | null, isBot: (by: string) => boolean): string {
  const when = on === null ? 'at a time that is not known' : `${escaped(on)} (Zuora’s time)`
  if (by === null) return when
  return `${when}\nby ${isBot(by) ? 'this bot’s own Zuora user' : `Zuora user ${escaped(by)}`}`
}

/** How many are open, each in a word, and where they are explained. */
function exceptionLines({ exceptions }: Shown, label: EntityLabel): string[] {
  if (exceptions.length === 0) return []
  const shown = exceptions.slice(0, mostRequests).map((filed) => `• ${exceptionTitle(filed, label)}`)
  return [`${exceptionCount(exceptions.length)} not acknowledged: ${typedCommand('reconcile')}`, ...shown]
}

function requestLines(requests: readonly LinkedRequest[]): string[] {
  const shown = requests.slice(0, mostRequests).map(requestLine)
  const hidden = requests.length - shown.length
  return hidden === 0 ? shown : [...shown, `and ${hidden} earlier`]
}

function requestLine({ request, link }: LinkedRequest): string {
  const about = `${referenceOf(request)}, ${actionWord(request.action)}, asked by ${askedBy(request, ` ${moment(request.askedAt)}`)}`
  return `• ${about}: ${request.outcome ? outcomeTitle(request) : underWayText({ request, link })}`
}
