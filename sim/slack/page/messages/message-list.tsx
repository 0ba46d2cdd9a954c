import { Fragment } from 'preact'
import { useContext, useRef, useState } from 'preact/hooks'
import { useReader } from '../clock/use-reader.ts'
import { SeenContext } from '../state/context.ts'
import { type Entry, firstNew } from '../state/entries.ts'
import { dayOf, type Reader } from '../state/moments.ts'
import { useKeptFocus } from '../state/use-kept-focus.ts'
import { MessageRow } from './message.tsx'
import { useFollowEnd } from './use-follow-end.ts'
import { useShownPart } from './use-shown-part.ts'
import { walkMessages } from './walk-messages.ts'

const togetherSeconds = 300

type Props = {
  entries: Entry[]
  /** So many older messages are not among them. */
  notShown: number
  /** The newest message that the person had read when they came. */
  readUpTo: string
  highlighted: string | null
  onOpenThread: (ts: string) => void
  empty: string
}

/** The messages of a channel under their days; the newest at first, earlier ones on request. */
export const MessageList = ({ entries, notShown, readUpTo, highlighted, onOpenThread, empty }: Props) => {
  const reader = useReader()
  const { person } = useContext(SeenContext)
  // As it was when they came: what comes while they look is no news.
  const [newFrom] = useState(() => firstNew(entries, { person: person.id, readUpTo }))
  const list = useRef<HTMLDivElement>(null)
  const { isAtEnd, noteScroll } = useFollowEnd({ list, entries, highlighted })
  const { start, showEarlier } = useShownPart({ list, entries, highlighted, isAtEnd })
  useKeptFocus(list)
  return (
    <div
      class="messages"
      ref={list}
      onScroll={noteScroll}
      onKeyDown={(event) => walkMessages(event, onOpenThread)}
      role="log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled and walked through by keys
      tabIndex={0}
      aria-label="Messages: arrows go through them, Enter opens a thread"
      data-testid="messages"
    >
      {entries.length === 0 ? <p class="empty-channel">{empty}</p> : <div class="push-down" />}
      {start > 0 ? (
        <button type="button" class="link earlier" data-testid="show-earlier" onClick={showEarlier}>
          Show earlier messages ({start})
        </button>
      ) : (
        <OlderNotShown count={notShown} />
      )}
      {entries.slice(start).map((entry, index) => {
        const { day, isContinued } = placeOf(entry, {
          before: entries[start + index - 1],
          isFirst: index === 0,
          reader,
        })
        return (
          <Fragment key={`${entry.ts}${entry.isEphemeral}`}>
            {day === null ? null : (
              <div class="day">
                <span>{day}</span>
              </div>
            )}
            {entry.ts === newFrom ? (
              <div class="new-line" data-testid="new-line">
                <span>New</span>
              </div>
            ) : null}
            <MessageRow
              entry={entry}
              isContinued={isContinued}
              isHighlighted={entry.ts === highlighted}
              onOpenThread={onOpenThread}
            />
          </Fragment>
        )
      })}
    </div>
  )
}

const OlderNotShown = ({ count }: { count: number }) =>
  count === 0 ? null : <p class="quiet earlier">{count} older messages are kept, and not shown here.</p>

type Around = { before: Entry | undefined; isFirst: boolean; reader: Reader }

/** The day that is written above a message, where it begins one, and whether it goes on from the message before. */
const placeOf = (entry: Entry, { before, isFirst, reader }: Around): { day: string | null; isContinued: boolean } => {
  const day = dayOf(entry.ts, reader)
  if (isFirst || !before || dayOf(before.ts, reader) !== day) return { day, isContinued: false }
  return { day: null, isContinued: isTogether(before, entry) }
}

const isTogether = (before: Entry, entry: Entry): boolean =>
  before.author.id === entry.author.id &&
  before.isEphemeral === entry.isEphemeral &&
  before.replies.length === 0 &&
  before.blocks.length === 0 &&
  !entry.isBroadcast &&
  Number(entry.ts) - Number(before.ts) < togetherSeconds
