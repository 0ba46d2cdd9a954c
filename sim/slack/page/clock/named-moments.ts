import { elementsOf } from '../../block-kit/elements-of.ts'
import type { Message } from '../../shapes.ts'

/** A moment ahead that a message names, with the words before it: `Expires`. */
export type NamedMoment = { words: string; at: Date; channel: string }

export const isExpiry = ({ words }: Pick<NamedMoment, 'words'>): boolean => /expires?$/i.test(words)

const dateToken = /([^.;:,()*_\\"<>]{0,60})<!date\^(\d+)\^/g
const mostNamed = 3

/** From messages whose buttons still wait for somebody: what others name is over, or told only. */
export const namedMoments = (messages: readonly Message[], now: Date): NamedMoment[] => {
  const named = messages
    .filter(({ blocks = [] }) => elementsOf(blocks).length > 0)
    .flatMap(({ blocks, channel }) =>
      [...JSON.stringify(blocks).matchAll(dateToken)].map(([, words = '', seconds]) => ({
        words: words.replace(/^\\?n/, '').trim(),
        at: new Date(Number(seconds) * 1000),
        channel,
      })),
    )
    .filter(({ at }) => at > now)
    .sort((one, other) => one.at.getTime() - other.at.getTime() || Number(isExpiry(other)) - Number(isExpiry(one)))
  return named.filter(({ at }, index) => at.getTime() !== named[index - 1]?.at.getTime()).slice(0, mostNamed)
}
