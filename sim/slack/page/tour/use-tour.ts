import { useEffect, useState } from 'preact/hooks'
import type { Screen } from '../../shapes.ts'
import { rememberedTour, rememberTour } from './remembered-tour.ts'
import { newestTs, stepOf, type Tour, type TourStep, takenUp } from './tour-step.ts'

/** `step` null: the tour is not shown. Where Zuora is a real one there is no tour, for it closes a period. */
export type Touring = {
  isOffered: boolean
  step: TourStep | null
  /** Whether a person asked for it just now, so that it may take the focus. */
  isCalled: boolean
  takeUp(): void
  begin(): void
  skip(): void
  finish(): void
}

export const useTour = (screen: Screen | undefined): Touring => {
  const [tour, setTour] = useState(rememberedTour)
  const [isCalled, setCalled] = useState(false)
  const isOffered = screen?.workspace.zuora.kind === 'stand-in'
  const change = (next: Tour) => {
    rememberTour(next)
    setTour(next)
  }
  const move = (state: Tour['state']) => {
    setCalled(false)
    if (tour) change({ ...tour, state })
  }
  useEffect(() => {
    if (screen && isOffered && tour === null) change({ state: 'offered', since: newestTs(screen) })
  })
  const isShown = isOffered && (tour?.state === 'offered' || tour?.state === 'going')
  return {
    isOffered,
    step: screen && tour && isShown ? stepOf(screen, tour) : null,
    isCalled,
    takeUp: () => {
      setCalled(true)
      if (screen && tour) change(takenUp(screen, tour))
    },
    begin: () => move('going'),
    skip: () => move('skipped'),
    finish: () => move('done'),
  }
}
