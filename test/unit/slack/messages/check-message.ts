import type { Button, StaticSelect } from '@slack/types'
import { expect } from 'vitest'
import { checkMessageBlocks } from '../../../../sim/slack/block-kit/blocks-check.ts'
import { lengthOfBlocks, maximumLengthOfBlocks } from '../../../../sim/slack/messages/length-of-blocks.ts'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { commandIds, labels, openFormIds, openLinkIds, reopenIds, snoozeIds } from '../../../../src/slack/ids.ts'
import type { Message } from '../../../../src/slack/messages/blocks.ts'
import { readSnooze } from '../../../../src/slack/messages/reminders/snooze-choice.ts'
import { readReopenTarget } from '../../../../src/slack/reopen-target.ts'
import { readTarget } from '../../../../src/slack/target.ts'

export const label = (entity: string) => (entity === 'us' ? 'Example US' : entity)

/** Names and words from outside that would ping a channel, or be read as markup, if they were not escaped. */
export const outside = '<!channel> & <@U0EVE|me> "Oct"'
export const outsideEscaped = '&lt;!channel&gt; &amp; &lt;@U0EVE|me&gt; "Oct"'

/** Everything that Slack reads as markup: the text itself, and every mrkdwn text in the blocks. */
export function markupIn({ text, blocks }: Message): string[] {
  return [text, ...[...find(blocks, 'mrkdwn')].map((found) => String(found.text))]
}

export function buttonsIn({ blocks }: Message): Button[] {
  return [...find(blocks, 'button')] as unknown as Button[]
}

export function choicesIn({ blocks }: Message): StaticSelect[] {
  return [...find(blocks, 'static_select')] as unknown as StaticSelect[]
}

export const buttonLabels = (message: Message): string[] => buttonsIn(message).map(({ text }) => text.text)

/** All that a person sees of a message: headings, texts, cells, buttons and their dialogs. */
export function wordsIn(message: Message): string {
  const texts = ['mrkdwn', 'plain_text', 'raw_text'].flatMap((type) => [...find(message.blocks, type)])
  return texts.map((found) => String(found.text)).join('\n')
}

// What this bot writes itself: mentions, channels, dates and links.
const ownMarkup = /<(@[UW]\w+|!subteam\^S\w+|#C\w+|!date\^\d+\^[^|<>]+\|[^<>]+|https:\/\/[^|<>]+\|[^<>]+)>/g

/** What holds for every message that is posted, whatever it is about. */
export function checkMessage(message: Message): void {
  checkAnswer(message)
  expect(lengthOfBlocks(validBlocks(message))).toBeLessThanOrEqual(maximumLengthOfBlocks)
}

/** What holds for an answer by a `response_url` too, where Slack takes longer ones. */
export function checkAnswer(message: Message): void {
  expect(message.text).toMatch(/\S/)
  expect(message.text.length).toBeLessThanOrEqual(4000)
  expect(message.blocks.length).toBeGreaterThan(0)
  expect(validBlocks(message)).toHaveLength(message.blocks.length)
  for (const text of markupIn(message)) {
    expect(text.replaceAll(ownMarkup, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/)
    expect(text.replaceAll(ownMarkup, '')).not.toMatch(/\b(undefined|null|NaN|Invalid Date|\[object)\b/)
    expect(text).not.toMatch(/ {2}|\s$|\.\.(?![.\w])|\n\n/)
  }
  const buttons = buttonsIn(message)
  const known: readonly string[] = Object.values(labels)
  for (const button of buttons) {
    expect(known.some((text) => button.text.text === text || button.text.text.startsWith(`${text} `))).toBe(true)
    expect(button.accessibility_label).toMatch(/\S/)
    expect(isOurs(button)).toBe(true)
  }
  for (const { options = [], action_id = '' } of choicesIn(message)) {
    expect(snoozeIds.test(action_id) && options.every(({ value }) => readSnooze(value) !== undefined)).toBe(true)
  }
  const ids = [...buttons, ...choicesIn(message)].map(({ action_id }) => action_id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(buttons.filter(({ style }) => style === 'primary').length).toBeLessThanOrEqual(1)
}

function validBlocks({ blocks }: Message) {
  const checked = checkMessageBlocks(blocks)
  if (checked.kind === 'invalid') throw new Error(checked.messages.join('\n'))
  return checked.value
}

/** Its listener will understand it. */
function isOurs({ action_id = '', value = '', url }: Button): boolean {
  if (openLinkIds.test(action_id)) return url !== undefined
  if (snoozeIds.test(action_id)) return readSnooze(value) !== undefined
  if (openFormIds.test(action_id)) return readCommand(value).kind === 'form'
  if (commandIds.test(action_id)) return !['not-understood', 'help'].includes(readCommand(value).kind)
  if (reopenIds.test(action_id)) return readReopenTarget(value) !== undefined
  return readTarget(value) !== undefined
}

type Found = Readonly<Record<string, unknown>>

function* find(value: unknown, type: string): Generator<Found> {
  if (value === null || typeof value !== 'object') return
  if (isOf(value, type)) yield value
  for (const inner of Object.values(value)) yield* find(inner, type)
}

function isOf(value: object, type: string): value is Found {
  return 'type' in value && value.type === type
}
