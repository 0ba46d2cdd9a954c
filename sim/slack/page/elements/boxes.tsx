import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../view-state.ts'
import { Text } from '../blocks/text.tsx'

type Props = {
  id: string
  element: Extract<Actionable, { type: 'checkboxes' | 'radio_buttons' }>
  value: Entered
  onChange: (value: Entered) => void
}

export const Boxes = ({ id, element, value, onChange }: Props) => {
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value]
  const toggle = (picked: string) => {
    if (element.type === 'radio_buttons') onChange(picked)
    else onChange(chosen.includes(picked) ? chosen.filter((each) => each !== picked) : [...chosen, picked])
  }
  return (
    <div class="boxes">
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={element.type === 'checkboxes' ? 'checkbox' : 'radio'}
            name={id}
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
