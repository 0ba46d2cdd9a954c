import type { TargetedKeyboardEvent } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import type { Channel } from '../../shapes.ts'
import { postToServer } from '../state/ask-server.ts'
import { SeenContext, useCommandName } from '../state/context.ts'
import { useUnanswered } from '../state/use-unanswered.ts'
import { DraftContext } from '../tour/draft.ts'
import { CommandHints, optionId } from './command-hints.tsx'
import { useOffers } from './use-offers.ts'
import { useTypeAnywhere } from './use-type-anywhere.ts'
import { useTyped } from './use-typed.ts'

/** The message box. Enter sends, Shift and Enter begins a new line; a `/` offers the commands there are, `@` and `#` names. */
export const Composer = ({ channel, threadTs }: { channel: Channel; threadTs?: string }) => {
  const { person } = useContext(SeenContext)
  const commandName = useCommandName()
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useTyped(`${person.id} ${channel.id} ${threadTs ?? ''}`)
  const unsent = useUnanswered()
  const isInThread = threadTs !== undefined
  const { offered, marked, take, press, typed, noteCaret } = useOffers({ box, text, isInThread, write: setText })
  const hintsId = isInThread ? 'thread-hints' : 'command-hints'
  useTypeAnywhere(box, isInThread)

  useEffect(() => {
    const shown = box.current
    if (!shown) return
    shown.style.height = 'auto'
    shown.style.height = `${Math.min(shown.scrollHeight, 200)}px`
  })
  const draft = useContext(DraftContext)
  useEffect(() => {
    if (draft.text === null || isInThread) return
    setText(draft.text)
    draft.take()
    box.current?.focus()
  }, [draft, isInThread])
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
  const pressKey = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing || press(event) || event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    void send()
  }
  const where = isInThread ? 'Reply…' : `Message ${channel.kind === 'channel' ? '#' : ''}${channel.name}`
  return (
    <div class="composer">
      <CommandHints id={hintsId} {...{ offered, marked }} onPick={take} />
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
          aria-controls={offered.length > 0 ? hintsId : undefined}
          aria-activedescendant={marked === null ? undefined : optionId(hintsId, marked)}
          placeholder={isInThread ? where : `${where} — or try ${commandName} help`}
          data-testid={isInThread ? 'thread-composer' : 'composer'}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            typed(currentTarget.selectionStart)
          }}
          onSelect={({ currentTarget }) => noteCaret(currentTarget.selectionStart)}
          onKeyDown={pressKey}
        />
        <button type="button" class="send" aria-label="Send" disabled={text.trim() === ''} onClick={() => void send()}>
          ➤
        </button>
      </div>
    </div>
  )
}
