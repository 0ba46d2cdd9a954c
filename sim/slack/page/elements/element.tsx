import { useContext, useRef, useState } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../views/view-state.ts'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'
import { Sign } from '../messages/sign.tsx'
import { SurfaceContext } from '../state/context.ts'
import { noAnswer } from '../state/press-element.ts'
import { useUnanswered } from '../state/use-unanswered.ts'
import { PressButton } from './button.tsx'
import { Field } from './field.tsx'

/** An element outside an input: using it tells the bot, after the confirm dialog where there is one. */
export const DrawnElement = ({ block, element }: { block: Block; element: Actionable }) => {
  const { act, enter, read } = useContext(SurfaceContext)
  const [asking, setAsking] = useState<{ value: Entered }>()
  const [isWaiting, setWaiting] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const unsent = useUnanswered()
  const told = useRef(read(block, element))
  const confirm = 'confirm' in element ? element.confirm : undefined

  const send = async (value: Entered) => {
    setAsking(undefined)
    setError(null)
    unsent.clear()
    setWaiting(true)
    const failed = await act(block, element, value)
    setWaiting(false)
    told.current = value
    if (failed === noAnswer) unsent.note()
    else setError(failed)
  }
  const deny = () => {
    setAsking(undefined)
    if (element.type !== 'button') enter(block, element, told.current)
  }
  const use = (value: Entered) => (confirm ? setAsking({ value }) : void send(value))
  const words = unsent.isShown ? 'That was not sent. Is the program still running?' : error && wordsFor(error)
  return (
    <span class="element">
      {element.type === 'button' ? (
        <PressButton button={element} isWaiting={isWaiting} onPress={() => use(null)} />
      ) : (
        <Field
          id={`element-${block.block_id}-${element.action_id}`}
          block={block}
          element={element}
          aria={{ 'aria-label': nameOf(element) }}
          onChosen={use}
        />
      )}
      {words ? (
        <span class="failed" role="alert" title={error ?? ''}>
          <Sign name="warning" /> <span>{words}</span>
        </span>
      ) : null}
      {asking && confirm ? (
        <ConfirmDialog confirm={confirm} onConfirm={() => void send(asking.value)} onDeny={deny} />
      ) : null}
    </span>
  )
}

const nameOf = (element: Actionable): string =>
  'placeholder' in element ? (element.placeholder?.text ?? 'Choose') : 'Choose'

const wordsFor = (error: string): string => {
  if (error === 'operation_timeout') return 'The app did not answer within 3 seconds.'
  if (error === 'not_there') return 'This is no longer there.'
  return 'The app could not be reached. Try again.'
}
