import type { Button, ContextBlock, KnownBlock, SectionBlock } from '@slack/types'
import { cut, cutMarkup } from './text/mrkdwn.ts'

/** What is sent to Slack: the text is what notifications and screen readers use, so it must say everything that matters. */
export type Message = { text: string; blocks: KnownBlock[] }

export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cutMarkup(text, 3000) } }
}

export function fields(texts: readonly string[]): SectionBlock {
  return {
    type: 'section',
    fields: texts.slice(0, 10).map((text) => ({ type: 'mrkdwn', text: cutMarkup(text, 2000) })),
  }
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cutMarkup(text, 3000) }] }
}

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, 150) } }
}

/** No block at all where there is no button: Slack refuses an empty one. */
export function actions(buttons: readonly Button[]): KnownBlock[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }]
}

export function message(text: string, blocks: readonly KnownBlock[] = [section(text)]): Message {
  return { text: cutMarkup(text, 3900), blocks: [...blocks] }
}
