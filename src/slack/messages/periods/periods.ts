import type { KnownBlock, TableBlock } from '@slack/types'
import type { DatedPeriod } from '../../../domain/period-reference.ts'
import { type Request, referenceOf } from '../../../domain/request.ts'
import type { ListAnswer, ShowAnswer } from '../../../usecases/show-periods.ts'
import { context, fields, header, type Message, message, section } from '../blocks.ts'
import { noSuchEntity, whichEntity } from '../replies.ts'
import { outcomeTitle } from '../request/outcome.ts'
import { dayAndMonth, escaped, listed, mention, moment } from '../text/mrkdwn.ts'
import { findPeriodWords } from '../text/not-found-text.ts'
import { obstacleList } from '../text/obstacle-text.ts'
import { scansText } from '../text/scans-text.ts'
import { trialBalanceText } from '../text/trial-balance-text.ts'
import { actionWord, type EntityLabel, statusWord } from '../text/words.ts'

/** Slack takes 100 rows; the latest periods are the ones people look for. */
const mostRows = 60

const notFullMember = 'Only full members of this workspace can use this bot, not guests or people of other companies.'

export function listReply(answer: ListAnswer, label: EntityLabel): Message {
  if (answer.kind === 'which-entity') return whichEntity(answer.entities)
  if (answer.kind === 'no-such-entity') return noSuchEntity(answer)
  if (answer.kind === 'not-a-full-member') return message(notFullMember)
  const { entity, periods } = answer
  const shown = periods.slice(-mostRows)
  const open = periods.filter(({ status }) => status !== 'Closed')
  const next = open[0] ? ` The earliest not closed is ${escaped(open[0].name)}.` : ''
  const text = `${escaped(label(entity.key))}: ${periods.length} accounting period${periods.length === 1 ? '' : 's'}, ${open.length} of them not closed.${next}`
  const hidden = periods.length - shown.length
  return message(text, [
    section(`*Accounting periods of ${escaped(label(entity.key))}*\n${text}`),
    ...(shown.length === 0 ? [] : [tableOf(shown)]),
    ...(hidden === 0 ? [] : [context(`${hidden} earlier periods are not shown here; \`/period show …\` shows each.`)]),
  ])
}

function tableOf(periods: readonly DatedPeriod[]): TableBlock {
  const cell = (text: string) => ({ type: 'raw_text' as const, text: text === '' ? '–' : text })
  const titles = ['Period', 'From', 'To', 'Status', 'Trial balance'].map(cell)
  const rows = periods.map(({ name, startDate, endDate, status, statusText, trialBalance }) =>
    [
      name,
      startDate,
      endDate,
      status === 'PendingClose' ? 'Pending Close' : statusText,
      trialBalance.status === 'none' ? '' : `${trialBalance.statusText ?? ''} ${trialBalance.start ?? ''}`.trim(),
    ].map(cell),
  )
  return { type: 'table', rows: [titles, ...rows] }
}

export function showReply(answer: ShowAnswer, label: EntityLabel): Message {
  if (answer.kind === 'which-entity') return whichEntity(answer.entities)
  if (answer.kind === 'no-such-entity') return noSuchEntity(answer)
  if (answer.kind === 'not-a-full-member') return message(notFullMember)
  if (answer.kind === 'not-found') return message(capital(findPeriodWords(answer.reference, answer.found)))
  const { entity, period } = answer
  const status = statusWord(period.statusText)
  return message(`${escaped(period.name)} (${escaped(label(entity.key))}) is ${status}. ${blockedText(answer)}`, [
    header(`${period.name} is ${period.status === 'PendingClose' ? 'Pending Close' : period.statusText}`),
    ...blocksOf(answer, label),
  ])
}

type Shown = Extract<ShowAnswer, { kind: 'shown' }>

function blocksOf(answer: Shown, label: EntityLabel): KnownBlock[] {
  const { entity, period, scans, requests } = answer
  const facts = [
    `*Entity*\n${escaped(label(entity.key))}`,
    `*Dates*\n${dayAndMonth(period.startDate)} to ${dayAndMonth(period.endDate)}`,
    `*Fiscal*\n${fiscal(period)}`,
    `*Trial balance*\n${trialBalanceText(period.trialBalance)}`,
    `*Notes*\n${period.notes === null || period.notes === '' ? 'none' : escaped(period.notes)}`,
  ]
  return [
    fields(facts),
    section(`*What stands in the way of its close*\n${blockedText(answer)}`),
    ...(scans.length === 0 ? [] : [section(`*What Zuora requires to be cleared*\n${scansText(scans)}`)]),
    ...(requests.length === 0
      ? []
      : [section(`*Asked for here*\n${requests.slice(0, 5).map(requestLine).join('\n')}`)]),
  ]
}

function blockedText({ period, obstacles, scans }: Shown): string {
  if (period.status === 'Closed') return 'It is closed.'
  const items = scans.flatMap((scan) => (scan.kind === 'counted' && scan.count > 0 ? [scan] : []))
  const all = items.length === 0 ? obstacles : [...obstacles, { kind: 'required-items' as const, items }]
  if (all.length > 0) return obstacleList(all, period.name)
  const unchecked = scans.filter(({ kind }) => kind === 'not-checked').map(({ item }) => item.replaceAll('-', ' '))
  return unchecked.length === 0 ? 'Nothing.' : `Nothing that was found; not checked: ${listed(unchecked)}.`
}

function requestLine(request: Request): string {
  const state = request.outcome ? outcomeTitle(request) : 'under way.'
  return `• ${referenceOf(request)}, ${actionWord(request.action)}, asked by ${mention(request.requester.id)} ${moment(request.askedAt)}: ${state}`
}

function fiscal({ fiscalYear, fiscalQuarter }: DatedPeriod): string {
  const quarter = fiscalQuarter === null ? '' : `, quarter ${fiscalQuarter}`
  return fiscalYear === null ? 'not set' : `${fiscalYear}${quarter}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
