import type { Actionable } from './elements.ts'
import { optionsOf } from './options-of.ts'
import { said } from './slack-words.ts'
import type { Option } from './text.ts'

/** What one element gets wrong in itself, beyond the shape of each of its fields. */
export const rulesOfElement = (element: Actionable, at: string): string[] => {
  switch (element.type) {
    case 'static_select':
      return [
        ...rulesOfChoices(element, at),
        ...rulesOfInitial(element, at, { initial_option: element.initial_option }),
      ]
    case 'multi_static_select':
      return [
        ...rulesOfChoices(element, at),
        ...rulesOfInitial(element, at, { initial_options: element.initial_options }),
      ]
    case 'checkboxes':
      return rulesOfInitial(element, at, { initial_options: element.initial_options })
    case 'radio_buttons':
      return rulesOfInitial(element, at, { initial_option: element.initial_option })
    case 'plain_text_input':
      return rulesOfText(element, at)
    case 'number_input':
      return rulesOfNumber(element, at)
    default:
      return []
  }
}

const rulesOfChoices = (
  element: Extract<Actionable, { type: 'static_select' | 'multi_static_select' }>,
  at: string,
): string[] =>
  (element.options === undefined) === (element.option_groups === undefined)
    ? [said('exactly one of options and option_groups must be given', at)]
    : []

/** Slack compares the whole option, and refuses an empty list (slackapi/bolt-js#482). */
const rulesOfInitial = (
  element: Actionable,
  at: string,
  given: { initial_option?: Option | undefined; initial_options?: Option[] | undefined },
): string[] => {
  const known = optionsOf(element)
  const isKnown = (initial: Option) => known.some((option) => isSame(option, initial))
  const wrong = said('must be one of the provided options', `${at}/${Object.keys(given)[0]}`)
  if (given.initial_options !== undefined) {
    return given.initial_options.length > 0 && given.initial_options.every(isKnown) ? [] : [wrong]
  }
  return given.initial_option === undefined || isKnown(given.initial_option) ? [] : [wrong]
}

const isSame = (one: Option, other: Option): boolean =>
  one.value === other.value &&
  one.text.type === other.text.type &&
  one.text.text === other.text.text &&
  one.description?.text === other.description?.text

const rulesOfText = (element: Extract<Actionable, { type: 'plain_text_input' }>, at: string): string[] => {
  const { min_length = 0, max_length = 3000, initial_value = '' } = element
  return [
    ...(min_length > max_length ? [said('must be less than or equal to max_length', `${at}/min_length`)] : []),
    ...(initial_value.length > max_length
      ? [said(`must be less than ${max_length + 1} characters`, `${at}/initial_value`)]
      : []),
  ]
}

const rulesOfNumber = (element: Extract<Actionable, { type: 'number_input' }>, at: string): string[] => {
  const { is_decimal_allowed, min_value, max_value, initial_value } = element
  const isNumber = (text: string) =>
    text.trim() !== '' && Number.isFinite(Number(text)) && (is_decimal_allowed || Number.isInteger(Number(text)))
  const wrong = Object.entries({ min_value, max_value, initial_value }).flatMap(([name, text]) =>
    text === undefined || isNumber(text)
      ? []
      : [said(`must be a valid ${is_decimal_allowed ? 'number' : 'integer'}`, `${at}/${name}`)],
  )
  if (wrong.length > 0) return wrong
  const low = min_value === undefined ? -Infinity : Number(min_value)
  const high = max_value === undefined ? Infinity : Number(max_value)
  if (low > high) return [said('must be less than or equal to max_value', `${at}/min_value`)]
  const initial = initial_value === undefined ? undefined : Number(initial_value)
  return initial === undefined || (initial >= low && initial <= high)
    ? []
    : [said('must be between min_value and max_value', `${at}/initial_value`)]
}
