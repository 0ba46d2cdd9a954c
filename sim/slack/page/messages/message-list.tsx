import { Fragment } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useReader } from '../clock/use-reader.ts'
import type { Entry } from '../state/entries.ts'
import { dayOf } from '../state/moments.ts'
import { MessageRow } from './message.tsx'

const togetherSeconds = 300
const nearEndPx = 160

type Props = { entries: Entry[]; highlighted: string | null; onOpenThread: (ts: string) => void; empty: string }

/** The messages of a channel under their days. Stays at the end while the reader is there. */
export const MessageList = ({ entries, highlighted, onOpenThread, empty }: Props) => {
  const reader = useReader()
  const list = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const lastTop = useRef(0)
  useEffect(() => {
    const target = highlighted ? list.current?.querySelector(`[data-ts="${highlighted}"]`) : null
    if (!target) return
    isAtEnd.current = false
    target.scrollIntoView({ block: 'center' })
  }, [highlighted])
  // On every change, not only on a new message: cards grow and shrink in place.
  useEffect(() => {
    const shown = list.current
    if (shown && isAtEnd.current && !highlighted) shown.scrollTop = shown.scrollHeight
  }, [entries, highlighted])
  // The room for the list changes, as when the message box grows.
  useEffect(() => {
    const shown = list.current
    if (!shown) return
    const follow = new ResizeObserver(() => {
      if (isAtEnd.current) shown.scrollTop = shown.scrollHeight
    })
    follow.observe(shown)
    return () => follow.disconnect()
  }, [])
  // Only who scrolls up leaves the end: what came meanwhile may have moved it far away.
  const noteScroll = () => {
    const shown = list.current
    if (!shown) return
    const isNear = shown.scrollHeight - shown.scrollTop - shown.clientHeight < nearEndPx
    if (isNear || shown.scrollTop < lastTop.current) isAtEnd.current = isNear
    lastTop.current = shown.scrollTop
  }
  return (
    <div class="messages" ref={list} onScroll={noteScroll} role="log" aria-label="Messages" data-testid="messages">
      {entries.length === 0 ? <p class="empty-channel">{empty}</p> : <div class="push-down" />}
      {entries.map((entry, index) => {
        const before = entries[index - 1]
        const day = dayOf(entry.ts, reader)
        const isNewDay = before === undefined || dayOf(before.ts, reader) !== day
        return (
          <Fragment key={`${entry.ts}${entry.isEphemeral}`}>
            {isNewDay ? (
              <div class="day">
                <span>{day}</span>
              </div>
            ) : null}
            <MessageRow
              entry={entry}
              isContinued={!isNewDay && before !== undefined && isTogether(before, entry)}
              isHighlighted={entry.ts === highlighted}
              onOpenThread={onOpenThread}
            />
          </Fragment>
        )
      })}
    </div>
  )
}

const isTogether = (before: Entry, entry: Entry): boolean =>
  before.author.id === entry.author.id &&
  before.isEphemeral === entry.isEphemeral &&
  before.replies.length === 0 &&
  before.blocks.length === 0 &&
  !entry.isBroadcast &&
  Number(entry.ts) - Number(before.ts) < togetherSeconds
