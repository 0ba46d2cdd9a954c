import { useEffect, useRef } from 'preact/hooks'
import type { Channel } from '../../shapes.ts'
import { titleOf } from '../channel-title.ts'
import { Composer } from '../composer.tsx'
import type { Entry } from '../state/entries.ts'
import { MessageRow } from './message.tsx'
import { countReplies } from './thread-summary.tsx'

type Props = { entries: Entry[]; channel: Channel; highlighted: string | null; onClose: () => void }

export const ThreadPane = ({ entries, channel, highlighted, onClose }: Props) => {
  const [parent, ...replies] = entries
  const list = useRef<HTMLDivElement>(null)
  const newest = entries.at(-1)?.ts
  useEffect(() => {
    list.current?.querySelector(`[data-ts="${highlighted ?? newest}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [highlighted, newest])
  return (
    <aside class="thread-pane" data-testid="thread-pane" aria-label="Thread">
      <header>
        <h2>
          Thread <span class="quiet">{titleOf(channel)}</span>
        </h2>
        <button type="button" class="icon" aria-label="Close thread" onClick={onClose}>
          ✕
        </button>
      </header>
      <div class="messages" ref={list}>
        {parent ? <MessageRow entry={parent} isContinued={false} /> : <p class="empty-channel">No longer there.</p>}
        <div class="reply-count">
          <span>{countReplies(replies.length)}</span>
        </div>
        {replies.map((entry) => (
          <MessageRow key={entry.ts} entry={entry} isContinued={false} isHighlighted={entry.ts === highlighted} />
        ))}
      </div>
      {parent ? <Composer channel={channel} threadTs={parent.ts} /> : null}
    </aside>
  )
}
