import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Entry } from '../state/entries.ts'

const nearEndPx = 160

type Given = { list: RefObject<HTMLDivElement | null>; entries: readonly Entry[]; highlighted: string | null }

/** The list stays at its end while the reader is there, and shows what a permalink points at. */
export const useFollowEnd = ({ list, entries, highlighted }: Given) => {
  const isAtEnd = useRef(true)
  const lastTop = useRef(0)
  useEffect(() => {
    const target = highlighted ? list.current?.querySelector(`[data-ts="${highlighted}"]`) : null
    if (!target) return
    isAtEnd.current = false
    target.scrollIntoView({ block: 'center' })
  }, [highlighted, list])
  // On every change, not only on a new message: cards grow and shrink in place. Before it is painted, so that a scroll
  // event finds the list at its end again.
  useLayoutEffect(() => {
    const shown = list.current
    if (shown && isAtEnd.current && !highlighted) shown.scrollTop = shown.scrollHeight
  }, [entries, highlighted, list])
  // The room for the list changes, as when the message box grows.
  useEffect(() => {
    const shown = list.current
    if (!shown) return
    const follow = new ResizeObserver(() => {
      if (isAtEnd.current) shown.scrollTop = shown.scrollHeight
    })
    follow.observe(shown)
    return () => follow.disconnect()
  }, [list])
  // Only who scrolls up leaves the end: what came meanwhile may have moved it far away.
  const noteScroll = () => {
    const shown = list.current
    if (!shown) return
    const isNear = shown.scrollHeight - shown.scrollTop - shown.clientHeight < nearEndPx
    if (isNear || shown.scrollTop < lastTop.current) isAtEnd.current = isNear
    lastTop.current = shown.scrollTop
  }
  return { isAtEnd, noteScroll }
}
