import { randomId } from '../ids/random-id.ts'
import type { Block } from './blocks.ts'

/** Slack gives every block and every element an id where the bot gave none. */
export const withIds = (blocks: readonly Block[]): Block[] => blocks.map((block) => withElementIds(named(block)))

const named = <T extends { block_id?: string | undefined }>(block: T): T => ({
  ...block,
  block_id: block.block_id ?? randomId('', 5),
})

const actionable = <T extends { action_id?: string | undefined }>(element: T): T => ({
  ...element,
  action_id: element.action_id ?? randomId('', 5),
})

const withElementIds = (block: Block): Block => {
  if (block.type === 'actions') return { ...block, elements: block.elements.map(actionable) }
  if (block.type === 'input') return { ...block, element: actionable(block.element) }
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image') {
    return { ...block, accessory: actionable(block.accessory) }
  }
  return block
}
