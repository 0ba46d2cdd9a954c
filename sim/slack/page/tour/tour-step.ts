import { type CloseSeen, readClose, type Told } from './close-seen.ts'

/** Where somebody is in the tour. `since`: the newest message when it began; what is older does not count. */
export type Tour = { state: 'offered' | 'going' | 'skipped' | 'done'; since: string }

type Of<K extends CloseSeen['kind']> = Extract<CloseSeen, { kind: K }>

export type TourStep =
  | { number: 1 }
  /** `isAnswered`: the bot answered privately, and nothing began. */
  | { number: 2; isAnswered: boolean }
  | { number: 3; close: Of<'running' | 'blocked'> }
  | { number: 4; close: Of<'deciding'> }
  | { number: 5; close: Of<'ended'> }

export const lastStep = 5

/** The step that the screen says: what was done counts, in whatever way it was done. */
export const stepOf = (screen: Told, { state, since }: Tour): TourStep => {
  const after = startOf(screen, since)
  const close = readClose(screen, after)
  if (close === null && state === 'offered') return { number: 1 }
  if (close === null) return { number: 2, isAnswered: isAnswered(screen, after) }
  if (close.kind === 'ended') return { number: 5, close }
  return close.kind === 'deciding' ? { number: 4, close } : { number: 3, close }
}

/** The tour taken up again from the sidebar: where it was left, or from the start once it was at its end. */
export const takenUp = (screen: Told, tour: Tour): Tour => {
  const isOver = tour.state === 'done' || stepOf(screen, tour).number === lastStep
  return isOver ? { state: 'offered', since: newestTs(screen) } : { ...tour, state: 'going' }
}

export const newestTs = ({ messages }: Pick<Told, 'messages'>): string =>
  messages
    .map(({ ts }) => ts)
    .sort()
    .at(-1) ?? ''

/** A tour that began later than everything there is began before the data was thrown away. */
const startOf = (screen: Told, since: string): string => (since > newestTs(screen) ? '' : since)

/** The answer to a request that began names it, as US-0003: that is no hindrance. */
const isAnswered = ({ ephemerals }: Told, since: string): boolean =>
  ephemerals.some(({ from, ts, text }) => from === 'bot' && ts > since && !/\b[A-Z0-9-]+-\d{4,}\b/.test(text))
