import type { TargetedEvent } from 'preact'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../view-state.ts'

type Props = {
  id: string
  element: Actionable
  value: string
  describedBy?: string | undefined
  onEnter: (value: string) => void
  onDone?: ((value: Entered) => void) | undefined
}

/** Anything that is written rather than chosen, dates and times included. */
export const Written = ({ id, element, value, describedBy, onEnter, onDone }: Props) => {
  const isMoment = element.type === 'datetimepicker'
  const shared = {
    id,
    class: 'written',
    value: isMoment ? fromMoment(value) : value,
    placeholder: 'placeholder' in element ? (element.placeholder?.text ?? '') : '',
    'aria-describedby': describedBy,
    'data-action-id': element.action_id,
    autofocus: 'focus_on_load' in element && element.focus_on_load === true,
    onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onEnter(isMoment ? toMoment(currentTarget.value) : currentTarget.value),
    onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onDone?.(isMoment ? toMoment(currentTarget.value) : currentTarget.value),
  }
  if (element.type === 'plain_text_input' && element.multiline) return <textarea rows={4} {...shared} />
  switch (element.type) {
    case 'datepicker':
      return <input type="date" {...shared} />
    case 'timepicker':
      return <input type="time" {...shared} />
    case 'datetimepicker':
      return <input type="datetime-local" {...shared} />
    case 'email_text_input':
      return <input type="email" {...shared} />
    case 'url_text_input':
      return <input type="url" {...shared} />
    case 'number_input':
      return <input type="number" {...shared} />
    default:
      return <input type="text" {...shared} />
  }
}

const toMoment = (local: string): string => (local === '' ? '' : String(Math.floor(Date.parse(local) / 1000)))

const fromMoment = (seconds: string): string => {
  if (seconds === '') return ''
  const at = new Date(Number(seconds) * 1000)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
