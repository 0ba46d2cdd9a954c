import type { TargetedKeyboardEvent } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Channel } from '../shapes.ts'
import { CommandHints } from './command-hints.tsx'
import { postToServer } from './state/ask-server.ts'
import { SeenContext } from './state/context.ts'
import { useUnanswered } from './state/use-unanswered.ts'
import { DraftContext } from './tour/draft.ts'

/** The message box. Enter sends, Shift and Enter begins a new line; a `/` offers the commands there are. */
export const Composer = ({ channel, threadTs }: { channel: Channel; threadTs?: string }) => {
  const { person, workspace } = useContext(SeenContext)
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const unsent = useUnanswered()
  const offered = workspace.commands.filter((each) => text !== '' && each.command.startsWith(text.split(' ')[0] ?? ''))
  const unfinished = offered.find((each) => text.startsWith('/') && text.length < each.command.length)

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
  const complete = (command: string) => {
    setText(`${command} `)
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
    if (unfinished && (event.key === 'Tab' || event.key === 'Enter')) {
      event.preventDefault()
      complete(unfinished.command)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  const where = threadTs === undefined ? `Message ${channel.kind === 'channel' ? '#' : ''}${channel.name}` : 'Reply…'
  return (
    <div class="composer">
      {threadTs === undefined ? <CommandHints commands={offered} onPick={complete} /> : null}
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
          placeholder={threadTs === undefined ? `${where} — or try /period help` : where}
          data-testid={threadTs === undefined ? 'composer' : 'thread-composer'}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={press}
        />
        <button type="button" class="send" aria-label="Send" disabled={text.trim() === ''} onClick={() => void send()}>
          ➤
        </button>
      </div>
    </div>
  )
}
