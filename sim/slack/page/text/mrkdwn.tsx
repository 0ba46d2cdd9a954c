import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { SeenContext } from '../state/context.ts'
import { Emoji } from './emoji.tsx'
import { markOf } from './list-mark.ts'
import { Broadcast, ChannelMention, DateMention, GroupMention, UserMention } from './mentions.tsx'
import { type Inline, type Part, parseMrkdwn } from './parse-mrkdwn.ts'
import { SafeLink } from './safe-link.tsx'

/** Text in Slack's mrkdwn. */
export const Mrkdwn = ({ text }: { text: string }) => (
  <>
    {parseMrkdwn(text).map((part, index) => (
      <DrawnPart key={index} part={part} />
    ))}
  </>
)

const DrawnPart = ({ part }: { part: Part }) => {
  if (part.kind === 'preformatted') return <pre>{part.text}</pre>
  if (part.kind === 'quote') {
    return (
      <blockquote>
        <Lines lines={part.lines} />
      </blockquote>
    )
  }
  if (part.kind !== 'list') return <Lines lines={part.lines} />
  const items = part.items.map((item, index) => (
    <li key={index}>
      <Inlines inlines={item} />
    </li>
  ))
  const style = {
    marginInlineStart: `${part.level * 1.5}em`,
    listStyleType: part.ordered ? 'decimal' : markOf('bullet', part.level),
  }
  return part.ordered ? (
    <ol start={part.start} style={style}>
      {items}
    </ol>
  ) : (
    <ul style={style}>{items}</ul>
  )
}

const Lines = ({ lines }: { lines: Inline[][] }) => (
  <span class="lines">
    {lines.map((line, index) => (
      <span class={line.length === 0 ? 'line empty' : 'line'} key={index}>
        <Inlines inlines={line} />
      </span>
    ))}
  </span>
)

const Inlines = ({ inlines }: { inlines: Inline[] }): ComponentChildren =>
  inlines.map((inline, index) => <DrawnInline key={index} inline={inline} />)

const DrawnInline = ({ inline }: { inline: Inline }): ComponentChildren => {
  const { person } = useContext(SeenContext)
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'bold':
      return (
        <b>
          <Inlines inlines={inline.children} />
        </b>
      )
    case 'italic':
      return (
        <i>
          <Inlines inlines={inline.children} />
        </i>
      )
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} />
        </s>
      )
    case 'code':
      return <code>{inline.text}</code>
    case 'link':
      return <SafeLink url={inline.url}>{inline.label}</SafeLink>
    case 'user':
      return <UserMention id={inline.id} label={inline.label} />
    case 'group':
      return <GroupMention id={inline.id} label={inline.label} />
    case 'channel':
      return <ChannelMention id={inline.id} label={inline.label} />
    case 'broadcast':
      return <Broadcast range={inline.range} />
    case 'date':
      return <DateMention {...inline} timeZone={person.tz} />
    case 'emoji':
      return <Emoji name={inline.name} />
  }
}
