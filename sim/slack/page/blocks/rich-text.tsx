import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import type { RichText, RichTextInline, RichTextPart } from '../../block-kit/rich-text.ts'
import { SeenContext } from '../state/context.ts'
import { Emoji } from '../text/emoji.tsx'
import { markOf } from '../text/list-mark.ts'
import { Broadcast, ChannelMention, DateMention, GroupMention, UserMention } from '../text/mentions.tsx'
import { SafeLink } from '../text/safe-link.tsx'

export const DrawnRichText = ({ block }: { block: RichText }) => (
  <div class="rich-text">
    {block.elements.map((part, index) => (
      <DrawnPart key={index} part={part} />
    ))}
  </div>
)

const DrawnPart = ({ part }: { part: RichTextPart }) => {
  if (part.type === 'rich_text_section') {
    return (
      <div>
        <Inlines inlines={part.elements} />
      </div>
    )
  }
  if (part.type === 'rich_text_quote') {
    return (
      <blockquote>
        <Inlines inlines={part.elements} />
      </blockquote>
    )
  }
  if (part.type === 'rich_text_preformatted') {
    return (
      <pre>
        <Inlines inlines={part.elements} />
      </pre>
    )
  }
  const items = part.elements.map((item, index) => (
    <li key={index}>
      <Inlines inlines={item.elements} />
    </li>
  ))
  const level = part.indent ?? 0
  const look = {
    class: part.border === 1 ? 'bordered' : undefined,
    style: { marginInlineStart: `${level * 1.5}em`, listStyleType: markOf(part.style, level) },
  }
  return part.style === 'ordered' ? (
    <ol start={(part.offset ?? 0) + 1} {...look}>
      {items}
    </ol>
  ) : (
    <ul {...look}>{items}</ul>
  )
}

const Inlines = ({ inlines }: { inlines: RichTextInline[] }): ComponentChildren =>
  inlines.map((inline, index) => <Styled key={index} inline={inline} />)

const Styled = ({ inline }: { inline: RichTextInline }): ComponentChildren => {
  const { bold, italic, strike, code, underline } = inline.style ?? {}
  let drawn: ComponentChildren = <DrawnInline inline={inline} />
  if (code) drawn = <code>{drawn}</code>
  if (underline) drawn = <u>{drawn}</u>
  if (strike) drawn = <s>{drawn}</s>
  if (italic) drawn = <i>{drawn}</i>
  return bold ? <b>{drawn}</b> : drawn
}

const DrawnInline = ({ inline }: { inline: RichTextInline }): ComponentChildren => {
  const { person } = useContext(SeenContext)
  switch (inline.type) {
    case 'text':
      return <span class="plain">{inline.text}</span>
    case 'link':
      return <SafeLink url={inline.url}>{inline.text ?? inline.url}</SafeLink>
    case 'user':
      return <UserMention id={inline.user_id} />
    case 'usergroup':
      return <GroupMention id={inline.usergroup_id} />
    case 'channel':
      return <ChannelMention id={inline.channel_id} />
    case 'broadcast':
      return <Broadcast range={inline.range} />
    case 'date':
      return <DateMention {...inline} timeZone={person.tz} />
    case 'emoji':
      return <Emoji name={inline.name} />
  }
}
