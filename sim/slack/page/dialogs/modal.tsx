import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { View } from '../../shapes.ts'
import { type Entered, enteredIn, initialOf } from '../../views/view-state.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { postToServer } from '../state/ask-server.ts'
import { SeenContext, type Surface, SurfaceContext } from '../state/context.ts'
import { pressElement } from '../state/press-element.ts'
import { useEntered } from '../state/use-entered.ts'
import { useUnanswered } from '../state/use-unanswered.ts'
import { WithEmoji } from '../text/emoji.tsx'
import { Dialog } from './dialog.tsx'

const noErrors: Record<string, string> = {}

/** The modal on top. What is entered stays here until it is submitted, also when the bot changes the view. */
export const Modal = ({ view, canGoBack }: { view: View; canGoBack: boolean }) => {
  const { person } = useContext(SeenContext)
  const { values, ...entered } = useEntered(view.blocks, (block, element) => stateIn(view, block, element))
  const [errors, setErrors] = useState(noErrors)
  const [trouble, setTrouble] = useState<string | null>(null)
  const unsent = useUnanswered()
  const [isWaiting, setWaiting] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const place = { user: person.id, view_id: view.id }
  const surface: Surface = {
    ...entered,
    errors,
    act: (block, element, value) => pressElement({ ...place, values }, { block, element, value }),
  }
  useEffect(() => setErrors(noErrors), [view.hash])
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    const first = wrong?.matches('.boxes') ? wrong.querySelector<HTMLElement>('summary, input') : wrong
    wrong?.closest('.input')?.scrollIntoView({ block: 'nearest' })
    first?.focus({ preventScroll: true })
  }, [errors])
  const close = (all: boolean) => void postToServer('close-view', { ...place, all })
  const submit = async () => {
    setErrors(noErrors)
    setTrouble(null)
    unsent.clear()
    setWaiting(true)
    const { status, body } = await postToServer('submit', { ...place, values })
    setWaiting(false)
    if (status === 0) unsent.note()
    else if (status !== 200 && status !== 404) setTrouble('refused')
    if (body.kind === 'trouble') setTrouble(String(body.error))
    if (body.kind === 'errors') setErrors(textsOf(body.errors))
  }
  return (
    <Dialog label={view.title.text} testId="modal" onCancel={() => close(false)}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isWaiting) void submit()
        }}
      >
        <header class="modal-title">
          {canGoBack ? (
            <button type="button" class="icon" aria-label="Back" onClick={() => close(false)}>
              ‹
            </button>
          ) : null}
          <h2>
            <WithEmoji text={view.title.text} />
          </h2>
          <button type="button" class="icon" aria-label="Close" onClick={() => close(true)}>
            ✕
          </button>
        </header>
        {trouble === null && !unsent.isShown ? null : (
          <p class="trouble" role="alert" title={trouble ?? ''}>
            {unsent.isShown
              ? 'That was not sent. Is the program still running?'
              : 'We had some trouble connecting. Try again?'}
          </p>
        )}
        <div class="dialog-body">
          <SurfaceContext.Provider value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext.Provider>
        </div>
        <div class="dialog-buttons">
          <button type="button" class="button" data-testid="modal-close" onClick={() => close(false)}>
            {view.close?.text ?? 'Cancel'}
          </button>
          {view.submit ? (
            <button type="submit" class="button primary" data-testid="modal-submit" aria-busy={isWaiting}>
              {isWaiting ? <span class="spinner" aria-hidden="true" /> : null}
              <WithEmoji text={view.submit.text} />
            </button>
          ) : null}
        </div>
      </form>
    </Dialog>
  )
}

const stateIn = (view: View, block: Block, element: Actionable): Entered => {
  const state = view.state.values[block.block_id ?? '']?.[element.action_id ?? '']
  return state === undefined ? initialOf(element) : enteredIn(state)
}

const textsOf = (given: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([blockId, text]) => [blockId, String(text)]))
