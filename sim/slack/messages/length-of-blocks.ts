import type { Block } from '../block-kit/blocks.ts'
import { textsIn } from '../block-kit/texts-in.ts'

const eachBlock = 125

/** What one message posted with `chat.*` holds. */
export const maximumLengthOfBlocks = 13_400

/**
 * Slack documents no such limit, and answers `msg_blocks_too_long`: 13,297 characters in one block were taken, and 125
 * fewer with a divider beside them (slackapi/bolt-js#2509). A table counts by itself, as the attachment Slack makes of it.
 */
export const lengthOfBlocks = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, each) => (each.type === 'table' ? sum : sum + eachBlock + textsIn(each).join('').length), 0)
