import { Fragment, type TargetedKeyboardEvent } from 'preact'
import { useContext } from 'preact/hooks'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { SeenContext } from '../state/context.ts'
import type { Aria } from './aria.ts'
import { groupsOf } from './option-groups.ts'

type Props = {
  id: string
  element: Extract<Actionable, { type: `multi_${string}` }>
  value: Entered
  aria: Aria
  onChange: (value: Entered) => void
}

/** A field with what is picked; below it, once it is opened, what can be picked. */
export const MultiSelect = ({ id, element, value, aria, onChange }: Props) => {
  const seen = useContext(SeenContext)
  const picked = Array.isArray(value) ? value : []
  const groups = groupsOf(element, seen)
  const shown = groups.flatMap(({ options }) => options).filter((option) => picked.includes(option.value))
  const isFull = element.max_selected_items !== undefined && picked.length >= element.max_selected_items
  const toggle = (option: string) =>
    onChange(picked.includes(option) ? picked.filter((each) => each !== option) : [...picked, option])
  const press = (event: TargetedKeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !event.currentTarget.open) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.open = false
    event.currentTarget.querySelector('summary')?.focus()
  }
  return (
    <details class="boxes multi" data-action-id={element.action_id} onKeyDown={press} {...aria}>
      <summary id={id} class="select">
        {shown.length === 0 ? <span class="quiet">{element.placeholder?.text ?? 'Select some'}</span> : null}
        {shown.map((option) => (
          <span class="token" key={option.value}>
            {option.text}
          </span>
        ))}
      </summary>
      {groups.map(({ label, options }) => (
        <Fragment key={label ?? ''}>
          {label === null ? null : <b>{label}</b>}
          {options.map((option) => (
            <label key={option.value}>
              <input
                type="checkbox"
                value={option.value}
                checked={picked.includes(option.value)}
                disabled={isFull && !picked.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
              <span>{option.text}</span>
            </label>
          ))}
        </Fragment>
      ))}
    </details>
  )
}
