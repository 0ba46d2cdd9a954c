import type { KnownBlock } from '@slack/types'
import type { AccountedBy, PeriodAccount } from '../../../domain/reconcile/account-of-period.ts'
import type { FiledException } from '../../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { AccountAnswer, YearAccount } from '../../../usecases/reconcile/account-for-year.ts'
import { typedCommand } from '../../command-name.ts'
import { actions, context, header, type Message, message, section, sections } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { actionWord, type EntityLabel, statusWord } from '../text/words.ts'
import { whatBecame } from './difference-text.ts'
import { exceptionButtons, exceptionLines, exceptionTitle } from './exception.ts'

/** With text and buttons each takes two of the fifty blocks that a message may have. */
const mostOpenShown = 15
const mostRequestsShown = 4
const mostPeriodSections = 14

/** Every period of a fiscal year and how it is accounted for: counts, what is open, then each period. */
export function yearAccountReply(answer: AccountAnswer, label: EntityLabel): Message {
  if (answer.kind === 'no-such-year') return noSuchYear(answer)
  if (answer.kind !== 'accounted') return notShownMessage(answer)
  const title = `${yearText(answer.fiscalYear)}, ${label(answer.entity.key)}`
  const summary = `${escaped(title)}: ${countsText(answer)}`
  return message([summary, ...answer.open.map((filed) => exceptionTitle(filed, label))].join('\n'), [
    header(`Periods of ${title}`),
    section(countsText(answer)),
    ...openBlocks(answer, label),
    ...periodBlocks(answer.periods),
    context(looksText(answer)),
    context(notSeenText),
  ])
}

function noSuchYear({ fiscalYear, fiscalYears }: Extract<AccountAnswer, { kind: 'no-such-year' }>): Message {
  const known = fiscalYears.slice(0, 6).map((year) => typedCommand(`reconcile FY${year}`))
  return message(`Zuora has no period of FY${fiscalYear}. Try ${listed(known, 'or')}.`)
}

function yearText(fiscalYear: number | null): string {
  return fiscalYear === null ? 'no fiscal year' : `FY${fiscalYear}`
}

const countWords = {
  'open-exception': 'with an open exception',
  requests: 'by requests of this bot',
  acknowledged: 'by acknowledged exceptions',
  baseline: 'as the first look found it',
  'not-yet': 'not judged yet',
} as const satisfies Record<AccountedBy, string>

function countsText({ periods, open, openElsewhere }: YearAccount): string {
  const order: AccountedBy[] = ['open-exception', 'requests', 'acknowledged', 'baseline', 'not-yet']
  const counts = order.flatMap((by) => {
    const count = periods.filter((period) => period.by === by).length
    return count === 0
      ? []
      : [`${count} ${by === 'baseline' && count > 1 ? 'as the first look found them' : countWords[by]}`]
  })
  const exceptions = open.length === 0 ? 'No exception is open.' : `${exceptionCount(open.length)} not acknowledged.`
  const elsewhere = openElsewhere === 0 ? '' : ` In other fiscal years ${openElsewhere} more.`
  return `${periods.length} periods: ${listed(counts)}. ${exceptions}${elsewhere}`
}

/** `1 exception`, `2 exceptions` */
export function exceptionCount(count: number): string {
  return `${count} ${count === 1 ? 'exception' : 'exceptions'}`
}

function openBlocks({ open }: YearAccount, label: EntityLabel): KnownBlock[] {
  const shown = [...open].sort((a, b) => a.number - b.number).slice(0, mostOpenShown)
  const hidden = open.length - shown.length
  return [
    ...shown.flatMap((filed) => [
      section([exceptionTitle(filed, label), ...exceptionLines(filed)].join('\n')),
      ...actions(exceptionButtons(filed, label, true)),
    ]),
    ...(hidden === 0 ? [] : [context(`And ${hidden} more; each has its message in the channel.`)]),
  ]
}

function periodLine(account: PeriodAccount): string {
  const { period, name, underWay, open } = account
  const ways = [
    ...open.map((filed) => `${exceptionText(filed)}, *not acknowledged*`),
    ...(underWay === null ? judgedTexts(account) : [`${underWay} is under way: not looked at until it has ended`]),
  ]
  return `• ${escaped(name)}, ${statusWord(period.status)}: ${ways.join('; ')}`
}

function judgedTexts({ isJudged, requests, acknowledged, atFirst, runByOthers, by }: PeriodAccount): string[] {
  if (!isJudged) return ['changed in Zuora seconds ago: not judged yet, ask again']
  return [
    ...requestTexts(requests),
    ...acknowledged.map(
      (filed) => `${exceptionText(filed)}, acknowledged by ${mention(filed.about.acknowledged?.by.id ?? '')}`,
    ),
    ...(runByOthers === null ? [] : [`its trial balance of ${escaped(runByOthers)} (Zuora’s time) was run by others`]),
    ...(by === 'not-yet' ? ['changed just now; the next look says by whom'] : []),
    ...(atFirst === null ? [] : [firstText(atFirst.status)]),
  ]
}

function firstText(status: string): string {
  return status === 'Closed' ? 'closed before installation, not witnessed' : `${statusWord(status)} when first seen`
}

function requestTexts(requests: PeriodAccount['requests']): string[] {
  const shown = requests.slice(0, mostRequestsShown).map(({ request, did }) => {
    const what = `${referenceOf(request)} ${actionWord(request.action)}`
    return did || !request.outcome ? what : `${what} (${request.outcome.kind})`
  })
  const hidden = requests.length - shown.length
  return hidden === 0 ? shown : [...shown, `${hidden} earlier requests`]
}

function exceptionText(filed: FiledException): string {
  return `${referenceOf(filed)} ${whatBecame(filed.about)} outside this bot`
}

/** In what the open ones leave of the fifty blocks. */
function periodBlocks(periods: readonly PeriodAccount[]): KnownBlock[] {
  const all = sections(periods.map(periodLine))
  if (all.length <= mostPeriodSections) return all
  const shown = all.slice(0, mostPeriodSections)
  const lines = shown.map(({ text }) => text?.text.split('\n').length ?? 0).reduce((sum, count) => sum + count, 0)
  return [...shown, context(`And ${periods.length - lines} more periods; ${typedCommand('show')} tells of each.`)]
}

function looksText({ lookedAt, firstLookAt }: YearAccount): string {
  return `Looked at Zuora ${moment(lookedAt)}; it is looked at every 15 minutes, the first time ${moment(firstLookAt)}.`
}

const notSeenText =
  'What is done and undone between two looks shows only as changed; of an Open period it can look like a trial balance. Who works in Zuora as the bot’s own user is taken for the bot. The open-ended period is not looked at.'
