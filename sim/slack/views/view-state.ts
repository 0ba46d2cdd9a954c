import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf } from '../block-kit/elements-of.ts'
import { optionsOf } from '../block-kit/options-of.ts'
import type { Option } from '../block-kit/text.ts'
import type { StateValue, StateValues } from '../shapes.ts'

/** What a person entered, as the page and the control API give it: text, or the values that were picked. */
export type Entered = string | string[] | null

/** `state.values` before anyone touched anything. Buttons and overflow menus have no state. */
export const initialState = (blocks: readonly Block[]): StateValues => {
  const values: StateValues = {}
  for (const { block, element } of elementsOf(blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue
    values[block.block_id ?? ''] ??= {}
    const ofBlock = values[block.block_id ?? ''] ?? {}
    ofBlock[element.action_id ?? ''] = stateOf(element, initialOf(element))
  }
  return values
}

export const initialOf = (element: Actionable): Entered => {
  switch (element.type) {
    case 'button':
    case 'overflow':
      return null
    case 'static_select':
    case 'radio_buttons':
      return element.initial_option?.value ?? null
    case 'multi_static_select':
    case 'checkboxes':
      return element.initial_options?.map((option) => option.value) ?? []
    case 'users_select':
      return element.initial_user ?? null
    case 'multi_users_select':
      return element.initial_users ?? []
    case 'conversations_select':
      return element.initial_conversation ?? null
    case 'channels_select':
      return element.initial_channel ?? null
    case 'datepicker':
      return element.initial_date ?? null
    case 'timepicker':
      return element.initial_time ?? null
    case 'datetimepicker':
      return element.initial_date_time === undefined ? null : String(element.initial_date_time)
    default:
      return element.initial_value ?? null
  }
}

/** An entered value in the form Slack gives it for this kind of element. */
export const stateOf = (element: Actionable, entered: Entered): StateValue => {
  const { type } = element
  const one = Array.isArray(entered) ? (entered[0] ?? null) : entered === '' ? null : entered
  const all = Array.isArray(entered) ? entered : entered === null || entered === '' ? [] : [entered]
  const picked = optionsOf(element).filter((option) => all.includes(option.value))
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: picked[0] ? optionAsSent(picked[0]) : null }
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: picked.map(optionAsSent) }
    case 'users_select':
      return { type, selected_user: one }
    case 'multi_users_select':
      return { type, selected_users: all }
    case 'conversations_select':
      return { type, selected_conversation: one }
    case 'channels_select':
      return { type, selected_channel: one }
    case 'datepicker':
      return { type, selected_date: one }
    case 'timepicker':
      return { type, selected_time: one }
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) }
    default:
      return { type, value: one }
  }
}

/** What was entered, read back from Slack's form of it. */
export const enteredIn = (state: StateValue): Entered => {
  if (state.selected_options !== undefined) return state.selected_options.map((option) => option.value)
  if (state.selected_users !== undefined) return state.selected_users
  const { type, selected_option, selected_date_time, ...one } = state
  if (selected_option) return selected_option.value
  if (typeof selected_date_time === 'number') return String(selected_date_time)
  return Object.values(one).find((value) => typeof value === 'string') ?? null
}

/** Slack writes out what a text object leaves to its default. */
const optionAsSent = (option: Option): Option => ({ ...option, text: withDefaults(option.text) })

const withDefaults = (text: Option['text']): Option['text'] =>
  text.type === 'plain_text' ? { emoji: true, ...text } : { verbatim: false, ...text }

export const isEmpty = (state: StateValue): boolean => {
  const { type, ...rest } = state
  return Object.values(rest).every((value) => value === null || (Array.isArray(value) && value.length === 0))
}
