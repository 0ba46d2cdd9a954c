import type { TargetedInputEvent, TargetedKeyboardEvent } from 'preact'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import type { Aria } from './aria.ts'

type Box = HTMLInputElement | HTMLTextAreaElement

type Props = {
  id: string
  element: Extract<Actionable, { type: `${string}_input` }>
  value: string
  aria: Aria
  onEnter: (value: Entered) => void
  onChosen?: ((value: Entered) => void) | undefined
}

/** Anything that is written. Slack tells the bot at Enter, unless the element asks for every character. */
export const Written = ({ id, element, value, aria, onEnter, onChosen }: Props) => {
  const tellsOn = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const shared = {
    id,
    class: 'written',
    value,
    placeholder: element.placeholder?.text ?? '',
    autofocus: element.focus_on_load === true,
    'data-action-id': element.action_id,
    onInput: ({ currentTarget }: TargetedInputEvent<Box>) => {
      onEnter(currentTarget.value)
      if (tellsOn.includes('on_character_entered')) onChosen?.(currentTarget.value)
    },
    onKeyDown: (event: TargetedKeyboardEvent<Box>) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !onChosen) return
      event.preventDefault()
      if (tellsOn.includes('on_enter_pressed')) onChosen(event.currentTarget.value)
    },
    ...aria,
  }
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline ? <textarea rows={4} {...shared} /> : <input type="text" {...shared} />
    case 'email_text_input':
      return <input type="email" {...shared} />
    case 'url_text_input':
      return <input type="url" {...shared} />
    // As text: a browser's own number field keeps nothing of what is no number, and so nothing could be said about it.
    case 'number_input':
      return <input type="text" inputMode={element.is_decimal_allowed ? 'decimal' : 'numeric'} {...shared} />
  }
}
