import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type Held = { element: HTMLElement; actionId: string | undefined; words: string; around: HTMLElement | null }

/**
 * Whoever works with keys stays where they are when the bot changes what they are at: at the element that took the place
 * of theirs, else at the message, else at the whole.
 */
export const useKeptFocus = (whole: RefObject<HTMLElement | null>): void => {
  const held = useRef<Held | null>(null)
  useEffect(() => {
    const inside = whole.current
    if (!inside) return
    const note = ({ target }: FocusEvent) => {
      held.current = target instanceof HTMLElement ? heldAt(target) : null
    }
    inside.addEventListener('focusin', note)
    return () => inside.removeEventListener('focusin', note)
  }, [whole])
  useEffect(() => {
    const { current } = held
    if (!current || current.element.isConnected) return
    held.current = null
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const around = current.around?.isConnected ? current.around : whole.current
    if (around) nextFocus(around, current).focus({ preventScroll: true })
  })
}

const heldAt = (element: HTMLElement): Held => ({
  element,
  actionId: element.dataset.actionId,
  words: element.textContent ?? '',
  around: element.closest<HTMLElement>('[data-testid=message]'),
})

const nextFocus = (around: HTMLElement, { actionId, words }: Held): HTMLElement => {
  const alike = [...around.querySelectorAll<HTMLElement>('[data-action-id]')].filter(
    ({ dataset }) => actionId !== undefined && dataset.actionId === actionId,
  )
  return alike.find(({ textContent }) => textContent === words) ?? alike[0] ?? around
}
