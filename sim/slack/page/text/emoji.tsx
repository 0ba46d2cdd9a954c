import type { ComponentChildren } from 'preact'
import { isDrawn, Sign } from '../messages/sign.tsx'

/** Emoji that are left to the machine's own font; any other name stays as its `:name:`. */
const characters: Readonly<Record<string, string>> = {
  arrow_right: '➡️',
  arrows_counterclockwise: '🔄',
  ballot_box_with_check: '☑️',
  bar_chart: '📊',
  bulb: '💡',
  clipboard: '📋',
  heavy_check_mark: '✔️',
  hourglass: '⌛',
  link: '🔗',
  mag: '🔍',
  no_entry_sign: '🚫',
  octagonal_sign: '🛑',
  point_right: '👉',
  question: '❓',
  raised_hand: '✋',
  tada: '🎉',
  thumbsup: '👍',
  '+1': '👍',
  zzz: '💤',
}

export const Emoji = ({ name }: { name: string }) => {
  const label = name.replaceAll('_', ' ')
  if (isDrawn(name)) return <Sign name={name} label={label} />
  return <span title={`:${name}:`}>{characters[name] ?? `:${name}:`}</span>
}

/** Plain text with its shortcodes drawn. */
export const WithEmoji = ({ text }: { text: string }): ComponentChildren =>
  text
    .split(/(:[a-z0-9_+-]+:)/)
    .map((piece, index) => (index % 2 === 1 ? <Emoji key={index} name={piece.slice(1, -1)} /> : piece))
