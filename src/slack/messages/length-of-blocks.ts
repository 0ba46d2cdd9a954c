import type { KnownBlock } from '@slack/types'

/**
 * What Slack takes in all blocks of a message that is posted or updated. It documents no number, and refuses the message
 * with `msg_blocks_too_long`; this is what others measured (slackapi/bolt-js#2509). A `response_url` takes more.
 */
export const mostOfBlocks = 13_000

/** What a block counts beside the texts in it. */
const eachBlock = 125

export function lengthOfBlocks(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + eachBlock + lengthOfTexts(block), 0)
}

function lengthOfTexts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? inner.length : lengthOfTexts(inner)),
    0,
  )
}
