import type { KnownBlock, TableBlock } from '@slack/types'
import { context, type Message, section, sections } from '../blocks.ts'
import { escaped } from '../text/mrkdwn.ts'

/** With the Home below it, less than the 100 that Slack takes. */
const mostBlocks = 18

/** An answer as it is kept until the Home is opened again. */
export function writeAnswer({ blocks }: Pick<Message, 'blocks'>): string {
  return JSON.stringify(blocks)
}

/** Of what this bot wrote. */
export function readAnswer(answer: string): Pick<Message, 'blocks'> {
  return { blocks: JSON.parse(answer) }
}

/** What was answered to somebody who did something on their Home: it stands above it. */
export function answerOnTop({ blocks }: Pick<Message, 'blocks'>): KnownBlock[] {
  const all = blocks.flatMap(forHome)
  const shown = all.slice(0, mostBlocks)
  const more =
    all.length > shown.length ? [context('There is more of it than fits here: type the command in a channel.')] : []
  return [section('*Answer to what you did here*'), ...shown, ...more, { type: 'divider' }]
}

/** Slack takes tables in messages only. */
function forHome(block: KnownBlock): KnownBlock[] {
  return block.type === 'table' ? sections(linesOf(block)) : [block]
}

function linesOf({ rows }: TableBlock): string[] {
  return rows.slice(1).map((row) => {
    const [first = '', ...rest] = row.map((cell) => escaped(textIn(cell)))
    return `• ${[first, ...rest.filter((text) => text !== '–')].join(' · ')}`
  })
}

function textIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  if ('text' in value && typeof value.text === 'string') return value.text
  return Object.values(value)
    .flatMap((inner) => (Array.isArray(inner) ? inner.map(textIn) : []))
    .join('')
}
