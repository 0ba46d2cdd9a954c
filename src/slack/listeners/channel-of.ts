import type { BlockButtonAction } from '@slack/bolt'

/** Of an ephemeral message Slack names the channel in the container only. */
export function channelOf(body: BlockButtonAction): string {
  return body.channel?.id ?? String(body.container.channel_id ?? '')
}
