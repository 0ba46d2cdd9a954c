import { useContext, useEffect } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { SurfaceContext } from '../state/context.ts'
import type { Aria } from './aria.ts'
import { Boxes } from './boxes.tsx'
import { MultiSelect } from './multi-select.tsx'
import { OverflowMenu } from './overflow.tsx'
import { Picker } from './picker.tsx'
import { Select } from './select.tsx'
import { Written } from './written.tsx'

type FieldProps = {
  id: string
  block: Block
  element: Actionable
  aria?: Aria
  /** Called with a value that the bot is to hear of at once. */
  onChosen?: ((value: Entered) => void) | undefined
}

/** Anything a person enters a value into, with the value entered so far. */
export const Field = ({ id, block, element, aria = {}, onChosen }: FieldProps) => {
  const { read, enter } = useContext(SurfaceContext)
  const value = read(block, element)
  const enterHere = (next: Entered) => enter(block, element, next)
  const enterAndTell = (next: Entered) => {
    enterHere(next)
    onChosen?.(next)
  }
  useFocusOnLoad(id, 'focus_on_load' in element && element.focus_on_load === true)
  switch (element.type) {
    case 'button':
      return null
    case 'overflow':
      return <OverflowMenu id={id} element={element} onPick={(picked) => onChosen?.(picked)} />
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes id={id} element={element} value={value} aria={aria} onChange={enterAndTell} />
    case 'multi_static_select':
    case 'multi_users_select':
      return <MultiSelect {...{ id, element, value, aria }} onChange={enterAndTell} />
    case 'static_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return <Select {...{ id, element, value, aria, onChosen }} onEnter={enterHere} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Picker {...{ id, element, aria, onChosen }} value={textOf(value)} onEnter={enterHere} />
    default:
      return <Written {...{ id, element, aria, onChosen }} value={textOf(value)} onEnter={enterHere} />
  }
}

const textOf = (value: Entered): string => (typeof value === 'string' ? value : '')

/** `autofocus` works when a dialog opens; a form that takes the place of another one has to ask for the focus. */
const useFocusOnLoad = (id: string, isWanted: boolean): void => {
  useEffect(() => {
    if (isWanted) document.getElementById(id)?.focus()
  }, [id, isWanted])
}
