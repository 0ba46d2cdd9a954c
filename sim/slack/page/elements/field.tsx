import { useContext } from 'preact/hooks'
import type { Actionable } from '../../block-kit/elements.ts'
import { type Entered, initialOf } from '../../view-state.ts'
import { SurfaceContext } from '../context.ts'
import { Boxes } from './boxes.tsx'
import { Select } from './select.tsx'
import { Written } from './written.tsx'

type FieldProps = {
  id: string
  element: Actionable
  describedBy?: string | undefined
  /** Called with a value that the bot is to hear of at once. */
  onChosen?: ((value: Entered) => void) | undefined
}

/** Anything a person enters a value into, with the value entered so far. */
export const Field = ({ id, element, describedBy, onChosen }: FieldProps) => {
  const { values, enter } = useContext(SurfaceContext)
  const entered = values[element.action_id ?? '']
  const value = entered === undefined ? initialOf(element) : entered
  const change = (next: Entered) => {
    enter(element, next)
    onChosen?.(next)
  }
  switch (element.type) {
    case 'button':
      return null
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes id={id} element={element} value={value} onChange={change} />
    case 'static_select':
    case 'multi_static_select':
    case 'users_select':
    case 'multi_users_select':
    case 'conversations_select':
    case 'channels_select':
    case 'overflow':
      return <Select id={id} element={element} value={value} describedBy={describedBy} onChange={change} />
    default:
      return (
        <Written
          id={id}
          element={element}
          value={typeof value === 'string' ? value : ''}
          describedBy={describedBy}
          onEnter={(next) => enter(element, next)}
          onDone={onChosen}
        />
      )
  }
}
