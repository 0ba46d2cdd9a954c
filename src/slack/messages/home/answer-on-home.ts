import type { KnownBlock, TableBlock } from '@slack/types'
import { context, type Message, section, sections } from '../blocks.ts'
import { escaped, moment } from '../text/mrkdwn.ts'
import { besideOf, headingOf, inAnswer } from './block-names.ts'

/** With the Home around it, less than the 100 that Slack takes. */
const mostBlocks = 17

/** `at`: ISO; `beside`: the block of Home that was pressed, null where it is not known. */
export type AnswerOnHome = Pick<Message, 'blocks'> & { at: string; beside: string | null }

/** An answer as it is kept. */
export function writeAnswer({ at, beside, blocks }: AnswerOnHome): string {
  return JSON.stringify({ at, beside: beside === null ? null : besideOf(beside), blocks })
}

/** Of what this bot wrote. */
export function readAnswer(answer: string): AnswerOnHome {
  return JSON.parse(answer)
}

/**
 * A Home with what was answered to somebody who did something there: right behind the buttons that were pressed, where those
 * are gone below the heading that they stood under, and where that is gone too on top.
 */
export function withAnswer(home: readonly KnownBlock[], answer: AnswerOnHome): KnownBlock[] {
  const find = (name: string | null) => home.findIndex(({ block_id: id }) => name !== null && id === name)
  const pressed = find(answer.beside)
  const above = pressed >= 0 ? pressed : find(answer.beside && headingOf(answer.beside))
  const shown = answerBlocks(answer)
  const before = above >= 0 ? [...home.slice(0, above + 1), line] : []
  const after = home.slice(above + 1)
  return [...before, ...shown, ...(after[0]?.type === 'divider' ? after : [line, ...after])]
}

const line: KnownBlock = { type: 'divider' }

function answerBlocks({ at, beside, blocks }: AnswerOnHome): KnownBlock[] {
  const all = blocks.flatMap(forHome)
  const shown = all
    .slice(0, mostBlocks)
    .map((block, index) => (block.type === 'actions' ? { ...block, block_id: inAnswer(beside, index) } : block))
  const more =
    all.length > shown.length ? [context('There is more of it than fits here: type the command in a channel.')] : []
  return [section(`*Answer to what you did here*, ${moment(at)}`), ...shown, ...more]
}

/** Slack takes tables in messages only. */
function forHome(block: KnownBlock): KnownBlock[] {
  return block.type === 'table' ? sections(linesOf(block)) : [block]
}

/** Each value with the title of its column; what begins with a heading, as a year, is one of several rows. */
function linesOf({ rows: [titleRow = [], ...rows] }: TableBlock): string[] {
  const titles = titleRow.map((cell) => escaped(textIn(cell)).toLowerCase())
  return rows.map((row) => {
    const [first = '', ...rest] = row.map((cell) => escaped(textIn(cell)))
    const isHeading = row[0]?.type === 'rich_text'
    const named = rest.flatMap((text, index) => {
      if (text === '–') return []
      return isHeading ? text : `${titles[index + 1] ?? ''}: ${text}`
    })
    return `${isHeading ? `*${first}*` : `• ${first}`}${named.map((text) => ` · ${text}`).join('')}`
  })
}

function textIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  if ('text' in value && typeof value.text === 'string') return value.text
  return Object.values(value)
    .flatMap((inner) => (Array.isArray(inner) ? inner.map(textIn) : []))
    .join('')
}
