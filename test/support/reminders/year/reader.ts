import type { KnownBlock } from '@slack/types'
import { dayAndMonthText } from '../../../../src/domain/calendar/date-text.ts'
import { wallTimeAt } from '../../../../src/domain/calendar/wall-clock.ts'
import type { Message } from '../../../../src/slack/messages/blocks.ts'

/** What Slack makes of a message for somebody who reads it there and then. */
export type Reading = { timeZone: string; at: string; nameOf: (id: string) => string }

/** `Fri 6 Nov, 09:00 in New York`, by the reader's clock. */
export function whenRead({ timeZone, at }: Pick<Reading, 'timeZone' | 'at'>): string {
  const wall = wallTimeAt(timeZone, at)
  const day = dayAndMonthText(wall.slice(0, 10), { weekday: 'short', year: undefined }).replace(',', '')
  const place = timeZone.split('/').at(-1)?.replace('_', ' ')
  return `${day}, ${wall.slice(11, 16)} in ${place}`
}

/** Line by line: each paragraph of text, and each row of buttons as code. */
export function linesRead({ blocks }: Message, reading: Reading): string[] {
  return blocks.flatMap((block) => linesOfBlock(block, reading))
}

function linesOfBlock(block: KnownBlock, reading: Reading): string[] {
  switch (block.type) {
    case 'section':
      return (block.text?.text ?? '').split('\n').map((line) => markdownOf(line, reading))
    case 'context':
      return block.elements.flatMap((one) => ('text' in one ? [`_${markdownOf(one.text, reading)}_`] : []))
    case 'actions':
      return [block.elements.map((one) => `\`${labelOf(one)}\``).join(' ')]
    default:
      throw new Error(`A reminder has no ${block.type}`)
  }
}

function labelOf(element: object): string {
  if ('text' in element) return textOf(element.text)
  if ('placeholder' in element) return `${textOf(element.placeholder)} ▾`
  throw new Error('A reminder has buttons and menus only')
}

function textOf(object: unknown): string {
  return typeof object === 'object' && object !== null && 'text' in object ? String(object.text) : ''
}

function markdownOf(text: string, reading: Reading): string {
  return text
    .replace(/<!date\^(?<seconds>\d+)\^(?<format>[^|]+)\|[^>]*>/g, (_all, seconds: string, format: string) =>
      dateRead(Number(seconds), format, reading),
    )
    .replace(/<[@#]([A-Z0-9]+)>|<!subteam\^([A-Z0-9]+)>/g, (_all, id: string | undefined, group: string | undefined) =>
      reading.nameOf(id ?? group ?? ''),
    )
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '[$2]($1)')
    .replace(/\*([^*]+)\*/g, '**$1**')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** `today at 3:05 PM`, `Nov 6 at 9:00 AM`, as Slack writes them. */
function dateRead(seconds: number, format: string, { timeZone, at }: Reading): string {
  const moment = new Date(seconds * 1000).toISOString()
  const wall = wallTimeAt(timeZone, moment)
  const days = Math.round(dayNumber(wall) - dayNumber(wallTimeAt(timeZone, at)))
  const pretty = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days]
  const date = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  return format
    .replace('{date_short_pretty}', pretty ?? date.format(new Date(wall)))
    .replace('{date_short}', date.format(new Date(wall)))
    .replace('{time}', time.format(new Date(wall)).replace('\u202F', ' '))
}

function dayNumber(wall: string): number {
  return Date.parse(`${wall.slice(0, 10)}T00:00:00Z`) / 86_400_000
}
