import type { Block } from '../../block-kit/blocks.ts'
import type { Message, Screen, SlackFile } from '../../shapes.ts'

/** What stands in a list of messages: a message or an ephemeral one, with who says it. */
export type Entry = {
  channel: string
  ts: string
  author: { id: string; name: string; isApp: boolean }
  text: string
  blocks: Block[]
  files: SlackFile[]
  isEphemeral: boolean
  isEdited: boolean
  /** In a thread that is also shown in the channel. */
  isBroadcast: boolean
  threadTs: string | null
  replies: Message[]
}

/** What a channel shows outside its threads, oldest first. */
export const entriesOf = (screen: Screen, channel: string): Entry[] =>
  all(screen, channel).filter((entry) => entry.threadTs === null || entry.isBroadcast)

/** A thread: its parent, then its replies. */
export const threadOf = (screen: Screen, channel: string, threadTs: string): Entry[] =>
  all(screen, channel).filter((entry) => entry.ts === threadTs || entry.threadTs === threadTs)

/** The first message that somebody has not read, above which the line “New” stands; null where they were never here. */
export const firstNew = (entries: readonly Entry[], of: { person: string; readUpTo: string }): string | null => {
  if (of.readUpTo === '') return null
  const found = entries.find((each) => !each.isEphemeral && each.ts > of.readUpTo && each.author.id !== of.person)
  return found?.ts ?? null
}

const all = (screen: Screen, channel: string): Entry[] => {
  const messages = screen.messages.filter((each) => each.channel === channel)
  const replies = Map.groupBy(messages, (each) => each.thread_ts)
  const shown = messages.map(
    (message): Entry => ({
      channel,
      ts: message.ts,
      author: authorOf(screen, message),
      text: message.text,
      blocks: message.blocks ?? [],
      files: message.files ?? [],
      isEphemeral: false,
      // Slack shows the mark on text only: a message made of blocks is expected to change.
      isEdited: message.edited !== undefined && message.blocks === undefined,
      isBroadcast: message.subtype === 'thread_broadcast',
      threadTs: message.thread_ts ?? null,
      replies: replies.get(message.ts) ?? [],
    }),
  )
  const ephemerals = screen.ephemerals.filter((each) => each.channel === channel)
  const privately = ephemerals.map(
    (ephemeral): Entry => ({
      channel,
      ts: ephemeral.ts,
      author:
        ephemeral.from === 'bot'
          ? { ...screen.workspace.bot, isApp: true }
          : { id: 'USLACKBOT', name: 'Slackbot', isApp: false },
      text: ephemeral.text,
      blocks: ephemeral.blocks ?? [],
      files: [],
      isEphemeral: true,
      isEdited: false,
      isBroadcast: false,
      threadTs: ephemeral.thread_ts ?? null,
      replies: [],
    }),
  )
  return [...shown, ...privately].sort((one, other) => (one.ts < other.ts ? -1 : 1))
}

const authorOf = ({ workspace }: Screen, message: Message): Entry['author'] => {
  if (message.bot_id !== undefined) return { ...workspace.bot, isApp: true }
  const person = workspace.people.find((each) => each.id === message.user)
  return { id: message.user, name: person?.name ?? message.user, isApp: false }
}
