import type { TargetedEvent } from 'preact'
import { useContext } from 'preact/hooks'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { SeenContext } from '../state/context.ts'
import type { Aria } from './aria.ts'
import { groupsOf } from './option-groups.ts'
import { useDecided } from './use-decided.ts'

type Props = {
  id: string
  element: Exclude<Extract<Actionable, { type: `${string}_select` }>, { type: `multi_${string}` }>
  value: Entered
  aria: Aria
  onEnter: (value: Entered) => void
  onChosen?: ((value: Entered) => void) | undefined
}

export const Select = ({ id, element, value, aria, onEnter, onChosen }: Props) => {
  const seen = useContext(SeenContext)
  const groups = groupsOf(element, seen)
  const placeholder = element.placeholder?.text ?? 'Select an item'
  const { choose, handlers } = useDecided(onChosen)
  const change = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) => {
    const next = currentTarget.value || null
    onEnter(next)
    choose(next)
  }
  return (
    <select
      id={id}
      class="select"
      autofocus={element.focus_on_load === true}
      data-action-id={element.action_id}
      onChange={change}
      {...handlers}
      {...aria}
    >
      <option value="" selected={value === null}>
        {placeholder}
      </option>
      {groups.map(({ label, options }) => {
        const drawn = options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
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
