import { useContext } from 'preact/hooks'
import { initialOf } from '../../views/view-state.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { useReader } from '../clock/use-reader.ts'
import { noSurface, SeenContext, type Surface, SurfaceContext } from '../state/context.ts'
import type { Entry } from '../state/entries.ts'
import { dayOf, momentOf, timeOf } from '../state/moments.ts'
import { pressElement } from '../state/press-element.ts'
import { useEntered } from '../state/use-entered.ts'
import { Mrkdwn } from '../text/mrkdwn.tsx'
import { Avatar } from './avatar.tsx'
import { FileCard } from './file-card.tsx'
import { Sign } from './sign.tsx'
import { ThreadSummary } from './thread-summary.tsx'

type Props = {
  entry: Entry
  /** Follows another message of the same author: no need to say again who speaks. */
  isContinued: boolean
  isHighlighted?: boolean
  /** Left out inside a thread. */
  onOpenThread?: ((ts: string) => void) | undefined
}

export const MessageRow = ({ entry, isContinued, isHighlighted = false, onOpenThread }: Props) => {
  const reader = useReader()
  const { author, ts } = entry
  // A channel says the day above its messages, a thread does not.
  const saidAt = onOpenThread || dayOf(ts, reader) === 'Today' ? timeOf(ts, reader) : momentOf(ts, reader)
  const mayReply = onOpenThread !== undefined && !entry.isEphemeral
  const classes = ['message', entry.isEphemeral && 'ephemeral', isContinued && 'continued', isHighlighted && 'lit']
  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      data-testid="message"
      data-ts={ts}
      data-ephemeral={entry.isEphemeral}
      data-thread={mayReply ? (entry.threadTs ?? ts) : undefined}
      tabIndex={-1}
      aria-label={`${author.name}, ${momentOf(ts, reader)}`}
    >
      {isContinued ? (
        <time class="gutter" aria-hidden="true">
          {timeOf(ts, reader)}
        </time>
      ) : (
        <Avatar id={author.id} name={author.name} />
      )}
      <div class="message-body">
        {entry.isEphemeral ? (
          <div class="only-you">
            <Sign name="eye" /> Only visible to you
          </div>
        ) : null}
        {isContinued ? null : (
          <div class="byline">
            <b>{author.name}</b>
            {author.isApp ? <span class="app-badge">APP</span> : null}
            <time title={momentOf(ts, reader)}>{saidAt}</time>
          </div>
        )}
        {entry.isBroadcast && onOpenThread && entry.threadTs ? (
          <button type="button" class="link quiet" onClick={() => onOpenThread(entry.threadTs ?? '')}>
            replied to a thread
          </button>
        ) : null}
        <Said entry={entry} />
        {entry.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {onOpenThread && entry.replies.length > 0 ? (
          <ThreadSummary replies={entry.replies} onOpen={() => onOpenThread(ts)} />
        ) : null}
      </div>
      {mayReply && entry.threadTs === null ? (
        <button
          type="button"
          class="reply"
          title="Reply in thread"
          // By keys: Enter on the message, so that Tab does not stop at each of them.
          tabIndex={-1}
          onClick={() => onOpenThread(ts)}
        >
          <Sign name="speech_balloon" /> Reply
        </button>
      ) : null}
    </article>
  )
}

const Said = ({ entry }: { entry: Entry }) => {
  const { person } = useContext(SeenContext)
  const { values, ...entered } = useEntered(entry.blocks, (_block, element) => initialOf(element))
  const { channel, ts } = entry
  const surface: Surface = {
    ...noSurface,
    ...entered,
    act: (block, element, value) => pressElement({ user: person.id, channel, ts, values }, { block, element, value }),
  }
  if (entry.blocks.length === 0) {
    return (
      <div class={entry.isEdited ? 'words edited' : 'words'}>
        <Mrkdwn text={entry.text} />
        {entry.isEdited ? <span class="quiet"> (edited)</span> : null}
      </div>
    )
  }
  return (
    <SurfaceContext.Provider value={surface}>
      <Blocks blocks={entry.blocks} />
    </SurfaceContext.Provider>
  )
}
