import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf } from '../block-kit/elements-of.ts'

export type Wanted = {
  label?: string | undefined
  action_id?: string | undefined
  block_id?: string | undefined
}

/** The element a person means, by its label or by its ids, in the blocks as they stand now. */
export const findElement = (
  blocks: readonly Block[],
  { label, action_id, block_id }: Wanted,
): { block: Block; element: Actionable } | undefined => {
  if (label === undefined && action_id === undefined) return undefined
  return elementsOf(blocks).find(
    ({ block, element }) =>
      (label === undefined || (element.type === 'button' && element.text.text === label)) &&
      (action_id === undefined || element.action_id === action_id) &&
      (block_id === undefined || block.block_id === block_id),
  )
}
