import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type Props = {
  label: string
  testId: string
  children: ComponentChildren
  onCancel: () => void
}

/** The browser's own modal dialog: it keeps the focus inside, gives it back, and closes with Esc. */
export const Dialog = ({ label, testId, children, onCancel }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before anything is painted: a key that is pressed next belongs to the dialog.
  useLayoutEffect(() => {
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
