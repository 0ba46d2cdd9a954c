/** The first stop of Tab, seen only there: past the channels and people, to what they are for. */
export const SkipButton = () => (
  <button type="button" class="skip" onClick={focusOnContent}>
    Skip to the content
  </button>
)

const focusOnContent = (): void => {
  const content = document.querySelector<HTMLElement>('main .messages')
  const first = document.querySelector<HTMLElement>('main :is(.view-body, .timeline) :is(button, a, select, input)')
  const target = content ?? first
  target?.focus()
}
