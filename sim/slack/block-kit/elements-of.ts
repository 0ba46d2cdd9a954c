import type { Block } from './blocks.ts'
import type { Actionable } from './elements.ts'

/** Everything in the blocks that a person can act on, with the block it stands in. */
export const elementsOf = (blocks: readonly Block[]): { block: Block; element: Actionable }[] =>
  blocks.flatMap((block) => elementsOfBlock(block).map((element) => ({ block, element })))

/** One element of a message or a view; Slack makes action ids unique within a block only. */
export const keyOf = (block: Block, element: Actionable): string => `${block.block_id}/${element.action_id}`

const elementsOfBlock = (block: Block): Actionable[] => {
  if (block.type === 'actions') return block.elements
  if (block.type === 'input') return [block.element]
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') return [block.accessory]
  return []
}
