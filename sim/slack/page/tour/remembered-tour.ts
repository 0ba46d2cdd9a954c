import type { Tour } from './tour-step.ts'

const key = 'closing-bell-tour'
const states = ['offered', 'going', 'skipped', 'done'] as const

/** The tour as this browser remembers it; null: never seen, or not to be read. */
export const rememberedTour = (): Tour | null => {
  try {
    const { state, since }: { state?: unknown; since?: unknown } = JSON.parse(localStorage.getItem(key) ?? '{}')
    const known = states.find((each) => each === state)
    return known === undefined || typeof since !== 'string' ? null : { state: known, since }
  } catch {
    return null
  }
}

export const rememberTour = (tour: Tour): void => localStorage.setItem(key, JSON.stringify(tour))
