import type { Ephemeral, Message, SlackFile } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import type { MessageContent } from './message-content.ts'

export const postAsBot = (
  standIn: StandIn,
  post: {
    channel: string
    content: MessageContent
    threadTs?: string | undefined
    broadcast?: boolean
    files?: SlackFile[]
  },
): Message => {
  const { content, threadTs } = post
  const message: Message = {
    type: 'message',
    channel: post.channel,
    ts: standIn.nextTs(),
    user: workspace.bot.id,
    bot_id: workspace.bot.botId,
    app_id: standIn.options.appId,
    team: standIn.options.teamId,
    text: content.text ?? '',
    ...(content.blocks === undefined ? {} : { blocks: content.blocks }),
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
    ...(post.files === undefined ? {} : { files: post.files, upload: true as const }),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(threadTs !== undefined && post.broadcast ? { subtype: 'thread_broadcast' as const } : {}),
  }
  standIn.store.messages.put(message)
  standIn.feed.changed()
  return message
}

export const postAsPerson = (
  standIn: StandIn,
  post: { user: string; channel: string; text: string; threadTs?: string | undefined },
): Message => {
  const message: Message = {
    type: 'message',
    channel: post.channel,
    ts: standIn.nextTs(),
    user: post.user,
    team: standIn.options.teamId,
    text: post.text,
    ...(post.threadTs === undefined ? {} : { thread_ts: post.threadTs }),
  }
  standIn.store.messages.put(message)
  standIn.store.channels.markRead(post.user, post.channel, message.ts)
  standIn.feed.changed()
  return message
}

/**
 * Changes a message in place. Slack documents for `chat.update`: blocks that are not given stay only if no text is given
 * either; a text without blocks takes their place.
 */
export const changeMessage = (standIn: StandIn, message: Message, content: MessageContent): Message => {
  const { blocks: oldBlocks, ...rest } = message
  const blocks = content.blocks ?? (content.text === undefined ? oldBlocks : undefined)
  const changed: Message = {
    ...rest,
    text: content.text ?? (content.blocks === undefined ? message.text : ''),
    ...(blocks === undefined || blocks.length === 0 ? {} : { blocks }),
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
    edited: { user: workspace.bot.id, ts: standIn.nextTs() },
  }
  standIn.store.messages.put(changed)
  standIn.feed.changed()
  return changed
}

export const postEphemeral = (
  standIn: StandIn,
  post: {
    user: string
    channel: string
    content: Pick<MessageContent, 'text' | 'blocks'>
    from?: Ephemeral['from']
    threadTs?: string | undefined
    /** Takes the place of an ephemeral message that was there. */
    ts?: string
    answers?: string | undefined
  },
): Ephemeral => {
  const { content } = post
  const ephemeral: Ephemeral = {
    channel: post.channel,
    ts: post.ts ?? standIn.nextTs(),
    user: post.user,
    from: post.from ?? 'bot',
    text: content.text ?? '',
    ...(content.blocks === undefined ? {} : { blocks: content.blocks }),
    ...(post.threadTs === undefined ? {} : { thread_ts: post.threadTs }),
    ...(post.answers === undefined ? {} : { answers: post.answers }),
  }
  standIn.store.ephemerals.put(ephemeral)
  standIn.feed.changed()
  return ephemeral
}

/** Slackbot tells a person, and nobody else, what went wrong. */
export const sayAsSlack = (
  standIn: StandIn,
  { user, channel, text, threadTs }: { user: string; channel: string; text: string; threadTs?: string | undefined },
): Ephemeral => postEphemeral(standIn, { user, channel, content: { text, blocks: undefined }, from: 'slack', threadTs })
