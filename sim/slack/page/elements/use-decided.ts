import type { TargetedKeyboardEvent } from 'preact'
import { useRef } from 'preact/hooks'
import type { Entered } from '../../views/view-state.ts'

/**
 * A select or a date that is walked through by keys changes at each step. What is chosen so counts at Enter, or when the
 * field is left; what is chosen with the pointer counts at once.
 */
export const useDecided = (decide: ((value: Entered) => void) | undefined) => {
  const isByKeys = useRef(false)
  const held = useRef<{ value: Entered } | null>(null)
  const settle = () => {
    const { current } = held
    held.current = null
    if (current) decide?.(current.value)
  }
  return {
    choose: (value: Entered) => {
      if (isByKeys.current) held.current = { value }
      else decide?.(value)
    },
    handlers: {
      onBlur: settle,
      onPointerDown: () => {
        isByKeys.current = false
      },
      onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => {
        if (event.key === 'Enter' && held.current) {
          event.preventDefault()
          settle()
        }
        // The space bar, or an arrow with Alt, opens the list, where one choice is made.
        isByKeys.current = event.key !== ' ' && !event.altKey
      },
    },
  }
}
