import type { BlockAction } from '@slack/bolt'

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

/** The words of what was clicked: of a message its text, of Home those of its sections. */
export function textOf({ message, view }: Pick<BlockAction, 'message' | 'view'>): string {
  const blocks = (view?.blocks ?? []).map((block) => ('text' in block ? block.text : undefined))
  const texts = blocks.flatMap((text) => (typeof text === 'object' && text.type === 'mrkdwn' ? [text.text] : []))
  return message?.text ?? texts.join('\n')
}
