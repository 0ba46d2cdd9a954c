import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** As in Slack, what is typed where nothing takes it goes into the message box: of the thread while the focus is there. */
export const useTypeAnywhere = (box: RefObject<HTMLTextAreaElement | null>, isInThread: boolean): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isWriting = event.key.length === 1 && event.key !== ' ' && !event.isComposing
      if (!isWriting || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('dialog[open], [role=menu]') !== null) return
      const { activeElement } = document
      if (activeElement?.closest('input, textarea, select')) return
      if (Boolean(activeElement?.closest('.thread-pane')) === isInThread) box.current?.focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [box, isInThread])
}
