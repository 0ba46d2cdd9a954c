import type { Button } from '../../block-kit/elements.ts'
import { WithEmoji } from '../text/emoji.tsx'

const shownCharacters = 30

/** Slack shows about 30 characters of a button and cuts the rest. */
export const PressButton = (given: { button: Button; isWaiting: boolean; onPress: () => void }) => {
  const { button, isWaiting, onPress } = given
  const { text } = button.text
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text
  const press = () => {
    if (isWaiting) return
    if (button.url && /^https?:/.test(button.url)) window.open(button.url, '_blank', 'noopener')
    onPress()
  }
  return (
    <button
      type="button"
      class={`button ${button.style ?? ''}`}
      aria-label={button.accessibility_label}
      aria-busy={isWaiting}
      aria-disabled={isWaiting}
      data-action-id={button.action_id}
      onClick={press}
    >
      {isWaiting ? <span class="spinner" aria-hidden="true" /> : null}
      <WithEmoji text={shown} />
    </button>
  )
}
