import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type Props = {
  label: string
  testId: string
  children: ComponentChildren
  onCancel: () => void
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes with Esc. */
export const Dialog = ({ label, testId, children, onCancel }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}
    >
      {children}
    </dialog>
  )
}
