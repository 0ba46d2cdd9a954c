import type { TargetedEvent } from 'preact'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import type { Aria } from './aria.ts'
import { useDecided } from './use-decided.ts'

type Props = {
  id: string
  element: Extract<Actionable, { type: 'datepicker' | 'timepicker' | 'datetimepicker' }>
  value: string
  aria: Aria
  onEnter: (value: Entered) => void
  onChosen?: ((value: Entered) => void) | undefined
}

const inputTypes = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const

/** Dates and times, with the browser's own calendar. */
export const Picker = ({ id, element, value, aria, onEnter, onChosen }: Props) => {
  const isMoment = element.type === 'datetimepicker'
  const { choose, handlers } = useDecided(onChosen)
  const change = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    const next = isMoment ? toMoment(currentTarget.value) : currentTarget.value || null
    onEnter(next)
    choose(next)
  }
  return (
    <input
      id={id}
      class="written picker"
      type={inputTypes[element.type]}
      value={isMoment ? fromMoment(value) : value}
      autofocus={element.focus_on_load === true}
      data-action-id={element.action_id}
      onChange={change}
      {...handlers}
      {...aria}
    />
  )
}

const toMoment = (local: string): string | null => (local === '' ? null : String(Math.floor(Date.parse(local) / 1000)))

const fromMoment = (seconds: string): string => {
  if (seconds === '') return ''
  const at = new Date(Number(seconds) * 1000)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
