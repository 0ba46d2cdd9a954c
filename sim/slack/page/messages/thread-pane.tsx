import type { TargetedKeyboardEvent } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Channel } from '../../shapes.ts'
import { titleOf } from '../channel-title.ts'
import { Composer } from '../composer/composer.tsx'
import type { Entry } from '../state/entries.ts'
import { useKeptFocus } from '../state/use-kept-focus.ts'
import { MessageRow } from './message.tsx'
import { countReplies } from './thread-summary.tsx'
import { walkMessages } from './walk-messages.ts'

type Props = { entries: Entry[]; channel: Channel; highlighted: string | null; onClose: () => void }

export const ThreadPane = ({ entries, channel, highlighted, onClose }: Props) => {
  const [parent, ...replies] = entries
  const list = useRef<HTMLDivElement>(null)
  const newest = entries.at(-1)?.ts
  useKeptFocus(list)
  // Before a phone hides what was beside it.
  useLayoutEffect(() => {
    const opener = document.activeElement
    const box = list.current?.parentElement?.querySelector('textarea')
    // On a phone the box would bring up the keyboard over what there is to read.
    const first = matchMedia('(max-width: 700px)').matches ? list.current : box
    first?.focus()
    return () => {
      // Once the channel is shown again, and only where nothing else took the focus.
      requestAnimationFrame(() => {
        const isFree = document.activeElement === document.body
        if (isFree && opener instanceof HTMLElement) opener.focus({ preventScroll: true })
      })
    }
  }, [])
  const press = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const isTaken = event.defaultPrevented || document.querySelector('dialog[open], [role=menu]') !== null
    if (event.key !== 'Escape' || isTaken) return
    event.preventDefault()
    onClose()
  }
  useEffect(() => {
    list.current?.querySelector(`[data-ts="${highlighted ?? newest}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [highlighted, newest])
  return (
    <aside class="thread-pane" data-testid="thread-pane" aria-label="Thread" onKeyDown={press}>
      <header>
        <h2>
          Thread <span class="quiet">{titleOf(channel)}</span>
        </h2>
        <button type="button" class="icon" aria-label="Close thread" onClick={onClose}>
          ✕
        </button>
      </header>
      <div
        class="messages"
        ref={list}
        role="log"
        aria-label="Replies"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled and walked through by keys
        tabIndex={0}
        onKeyDown={(event) => walkMessages(event)}
      >
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
