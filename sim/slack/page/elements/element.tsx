import { useContext, useState } from 'preact/hooks'
import type { Block } from '../../block-kit/blocks.ts'
import type { Actionable } from '../../block-kit/elements.ts'
import type { Entered } from '../../view-state.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { SurfaceContext } from '../context.ts'
import { Sign } from '../sign.tsx'
import { PressButton } from './button.tsx'
import { Field } from './field.tsx'

/** An element outside an input: using it tells the bot, after the confirm dialog where there is one. */
export const DrawnElement = ({ block, element }: { block: Block; element: Actionable }) => {
  const { act, enter } = useContext(SurfaceContext)
  const [asking, setAsking] = useState<{ value: Entered }>()
  const [isWaiting, setWaiting] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const confirm = 'confirm' in element ? element.confirm : undefined

  const send = async (value: Entered) => {
    setAsking(undefined)
    setError(null)
    setWaiting(true)
    setError(await act(block, element, value))
    setWaiting(false)
  }
  const use = (value: Entered) => {
    if (element.type !== 'button') enter(element, value)
    if (confirm) setAsking({ value })
    else void send(value)
  }
  return (
    <span class="element">
      {element.type === 'button' ? (
        <PressButton button={element} isWaiting={isWaiting} onPress={() => use(null)} />
      ) : (
        <Field id={`element-${block.block_id}-${element.action_id}`} element={element} onChosen={use} />
      )}
      {error === null ? null : (
        <span class="failed" role="alert" title={error}>
          <Sign name="warning" /> <span>{wordsFor(error)}</span>
        </span>
      )}
      {asking && confirm ? (
        <ConfirmDialog
          confirm={confirm}
          onConfirm={() => void send(asking.value)}
          onDeny={() => setAsking(undefined)}
        />
      ) : null}
    </span>
  )
}

const wordsFor = (error: string): string => {
  if (error === 'operation_timeout') return 'The app did not answer within 3 seconds.'
  if (error === 'not_there') return 'This is no longer there.'
  return 'The app could not be reached. Try again.'
}
