import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Entry } from '../state/entries.ts'
import { earlierFrom, shownFrom } from '../state/shown-from.ts'

type Given = {
  list: RefObject<HTMLDivElement | null>
  entries: readonly Entry[]
  highlighted: string | null
  isAtEnd: RefObject<boolean>
}

/** The part of a list that is drawn, so that a long channel is as quick as a short one; earlier messages on request. */
export const useShownPart = ({ list, entries, highlighted, isAtEnd }: Given) => {
  const from = useRef<string | null>(null)
  const belowPx = useRef<number | null>(null)
  const [, drawAgain] = useState(0)
  const all = entries.map(({ ts }) => ts)
  const start = shownFrom({ all, from: from.current, highlighted, isAtEnd: isAtEnd.current === true })
  from.current = all[start] ?? null
  // What is read stays where it is when there is more above it.
  useLayoutEffect(() => {
    if (!list.current || belowPx.current === null) return
    list.current.scrollTop = list.current.scrollHeight - belowPx.current
    belowPx.current = null
  })
  const showEarlier = () => {
    if (!list.current) return
    isAtEnd.current = false
    belowPx.current = list.current.scrollHeight - list.current.scrollTop
    from.current = earlierFrom(all, start)
    drawAgain((before) => before + 1)
  }
  return { start, showEarlier }
}
