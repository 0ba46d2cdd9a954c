import type { Button, ConfirmationDialog, ContextBlock, KnownBlock, SectionBlock } from '@slack/types'
import { cut, cutMarkup } from './text/mrkdwn.ts'

/** What is sent to Slack: the text is what notifications and screen readers use, so it must say everything that matters. */
export type Message = { text: string; blocks: KnownBlock[] }

export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cutMarkup(text, 3000) } }
}

/** What a section takes, less what stands between lines. */
const mostOfSection = 2900

/** As many sections as the lines need; a line that is too long for one goes on in the next behind a comma. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = []
  const pieces = lines.flatMap((line) =>
    line.length < mostOfSection ? [{ text: line, before: '\n' }] : inPieces(line),
  )
  for (const { text, before } of pieces) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + text.length < mostOfSection) texts[texts.length - 1] = last + before + text
    else texts.push(text)
  }
  return texts.map(section)
}

function inPieces(line: string): { text: string; before: string }[] {
  return line.split(/(?<=,) /).map((text, index) => ({ text, before: index === 0 ? '\n' : ' ' }))
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

export function header(text: string, name?: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, 150) }, ...(name && { block_id: name }) }
}

/** No block at all where there is no button: Slack refuses an empty one. */
export function actions(buttons: readonly Button[], name?: string): KnownBlock[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons], ...(name && { block_id: name }) }]
}

type Question = { title: string; text: string; yes: string; no?: string; style?: 'danger' }

/** What stands on the button that does it: `Close Oct 2026`; the verb alone where Slack would cut the name. */
export function yesTo(verb: string, name: string): string {
  return `${verb} ${name}`.length <= 30 ? `${verb} ${name}` : verb
}

/** What is asked before a press counts; plain text. */
export function confirmation({ title, text, yes, no = 'Not yet', ...style }: Question): ConfirmationDialog {
  return {
    ...style,
    title: { type: 'plain_text', text: cut(title, 100) },
    text: { type: 'plain_text', text: cut(text, 300) },
    confirm: { type: 'plain_text', text: yes },
    deny: { type: 'plain_text', text: no },
  }
}

export function message(text: string, blocks: readonly KnownBlock[] = [section(text)]): Message {
  return { text: cutMarkup(text, 3900), blocks: [...blocks] }
}
