import type { Block } from '../block-kit/blocks.ts'
import type { Actionable } from '../block-kit/elements.ts'
import { elementsOf, keyOf } from '../block-kit/elements-of.ts'
import { optionsOf } from '../block-kit/options-of.ts'
import type { Entered } from '../views/view-state.ts'
import { channelsOf, findPerson } from '../workspace/workspace.ts'

/** Asked for what no person could enter on the page; the message says what they could. */
export class ImpossibleEntry extends Error {
  override name = 'ImpossibleEntry' as const
}

/** What was entered, by block id and action id. */
export type EnteredByElement = ReadonlyMap<string, Entered>

/**
 * Values keyed by action id, by block id or by both (`block/action`), for the elements they mean. An option is named by
 * its value or by its text.
 */
export const readEntered = (
  blocks: readonly Block[],
  { user, values }: { user: string; values: Readonly<Record<string, Entered>> },
): EnteredByElement => {
  const all = elementsOf(blocks)
  return new Map(
    Object.entries(values).map(([key, entered]) => {
      const meant = all.filter(({ block, element }) =>
        [keyOf(block, element), block.block_id, element.action_id].includes(key),
      )
      const [found] = meant
      const known = () => all.map(({ block, element }) => keyOf(block, element)).join(', ')
      if (!found) throw new ImpossibleEntry(`${key} is nothing to enter; there is ${known() || 'nothing'}`)
      if (meant.length > 1) throw new ImpossibleEntry(`${key} is ${meant.length} things; there is ${known()}`)
      return [keyOf(found.block, found.element), pick(found.element, { user, entered })]
    }),
  )
}

/** What the element holds once the person entered this, or what makes that impossible. */
export const pick = (
  element: Actionable,
  { user, entered }: { user: string; entered: Entered },
): string | string[] | null => {
  const given = Array.isArray(entered) ? entered : entered === null || entered === '' ? [] : [entered]
  const known = given.map((each) => readOne(element, user, each))
  if (isMultiple(element)) {
    const most = 'max_selected_items' in element ? element.max_selected_items : undefined
    if (most !== undefined && known.length > most) throw new ImpossibleEntry(`at most ${most} can be picked`)
    return known
  }
  if (known.length > 1) throw new ImpossibleEntry(`one value can be entered into ${element.action_id}`)
  if (known.length === 0 && (element.type === 'overflow' || element.type === 'radio_buttons')) {
    throw new ImpossibleEntry(`one of the options has to be picked in ${element.action_id}`)
  }
  return known[0] ?? null
}

const isMultiple = ({ type }: Actionable): boolean => type === 'checkboxes' || type.startsWith('multi_')

const readOne = (element: Actionable, user: string, given: string): string => {
  const must = (is: boolean, what: string): string => {
    if (!is) throw new ImpossibleEntry(`${JSON.stringify(given)} is not ${what} (${element.action_id})`)
    return given
  }
  switch (element.type) {
    case 'button':
      throw new ImpossibleEntry(`${element.action_id} is a button: nothing is entered there`)
    case 'users_select':
    case 'multi_users_select':
      return must(findPerson(given) !== undefined, 'a person here')
    case 'conversations_select':
    case 'channels_select':
      return must(isOfferedChannel(element.type, user, given), 'a conversation that is offered')
    case 'datepicker':
      return must(isDate(given), 'a date such as 2026-10-31')
    case 'timepicker':
      return must(/^([01]\d|2[0-3]):[0-5]\d$/.test(given), 'a time such as 17:05')
    case 'datetimepicker':
      return must(/^\d{10}$/.test(given), 'a moment in seconds since 1970')
    default:
      return readOption(element, given)
  }
}

const isOfferedChannel = (type: 'conversations_select' | 'channels_select', user: string, id: string): boolean =>
  channelsOf(user).some((each) => each.id === id && (type === 'conversations_select' || each.kind === 'channel'))

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true

/** In elements without options anything can be typed. */
const readOption = (element: Actionable, given: string): string => {
  const options = optionsOf(element)
  if (!('options' in element || 'option_groups' in element)) return given
  const found = options.find(({ value }) => value === given) ?? options.find(({ text }) => text.text === given)
  if (found) return found.value
  const offered = options.map(({ value, text }) => `${value} (${text.text})`).join(', ')
  throw new ImpossibleEntry(`${JSON.stringify(given)} is not offered by ${element.action_id}: ${offered}`)
}
