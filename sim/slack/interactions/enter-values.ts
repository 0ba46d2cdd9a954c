import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf, keyOf } from '../block-kit/elements-of.ts'
import type { StateValue, StateValues, View } from '../shapes.ts'
import { isEmpty, stateOf } from '../views/view-state.ts'
import type { EnteredByElement } from './pick.ts'

/** The state with what a person entered. */
export const withEntered = (
  blocks: readonly Block[],
  state: Readonly<StateValues>,
  entered: EnteredByElement,
): StateValues => {
  const values = structuredClone(state)
  for (const { block, element } of elementsOf(blocks)) {
    const ofBlock = values[block.block_id ?? '']
    const value = entered.get(keyOf(block, element))
    if (ofBlock?.[element.action_id ?? ''] === undefined || value === undefined) continue
    ofBlock[element.action_id ?? ''] = stateOf(element, value)
  }
  return values
}

/** What Slack's own client finds wrong before anything is sent, keyed by block id. */
export const mistakesIn = ({ blocks, state }: View): Record<string, string> =>
  Object.fromEntries(
    elementsOf(blocks).flatMap(({ block, element }) => {
      const value = state.values[block.block_id ?? '']?.[element.action_id ?? '']
      if (block.type !== 'input' || value === undefined) return []
      const wrong = whatIsWrong(element, value, block.optional ?? false)
      return wrong === null ? [] : [[block.block_id ?? '', wrong]]
    }),
  )

const whatIsWrong = (element: Actionable, value: StateValue, optional: boolean): string | null => {
  if (isEmpty(value)) return optional ? null : 'Please complete this required field.'
  const text = value.value ?? ''
  switch (element.type) {
    case 'plain_text_input':
      return wrongText(element, text)
    case 'number_input':
      return wrongNumber(element, text)
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(text) ? null : 'Please enter an email address.'
    case 'url_text_input':
      return URL.canParse(text) ? null : 'Please enter a valid URL.'
    default:
      return null
  }
}

const wrongText = (
  { min_length = 0, max_length = 3000 }: Extract<Actionable, { type: 'plain_text_input' }>,
  { length }: string,
): string | null => {
  if (length < min_length) return `This field must have at least ${min_length} characters.`
  return length > max_length ? `This field is ${length - max_length} characters too long.` : null
}

const wrongNumber = (
  { is_decimal_allowed, min_value, max_value }: Extract<Actionable, { type: 'number_input' }>,
  text: string,
): string | null => {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return 'Please enter a number.'
  if (!is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.'
  if (min_value !== undefined && number < Number(min_value)) return `Please enter a number of at least ${min_value}.`
  if (max_value !== undefined && number > Number(max_value)) return `Please enter a number of at most ${max_value}.`
  return null
}
