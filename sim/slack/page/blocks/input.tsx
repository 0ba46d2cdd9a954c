import { useContext } from 'preact/hooks'
import type { InputBlock } from '../../block-kit/blocks.ts'
import { Field } from '../elements/field.tsx'
import { SurfaceContext } from '../state/context.ts'
import { WithEmoji } from '../text/emoji.tsx'

/** An input of a modal: its label, what can be entered, a hint, and what is wrong with it. */
export const DrawnInput = ({ block }: { block: InputBlock }) => {
  const { errors, act } = useContext(SurfaceContext)
  const id = `input-${block.block_id}`
  const error = errors[block.block_id ?? '']
  const { type } = block.element
  const isSeveral = type === 'checkboxes' || type === 'multi_static_select' || type === 'multi_users_select'
  const isGroup = isSeveral || type === 'radio_buttons'
  const label = (
    <>
      <WithEmoji text={block.label.text} />
      {block.optional ? <span class="quiet"> (optional)</span> : null}
    </>
  )
  return (
    <div class={error === undefined ? 'input' : 'input wrong'}>
      {isGroup ? (
        <span class="label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label class="label" for={id}>
          {label}
        </label>
      )}
      <Field
        id={id}
        block={block}
        element={block.element}
        aria={{
          'aria-describedby': `${id}-about`,
          'aria-labelledby': isGroup ? `${id}-label` : undefined,
          // A group of checkboxes has no such property in ARIA.
          'aria-required': isSeveral ? undefined : !block.optional,
          'aria-invalid': error !== undefined,
        }}
        onChosen={block.dispatch_action ? (value) => void act(block, block.element, value) : undefined}
      />
      <div id={`${id}-about`} class="about-input">
        {error === undefined ? null : (
          <div class="error" role="alert">
            {error}
          </div>
        )}
        {block.hint ? (
          <div class="hint">
            <WithEmoji text={block.hint.text} />
          </div>
        ) : null}
      </div>
    </div>
  )
}
