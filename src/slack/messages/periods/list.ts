import type { Button, RawTextElement, RichTextBlock, TableBlock } from '@slack/types'
import type { AccountingPeriod } from '../../../domain/accounting-period.ts'
import type { CalendarPage, ListAsked, ListedPeriod, NextWord } from '../../../domain/reading/calendar-page.ts'
import type { UnderWay } from '../../../domain/reading/under-way.ts'
import type { ListAnswer } from '../../../usecases/reading/list-periods.ts'
import { typedCommand } from '../../command-name.ts'
import { labels } from '../../ids.ts'
import { actions, context, type Message, message, section } from '../blocks.ts'
import { cut, dayAndMonth, escaped } from '../text/mrkdwn.ts'
import { placeOf, wallText } from '../text/planned-text.ts'
import { standsText } from '../text/under-way-text.ts'
import type { EntityLabel } from '../text/words.ts'
import { notShownMessage } from './not-shown.ts'
import { turnButton } from './period-buttons.ts'

type Listed = Extract<ListAnswer, { kind: 'listed' }>

/** Years beyond these are typed. */
const mostYears = 5

export function listReply(answer: ListAnswer, label: EntityLabel): Message {
  if (answer.kind !== 'listed') return notShownMessage(answer)
  const { entity, page, of } = answer
  const name = escaped(label(entity.key))
  const next = of.earliest === null ? '' : ` The earliest not closed is ${escaped(of.earliest)}.`
  const counted = `${name}: ${of.periods} accounting period${of.periods === 1 ? '' : 's'}, ${of.notClosed} of them not closed.${next}${olderText(answer)}`
  const text = `${counted} ${shownText(page)}`
  const isEmpty = page.years.length === 0
  return message(text, [
    section(`${counted}\n${shownText(page)}`),
    ...(isEmpty
      ? []
      : [
          tableOf(page, entity.timeZone),
          context(
            `The times of trial balances are Zuora’s own. ${typedCommand('show …')} shows one period, ${typedCommand('why …')} what keeps it from being closed.`,
          ),
        ]),
    ...actions(buttonsOf(answer)),
  ])
}

/** Older open periods are one line, not a problem each. */
function olderText({ entity: { manageFrom }, of: { older } }: Listed): string {
  if (older === 0 || manageFrom === null) return ''
  const are = older === 1 ? '1 older one is' : `${older} older ones are`
  return ` ${are} not closed and left to Zuora’s own pages: periods are managed here from ${manageFrom} on.`
}

function shownText({ asked, first, last, of, pages }: CalendarPage): string {
  const what = filterText(asked)
  if (of === 0) return `There are none to show: ${what}.`
  return pages === 1 ? `Shown: ${what}.` : `Shown: ${first} to ${last} of ${of}, in order of date (${what}).`
}

function filterText({ show, fiscalYear }: ListAsked): string {
  const year = fiscalYear === null ? '' : ` of FY${fiscalYear}`
  switch (show) {
    case 'open':
      return `those not closed${year}`
    case 'closed':
      return `the closed ones${year}`
    case 'all':
      return `all${year}`
    case 'recent':
      return `those not closed and the last 3 that were closed${year}`
  }
}

function tableOf({ years }: CalendarPage, timeZone: string): TableBlock {
  const titles = ['Period', 'Status', 'Next', 'Dates', 'Trial balance'].map(cell)
  const rows = years.flatMap((year) => [headingOf(year), ...year.periods.map((period) => rowOf(period, timeZone))])
  return { type: 'table', rows: [titles, ...rows], column_settings: [{ is_wrapped: true }] }
}

function headingOf({ fiscalYear, periods }: CalendarPage['years'][number]): (RawTextElement | RichTextBlock)[] {
  const open = periods.filter(({ period }) => period.status !== 'Closed').length
  const state = open === 0 ? 'all closed' : `${open} not closed`
  const heading = fiscalYear === null ? 'No fiscal year' : `FY${fiscalYear}`
  return [bold(heading), ...[state, '', `${periods.length} shown`, ''].map(cell)]
}

function rowOf({ period, name, next }: ListedPeriod, timeZone: string): RawTextElement[] {
  const { startDate, endDate } = period
  return [
    cut(name, 60),
    cut(period.status === 'PendingClose' ? 'Pending Close' : period.statusText, 30),
    nextText(next, timeZone),
    datesText(startDate, endDate),
    cut(trialBalanceCell(period), 60),
  ].map(cell)
}

function nextText(next: NextWord | UnderWay, timeZone: string): string {
  if (typeof next === 'string') return nextWords[next]
  if (next.notBefore !== undefined)
    return `${next.reference} not before ${wallText(next.notBefore, timeZone)} in ${placeOf(timeZone)}`
  return `${next.reference} ${standsText(next)}`
}

const nextWords = {
  close: 'close',
  reopen: 'reopen',
  wait: 'wait',
  look: 'look in Zuora',
  nothing: '',
} as const satisfies Record<NextWord, string>

/** `1 Jul to 31 Jul 2026`: the year once, where it is the same. */
function datesText(startDate: string, endDate: string): string {
  const [from, to] = [dayAndMonth(startDate), dayAndMonth(endDate)]
  return `${from.slice(-4) === to.slice(-4) ? from.slice(0, -5) : from} to ${to}`
}

/** How it ended and when it began. */
function trialBalanceCell({ trialBalance: { status, statusText, start } }: AccountingPeriod): string {
  if (start === null) return ''
  return `${statusText ?? ''} ${status === 'running' ? 'since ' : ''}${start}`.trim()
}

function cell(text: string): RawTextElement {
  return { type: 'raw_text', text: text === '' ? '–' : text }
}

function bold(text: string): RichTextBlock {
  const element = { type: 'text', text, style: { bold: true } } as const
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] }
}

function buttonsOf({ entity, page, of }: Listed): Button[] {
  const { asked, pages } = page
  const list = (id: string, words: string, label: string, about: string) =>
    turnButton(id, `list ${words} in ${entity.key}`, { label, about })
  const turnTo = (number: number) => wordsOf({ ...asked, page: number })
  const others = of.fiscalYears.filter((year) => year !== asked.fiscalYear)
  const years = others.slice(0, mostYears).sort((a, b) => a - b)
  return [
    ...(asked.page > 1
      ? [list('list-earlier', turnTo(asked.page - 1), labels.showEarlier, 'Show earlier accounting periods')]
      : []),
    ...(asked.page < pages
      ? [list('list-later', turnTo(asked.page + 1), labels.showLater, 'Show later accounting periods')]
      : []),
    ...(asked.show === 'open' && asked.fiscalYear === null
      ? []
      : [list('list-open', 'open', labels.showOpen, 'Show the accounting periods that are not closed')]),
    ...(asked.show === 'all' && asked.fiscalYear === null
      ? []
      : [list('list-all', 'all', labels.showAll, 'Show all accounting periods')]),
    ...years.map((year) =>
      list(
        `list-fy${year}`,
        `all FY${year}`,
        `${labels.show} FY${year}`,
        `Show the accounting periods of fiscal year ${year}`,
      ),
    ),
  ]
}

function wordsOf({ show, fiscalYear, page }: CalendarPage['asked']): string {
  const words = [show === 'recent' ? '' : show, fiscalYear === null ? '' : `FY${fiscalYear}`, `page ${page}`]
  return words.filter((word) => word !== '').join(' ')
}
