import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf } from '../block-kit/elements-of.ts'
import type { StateValue, View } from '../shapes.ts'
import { type Entered, isEmpty, stateOf } from '../view-state.ts'

/**
 * The view with what a person entered, keyed by action id, and what Slack's own client finds wrong with it before
 * anything is sent, keyed by block id.
 */
export const enterValues = (
  view: View,
  values: Record<string, Entered>,
): { view: View; errors: Record<string, string> } => {
  const state = structuredClone(view.state)
  const errors: Record<string, string> = {}
  for (const { block, element } of elementsOf(view.blocks)) {
    const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
    const ofBlock = state.values[blockId]
    if (ofBlock?.[actionId] === undefined) continue
    const entered = values[actionId]
    const value = entered === undefined ? ofBlock[actionId] : stateOf(element, entered)
    ofBlock[actionId] = value
    if (block.type !== 'input') continue
    const wrong = whatIsWrong(element, value, block.optional ?? false)
    if (wrong !== null) errors[blockId] = wrong
  }
  return { view: { ...view, state }, errors }
}

const whatIsWrong = (element: Actionable, value: StateValue, optional: boolean): string | null => {
  if (isEmpty(value)) return optional ? null : 'Please complete this required field.'
  const text = value.value ?? ''
  if (element.type === 'plain_text_input') {
    const { min_length = 0, max_length = 3000 } = element
    if (text.length < min_length) return `This field must have at least ${min_length} characters.`
    if (text.length > max_length) return `This field is ${text.length - max_length} characters too long.`
  }
  if (element.type === 'number_input' && Number.isNaN(Number(text))) return 'Please enter a number.'
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text)) return 'Please enter an email address.'
  if (element.type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.'
  return null
}
