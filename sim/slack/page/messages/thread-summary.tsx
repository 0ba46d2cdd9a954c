import { useContext } from 'preact/hooks'
import type { Message } from '../../shapes.ts'
import { useReader } from '../clock/use-reader.ts'
import { SeenContext } from '../state/context.ts'
import { momentOf } from '../state/moments.ts'
import { Avatar } from './avatar.tsx'

export const countReplies = (count: number): string => (count === 1 ? '1 reply' : `${count} replies`)

export const ThreadSummary = ({ replies, onOpen }: { replies: Message[]; onOpen: () => void }) => {
  const { workspace } = useContext(SeenContext)
  const reader = useReader()
  const authors = [...new Set(replies.map((reply) => reply.user))]
  const nameOf = (id: string) =>
    id === workspace.bot.id ? workspace.bot.name : (workspace.people.find((each) => each.id === id)?.name ?? id)
  return (
    <button type="button" class="thread-summary" data-testid="thread-summary" onClick={onOpen}>
      {authors.map((id) => (
        <Avatar key={id} id={id} name={nameOf(id)} isSmall />
      ))}
      <span class="count">{countReplies(replies.length)}</span>
      <span class="quiet">Last reply {momentOf(replies.at(-1)?.ts ?? '', reader)}</span>
    </button>
  )
}
