import { useEffect, useRef } from 'preact/hooks'
import { type Doing, StepWords, titleOf } from './step-words.tsx'
import { lastStep, type TourStep } from './tour-step.ts'

type Props = { step: TourStep; isCalled: boolean; floats: boolean; doing: Doing; onSkip: () => void }

/** Beside the page and never above what is in use: what to do next, and what has just happened. */
export const TourPanel = ({ step, isCalled, floats, doing, onSkip }: Props) => {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isCalled) title.current?.focus()
  }, [isCalled])
  // What was pressed may be gone with its step: the focus stays in the tour.
  const staying: Doing = {
    ...doing,
    begin: () => {
      title.current?.focus()
      doing.begin()
    },
    be: (person) => {
      title.current?.focus()
      doing.be(person)
    },
    finish: () => {
      doing.finish()
      focusBehind()
    },
  }
  const skip = () => {
    const isInside = Boolean(document.activeElement?.closest('.tour'))
    onSkip()
    if (isInside) focusBehind()
  }
  useEscape(skip)
  return (
    <aside class={`tour ${floats ? 'floats' : ''}`} aria-label="Tour" data-testid="tour" data-step={step.number}>
      <header>
        <h2 ref={title} tabIndex={-1} aria-live="polite">
          <span class="quiet">
            {step.number} of {lastStep}
          </span>{' '}
          {titleOf(step)}
        </h2>
        <button type="button" class="icon" aria-label="Skip the tour" data-testid="tour-skip" onClick={skip}>
          ✕
        </button>
      </header>
      <div class="tour-body">
        <StepWords step={step} doing={staying} />
      </div>
    </aside>
  )
}

/** Where the tour is taken up again, or on a phone the message box. */
const focusBehind = (): void => {
  for (const target of document.querySelectorAll<HTMLElement>('#tour-link, .channel .composer textarea')) {
    target.focus()
    if (document.activeElement === target) return
  }
}

/** What is open above the page closes first. */
const useEscape = (onEscape: () => void): void => {
  const latest = useRef(onEscape)
  latest.current = onEscape
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTaken = event.defaultPrevented || document.querySelector('dialog[open], [role=menu]') !== null
      if (event.key === 'Escape' && !isTaken) latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
