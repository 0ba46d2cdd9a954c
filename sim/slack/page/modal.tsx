import { useContext, useMemo, useState } from 'preact/hooks'
import type { View } from '../shapes.ts'
import type { Entered } from '../view-state.ts'
import { postToServer } from './ask-server.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SeenContext, type Surface, SurfaceContext } from './context.ts'
import { Dialog } from './dialog.tsx'
import { WithEmoji } from './emoji.tsx'
import { pressElement } from './press-element.ts'

const noErrors: Record<string, string> = {}

/** The modal on top. What is entered stays here until it is submitted, also when the bot changes the view. */
export const Modal = ({ view, canGoBack }: { view: View; canGoBack: boolean }) => {
  const { person } = useContext(SeenContext)
  const [values, setValues] = useState<Record<string, Entered>>({})
  const [errors, setErrors] = useState(noErrors)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isWaiting, setWaiting] = useState(false)
  const place = { user: person.id, view_id: view.id }
  const surface = useMemo<Surface>(
    () => ({
      values,
      errors,
      enter: (element, value) => setValues((before) => ({ ...before, [element.action_id ?? '']: value })),
      act: (block, element, value) => {
        const entered = { ...values, [element.action_id ?? '']: value }
        return pressElement({ user: person.id, view_id: view.id, values: entered }, { block, element, value })
      },
    }),
    [person.id, view.id, values, errors],
  )
  const close = (all: boolean) => void postToServer('close-view', { ...place, all })
  const submit = async () => {
    setErrors(noErrors)
    setTrouble(null)
    setWaiting(true)
    const { status, body } = await postToServer('submit', { ...place, values })
    setWaiting(false)
    if (status !== 200 && status !== 404) setTrouble('no_answer')
    if (body.kind === 'trouble') setTrouble(String(body.error))
    if (body.kind === 'errors') setErrors(textsOf(body.errors))
  }
  return (
    <Dialog label={view.title.text} testId="modal" onCancel={() => close(false)}>
      <form
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
        {trouble === null ? null : (
          <p class="trouble" role="alert" title={trouble}>
            We had some trouble connecting. Try again?
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

const textsOf = (given: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).map(([blockId, text]) => [blockId, String(text)]))
