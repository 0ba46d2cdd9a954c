import type { BlockAction } from '@slack/bolt'
import * as z from 'zod/mini'

/** Of an ephemeral message Slack names the channel in the container only. */
export function channelOf(body: Pick<BlockAction, 'channel' | 'container'>): string {
  return body.channel?.id ?? String(body.container.channel_id ?? '')
}

type Pressed = Pick<BlockAction, 'channel' | 'container' | 'view' | 'actions'>

/** Where the answer goes: on Home, beside what was pressed. */
export function placeOf(body: Pressed): { channel: string; homeBlock?: string } {
  const block = body.view?.type === 'home' ? body.actions[0]?.block_id : undefined
  return { channel: channelOf(body), ...(block && { homeBlock: block }) }
}

type Shown = Pick<BlockAction, 'message' | 'view'>

const texts = z.object({ text: z.string() })
const shownBlocks = z.array(z.object({ text: z.optional(texts), fields: z.optional(z.array(texts)) }))

/** A field of the evidence below the words that name something: where Home shows several, of the one that was pressed. */
export function fieldBelow({ message, view }: Shown, named: string, title: string): string | undefined {
  const blocks = shownBlocks.safeParse(message?.blocks ?? view?.blocks)
  if (!blocks.success) return undefined
  const from = blocks.data.findIndex(({ text }) => text?.text.includes(named))
  const begin = `*${title}*\n`
  const fields = blocks.data.slice(Math.max(0, from)).flatMap(({ fields = [] }) => fields)
  return from < 0 ? undefined : fields.find(({ text }) => text.startsWith(begin))?.text.slice(begin.length)
}

/** The words of what was clicked: of a message its text, of Home those of its sections. */
export function textOf({ message, view }: Shown): string {
  const blocks = (view?.blocks ?? []).map((block) => ('text' in block ? block.text : undefined))
  const texts = blocks.flatMap((text) => (typeof text === 'object' && text.type === 'mrkdwn' ? [text.text] : []))
  return message?.text ?? texts.join('\n')
}
