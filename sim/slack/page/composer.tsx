import type { TargetedKeyboardEvent } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Channel } from '../shapes.ts'
import { CommandHints } from './command-hints.tsx'
import { postToServer } from './state/ask-server.ts'
import { SeenContext, useCommandName } from './state/context.ts'
import { offerFor } from './state/offered-commands.ts'
import { useTyped } from './state/use-typed.ts'
import { useUnanswered } from './state/use-unanswered.ts'
import { DraftContext } from './tour/draft.ts'

const hintsId = 'command-hints'

/** The message box. Enter sends, Shift and Enter begins a new line; a `/` offers the commands there are. */
export const Composer = ({ channel, threadTs }: { channel: Channel; threadTs?: string }) => {
  const { person, workspace } = useContext(SeenContext)
  const commandName = useCommandName()
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useTyped(`${person.id} ${channel.id} ${threadTs ?? ''}`)
  const [hints, setHints] = useState({ marked: 0, isHidden: false })
  const unsent = useUnanswered()
  // Slack takes no commands in threads.
  const isOffering = threadTs === undefined && !hints.isHidden
  const { commands, unfinished } = offerFor(isOffering ? workspace.commands : [], text, hints.marked)

  useEffect(() => {
    const shown = box.current
    if (!shown) return
    shown.style.height = 'auto'
    shown.style.height = `${Math.min(shown.scrollHeight, 200)}px`
  })
  const draft = useContext(DraftContext)
  useEffect(() => {
    if (draft.text === null || threadTs !== undefined) return
    setText(draft.text)
    draft.take()
    box.current?.focus()
  }, [draft, threadTs])
  const write = (next: string) => {
    setText(next)
    setHints({ marked: 0, isHidden: false })
  }
  const complete = (command: string) => {
    write(`${command} `)
    box.current?.focus()
  }
  const send = async () => {
    if (text.trim() === '') return
    setText('')
    unsent.clear()
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
    const { status } = await postToServer('command', { user: person.id, channel: channel.id, text, ...thread })
    if (status !== 200) {
      unsent.note()
      setText(text)
    }
  }
  const press = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (unfinished !== null && (event.key === 'Tab' || event.key === 'Enter')) {
      event.preventDefault()
      complete(unfinished)
    } else if (commands.length > 0 && event.key === 'Escape') {
      event.preventDefault()
      setHints({ marked: 0, isHidden: true })
    } else if (unfinished !== null && step !== undefined) {
      event.preventDefault()
      setHints({ ...hints, marked: (hints.marked + step + commands.length) % commands.length })
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  const where = threadTs === undefined ? `Message ${channel.kind === 'channel' ? '#' : ''}${channel.name}` : 'Reply…'
  return (
    <div class="composer">
      <CommandHints id={hintsId} commands={commands} marked={unfinished ?? undefined} onPick={complete} />
      {unsent.isShown ? (
        <p class="error" role="alert">
          That was not sent. Is the program still running?
        </p>
      ) : null}
      <div class="composer-box">
        <textarea
          ref={box}
          rows={1}
          aria-label={where}
          aria-autocomplete="list"
          aria-controls={commands.length > 0 ? hintsId : undefined}
          aria-activedescendant={unfinished === null ? undefined : `${hintsId}-${unfinished}`}
          placeholder={threadTs === undefined ? `${where} — or try ${commandName} help` : where}
          data-testid={threadTs === undefined ? 'composer' : 'thread-composer'}
          value={text}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={press}
        />
        <button type="button" class="send" aria-label="Send" disabled={text.trim() === ''} onClick={() => void send()}>
          ➤
        </button>
      </div>
    </div>
  )
}
