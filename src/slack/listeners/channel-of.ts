import type { BlockAction } from '@slack/bolt'

/** Of an ephemeral message Slack names the channel in the container only. */
export function channelOf(body: Pick<BlockAction, 'channel' | 'container'>): string {
  return body.channel?.id ?? String(body.container.channel_id ?? '')
}

/** The words of what was clicked: of a message its text, of Home those of its sections. */
export function textOf({ message, view }: Pick<BlockAction, 'message' | 'view'>): string {
  const blocks = (view?.blocks ?? []).map((block) => ('text' in block ? block.text : undefined))
  const texts = blocks.flatMap((text) => (typeof text === 'object' && text.type === 'mrkdwn' ? [text.text] : []))
  return message?.text ?? texts.join('\n')
}
