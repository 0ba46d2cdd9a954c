import { useState } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import { elementsOf, keyOf } from '../../block-kit/elements-of.ts'
import type { Entered } from '../../views/view-state.ts'
import type { Surface } from './context.ts'

type Values = Record<string, Entered>

/** What a person has entered into the blocks and not yet sent; `start` says what stood there before. */
export const useEntered = (
  blocks: readonly Block[],
  start: (block: Block, element: Actionable) => Entered,
): Pick<Surface, 'read' | 'enter'> & { values: Values } => {
  const [entered, setEntered] = useState<Values>({})
  const values = Object.fromEntries(
    elementsOf(blocks).flatMap(({ block, element }) => {
      const value = entered[keyOf(block, element)]
      return value === undefined ? [] : [[keyOf(block, element), value]]
    }),
  )
  return {
    values,
    read: (block, element) => {
      const value = values[keyOf(block, element)]
      return value === undefined ? start(block, element) : value
    },
    enter: (block, element, value) => setEntered((before) => ({ ...before, [keyOf(block, element)]: value })),
  }
}
