import type { Actionable } from './elements.ts'
import type { Option } from './text.ts'

/** What can be picked in an element that has options of its own. */
export const optionsOf = (element: Actionable): Option[] => {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []
    case 'checkboxes':
    case 'radio_buttons':
    case 'overflow':
      return element.options
    default:
      return []
  }
}
