import { Fragment } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { dayOf } from '../state/clock.ts'
import { SeenContext } from '../state/context.ts'
import type { Entry } from '../state/entries.ts'
import { MessageRow } from './message.tsx'

const togetherSeconds = 300
const nearEndPx = 160

type Props = { entries: Entry[]; highlighted: string | null; onOpenThread: (ts: string) => void; empty: string }

/** The messages of a channel under their days. Stays at the end while the reader is there. */
export const MessageList = ({ entries, highlighted, onOpenThread, empty }: Props) => {
  const { person } = useContext(SeenContext)
  const list = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    const target = highlighted ? list.current?.querySelector(`[data-ts="${highlighted}"]`) : null
    target?.scrollIntoView({ block: 'center' })
  }, [highlighted])
  // On every change, not only on a new message: cards grow and shrink in place.
  useEffect(() => {
    const shown = list.current
    if (shown && isAtEnd.current && !highlighted) shown.scrollTop = shown.scrollHeight
  }, [entries, highlighted])
  const noteScroll = () => {
    const shown = list.current
    if (shown) isAtEnd.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight < nearEndPx
  }
  return (
    <div class="messages" ref={list} onScroll={noteScroll} role="log" aria-label="Messages" data-testid="messages">
      {entries.length === 0 ? <p class="empty-channel">{empty}</p> : <div class="push-down" />}
      {entries.map((entry, index) => {
        const before = entries[index - 1]
        const day = dayOf(entry.ts, person.tz)
        const isNewDay = before === undefined || dayOf(before.ts, person.tz) !== day
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
