import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf } from '../block-kit/elements-of.ts'

export type Wanted = {
  label?: string | undefined
  action_id?: string | undefined
  block_id?: string | undefined
}

export type Found = { block: Block; element: Actionable }

/** The element a person means, by what they read on it or by its ids, in the blocks as they stand now. */
export const findElement = (blocks: readonly Block[], { label, action_id, block_id }: Wanted): Found | undefined => {
  if (label === undefined && action_id === undefined) return undefined
  return elementsOf(blocks).find(
    ({ block, element }) =>
      (label === undefined || hasLabel(block, element, label)) &&
      (action_id === undefined || element.action_id === action_id) &&
      (block_id === undefined || block.block_id === block_id),
  )
}

/** A button's text, an entry of an overflow menu, an input's label, or what stands in an empty field. */
const hasLabel = (block: Block, element: Actionable, label: string): boolean => {
  if (element.type === 'button') return element.text.text === label
  if (element.type === 'overflow') return element.options.some(({ text }) => text.text === label)
  if (block.type === 'input' && block.label.text === label) return true
  return 'placeholder' in element && element.placeholder?.text === label
}
