import type { TargetedFocusEvent, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Actionable } from '../../block-kit/elements.ts'
import { WithEmoji } from '../text/emoji.tsx'

type Props = {
  id: string
  element: Extract<Actionable, { type: 'overflow' }>
  onPick: (value: string) => void
}

/** The menu behind "…": opened by a button, walked through by arrows, closed by Esc or by leaving it. */
export const OverflowMenu = ({ id, element, onPick }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const whole = useRef<HTMLSpanElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const entries = () => [...(whole.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  useEffect(() => {
    const menu = whole.current?.querySelector<HTMLElement>('[role=menu]')
    if (!isOpen || !menu || !opener.current) return
    placeBeside(menu, opener.current.getBoundingClientRect())
    entries()[0]?.focus({ preventScroll: true })
    const closeOnScroll = () => setOpen(false)
    addEventListener('scroll', closeOnScroll, { capture: true })
    return () => removeEventListener('scroll', closeOnScroll, { capture: true })
  }, [isOpen])
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const pick = (value: string, url: string | undefined) => {
    close()
    if (url && /^https?:/.test(url)) window.open(url, '_blank', 'noopener')
    onPick(value)
  }
  const walk = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key !== 'Escape' && step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (step === undefined) return close()
    const all = entries()
    const at = all.findIndex((each) => each.matches(':focus'))
    all[(at + step + all.length) % all.length]?.focus()
  }
  const leave = ({ relatedTarget }: TargetedFocusEvent<HTMLElement>) => {
    if (!(relatedTarget instanceof Node) || !whole.current?.contains(relatedTarget)) setOpen(false)
  }
  return (
    <span class="overflow" ref={whole}>
      <button
        type="button"
        id={id}
        ref={opener}
        class="button overflow-button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-action-id={element.action_id}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen ? (
        <div class="overflow-menu" role="menu" aria-labelledby={id} tabIndex={-1} onKeyDown={walk} onFocusOut={leave}>
          {element.options.map(({ text, value, description, url }) => (
            <button key={value} type="button" role="menuitem" tabIndex={-1} onClick={() => pick(value, url)}>
              <WithEmoji text={text.text} />
              {description ? <small>{description.text}</small> : null}
            </button>
          ))}
        </div>
      ) : null}
    </span>
  )
}

const gapPx = 4

/** Below what opens it and to the right, or where there is room: nothing that scrolls may cut the menu off. */
const placeBeside = (menu: HTMLElement, opener: DOMRect): void => {
  const { clientWidth, clientHeight } = document.documentElement
  const isRoomBelow = opener.bottom + gapPx + menu.offsetHeight <= clientHeight
  const top = isRoomBelow ? opener.bottom + gapPx : opener.top - gapPx - menu.offsetHeight
  const left = Math.min(opener.left, clientWidth - menu.offsetWidth - gapPx)
  menu.style.top = `${Math.max(gapPx, top)}px`
  menu.style.left = `${Math.max(gapPx, left)}px`
}
