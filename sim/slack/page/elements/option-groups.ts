import type { Actionable } from '../../block-kit/elements.ts'
import type { Seen } from '../state/context.ts'

type Group = { label: string | null; options: { value: string; text: string }[] }

type Select = Extract<Actionable, { type: `${string}_select` }>

/** What can be picked in a select: its own options, or the people and channels of the workspace. */
export const groupsOf = (element: Select, seen: Seen): Group[] => {
  switch (element.type) {
    case 'users_select':
    case 'multi_users_select':
      return [{ label: null, options: seen.workspace.people.map(({ id, name }) => ({ value: id, text: name })) }]
    case 'channels_select':
    case 'conversations_select': {
      const channels = seen.channels.filter(
        (each) => element.type === 'conversations_select' || each.kind === 'channel',
      )
      return [{ label: null, options: channels.map(({ id, name }) => ({ value: id, text: name })) }]
    }
    default:
      return element.options
        ? [{ label: null, options: optionsOf(element.options) }]
        : (element.option_groups ?? []).map((group) => ({ label: group.label.text, options: optionsOf(group.options) }))
  }
}

const optionsOf = (options: { text: { text: string }; value: string }[]): Group['options'] =>
  options.map(({ text, value }) => ({ value, text: text.text }))
