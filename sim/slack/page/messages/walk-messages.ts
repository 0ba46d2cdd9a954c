import type { TargetedKeyboardEvent } from 'preact'

/** In a list of messages the arrows go from one to the next, and Enter opens the thread of the one that has the focus. */
export const walkMessages = (event: TargetedKeyboardEvent<HTMLElement>, openThread?: (ts: string) => void): void => {
  const { currentTarget: list, target, key } = event
  if (!(target instanceof HTMLElement)) return
  const rows = [...list.querySelectorAll<HTMLElement>('[data-testid=message]')]
  const at = rows.indexOf(target)
  if (at < 0 && target !== list) return
  const next = { ArrowUp: at < 0 ? rows.length - 1 : at - 1, ArrowDown: at < 0 ? undefined : at + 1 }[key]
  if (next !== undefined) {
    const row = rows[next]
    if (!row) return
    event.preventDefault()
    row.focus()
  }
  const ts = target.dataset.thread
  if (key === 'Enter' && ts !== undefined) openThread?.(ts)
}
