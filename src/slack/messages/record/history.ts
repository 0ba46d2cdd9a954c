import type { Button, KnownBlock } from '@slack/types'
import { readFiscalYear } from '../../../domain/commands/record-command.ts'
import type { HistoryAnswer } from '../../../usecases/record/show-history.ts'
import { typedCommand } from '../../command-name.ts'
import { labels } from '../../ids.ts'
import { actions, context, header, type Message, message, section } from '../blocks.ts'
import { notShownMessage } from '../periods/not-shown.ts'
import { turnButton } from '../periods/period-buttons.ts'
import { cutMarkup, escaped } from '../text/mrkdwn.ts'
import type { EntityLabel } from '../text/words.ts'
import { entryLine } from './entry-text.ts'

type History = Extract<HistoryAnswer, { kind: 'history' }>

/** What a page may hold, so that the text alone says all of it and no block is cut. */
const mostOfPage = 2900
const mostOfLine = 1400

type Page = { lines: string[]; first: number }

/** A page of the history, the newest entry first; the buttons turn to what was before and after. */
export function historyReply(answer: HistoryAnswer, asked: { page: number }, label: EntityLabel): Message {
  if (answer.kind === 'not-found' && isYear(answer.reference)) return ofOnePeriod(answer.reference)
  if (answer.kind !== 'history') return notShownMessage(answer)
  const { entity, period, recorded } = answer
  const about = `${escaped(period.name)} (${escaped(label(entity.key))})`
  const gone = { there: '', gone: ' Zuora no longer has this period.', 'not-known': ' Zuora does not answer now.' }
  if (recorded.length === 0) return message(`Nothing is recorded about ${about}.${gone[period.inZuora]}`)
  const pages = pagesOf(recorded.map((one) => cutMarkup(entryLine(one), mostOfLine)))
  const at = Math.min(asked.page, pages.length)
  const { lines, first } = pages[at - 1] ?? { lines: [], first: 0 }
  const shown = pages.length === 1 ? '' : ` Shown: ${first} to ${first + lines.length - 1}.`
  const counted = `History of ${about}: ${recorded.length} entr${recorded.length === 1 ? 'y' : 'ies'}, newest first.${shown}${gone[period.inZuora]}`
  return message(`${counted}\n${lines.join('\n')}`, [
    header(`History of ${period.name}`),
    section(counted),
    section(lines.join('\n')),
    context(
      `Times are shown in your own time zone; Zuora’s own have none. In full, with hashes: ${typedCommand(`export ${period.name}`)}.`,
    ),
    ...buttonsOf(answer, { at, of: pages.length }),
  ])
}

/** `FY2026`; a year alone may be the name of a period. */
function isYear(reference: string): boolean {
  return /^FY/i.test(reference) && readFiscalYear(reference) !== null
}

function ofOnePeriod(reference: string): Message {
  const year = `FY${readFiscalYear(reference)}`
  return message(
    `History is of one period; for a year: ${typedCommand(`export ${year}`)} or ${typedCommand(`reconcile ${year}`)}.`,
  )
}

function pagesOf(lines: readonly string[]): Page[] {
  const pages: Page[] = []
  for (const [index, line] of lines.entries()) {
    const page = pages.at(-1)
    const length = page?.lines.join('\n').length ?? 0
    if (page && length + line.length < mostOfPage) page.lines.push(line)
    else pages.push({ lines: [line], first: index + 1 })
  }
  return pages
}

function buttonsOf({ entity, period }: History, { at, of }: { at: number; of: number }): KnownBlock[] {
  // By its id: its name may be another tomorrow. Of several that had the name, only that tells.
  const [id, ...others] = period.ids
  const reference = id === undefined || others.length > 0 ? period.name : id
  const turn = (words: string, page: number, about: string): Button =>
    turnButton(
      words === labels.showEarlier ? 'history-earlier' : 'history-later',
      commandFor(reference, page, entity),
      {
        label: words,
        about: `${about} of ${period.name}`,
      },
    )
  return actions([
    ...(at < of ? [turn(labels.showEarlier, at + 1, 'Show earlier entries of the history')] : []),
    ...(at > 1 ? [turn(labels.showLater, at - 1, 'Show later entries of the history')] : []),
  ])
}

function commandFor(reference: string, page: number, { key }: { key: string }): string {
  return `history ${reference} page ${page} in ${key}`
}
