import { useEffect, useState } from 'preact/hooks'

/** The sidebar of a phone: the focus goes into it when it opens and back to its button when it closes, with Esc too. */
export const useMenu = (): [boolean, (isOpen: boolean) => void] => {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    document.querySelector<HTMLElement>('.sidebar [aria-current]')?.focus()
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(false)
    }
    // Before the tour, which Esc would end.
    document.addEventListener('keydown', press, { capture: true })
    return () => {
      document.removeEventListener('keydown', press, { capture: true })
      const { activeElement } = document
      const isLost = activeElement === document.body || activeElement?.closest('.sidebar, .shade')
      if (isLost) document.querySelector<HTMLElement>('.menu')?.focus()
    }
  }, [isOpen])
  return [isOpen, setOpen]
}
