import type { TargetedEvent } from 'preact'
import { useContext } from 'preact/hooks'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { type Seen, SeenContext } from '../state/context.ts'
import type { Aria } from './aria.ts'
import { useDecided } from './use-decided.ts'

const shownAtOnce = 7

type Props = {
  id: string
  element: Extract<Actionable, { type: `${string}_select` }>
  value: Entered
  aria: Aria
  onEnter: (value: Entered) => void
  onChosen?: ((value: Entered) => void) | undefined
}

export const Select = ({ id, element, value, aria, onEnter, onChosen }: Props) => {
  const seen = useContext(SeenContext)
  const isMultiple = element.type.startsWith('multi_')
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value]
  const groups = groupsOf(element, seen)
  const placeholder = element.placeholder?.text ?? 'Select an item'
  const { choose, handlers } = useDecided(onChosen)
  const change = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) => {
    const picked = [...currentTarget.selectedOptions].map((option) => option.value).filter((each) => each !== '')
    const next = isMultiple ? picked : (picked[0] ?? null)
    onEnter(next)
    choose(next)
  }
  return (
    <select
      id={id}
      class="select"
      multiple={isMultiple}
      size={isMultiple ? Math.min(shownAtOnce, groups.flatMap(({ options }) => options).length) : undefined}
      autofocus={element.focus_on_load === true}
      data-action-id={element.action_id}
      onChange={change}
      {...handlers}
      {...aria}
    >
      {isMultiple ? null : (
        <option value="" selected={chosen.length === 0}>
          {placeholder}
        </option>
      )}
      {groups.map(({ label, options }) => {
        const drawn = options.map((option) => (
          <option key={option.value} value={option.value} selected={chosen.includes(option.value)}>
            {option.text}
          </option>
        ))
        return label === null ? (
          drawn
        ) : (
          <optgroup key={label} label={label}>
            {drawn}
          </optgroup>
        )
      })}
    </select>
  )
}

type Group = { label: string | null; options: { value: string; text: string }[] }

const groupsOf = (element: Props['element'], seen: Seen): Group[] => {
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
