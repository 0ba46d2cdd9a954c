import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { Text } from '../blocks/text.tsx'
import type { Aria } from './aria.ts'

type Props = {
  id: string
  element: Extract<Actionable, { type: 'checkboxes' | 'radio_buttons' }>
  value: Entered
  aria: Aria
  onChange: (value: Entered) => void
}

export const Boxes = ({ id, element, value, aria, onChange }: Props) => {
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value]
  const toggle = (picked: string) => {
    if (element.type === 'radio_buttons') onChange(picked)
    else onChange(chosen.includes(picked) ? chosen.filter((each) => each !== picked) : [...chosen, picked])
  }
  return (
    <div
      id={id}
      class="boxes"
      role={element.type === 'checkboxes' ? 'group' : 'radiogroup'}
      data-action-id={element.action_id}
      {...aria}
    >
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={element.type === 'checkboxes' ? 'checkbox' : 'radio'}
            name={id}
            value={option.value}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>
            <Text text={option.text} />
            {option.description ? (
              <small>
                <Text text={option.description} />
              </small>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  )
}
