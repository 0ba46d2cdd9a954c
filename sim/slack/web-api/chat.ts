import { isShowableIn } from '../files/showable.ts'
import { maximumLengthOfBlocks as maximumBlocks } from '../messages/length-of-blocks.ts'
import { messageAsSent } from '../messages/message-as-sent.ts'
import { readContent } from '../messages/message-content.ts'
import { changeMessage, postAsBot, postEphemeral } from '../messages/posting.ts'
import type { StandIn } from '../stand-in.ts'
import { directMessageOf, findChannel, findPerson, isPersonIn, workspace } from '../workspace/workspace.ts'
import { type Answer, type Arguments, readFlag, readText, refuse } from './arguments.ts'
import { readPlace } from './place.ts'

/** Slack cuts a longer text of a new message; here it is refused, so that nobody relies on the cut. */
const maximumText = 40_000
const maximumTextOfUpdate = 4000

export const postMessage = (standIn: StandIn, args: Arguments): Answer => {
  const place = placeIn(standIn, args)
  if (place.kind === 'refused') return place.answer
  const read = readContent(args, { maximumText, maximumBlocks, isShowable: isShowableIn(standIn) })
  if (read.kind === 'refused') return read.answer
  const message = postAsBot(standIn, {
    channel: place.channel,
    content: read.content,
    threadTs: place.threadTs,
    broadcast: readFlag(args, 'reply_broadcast'),
  })
  return { ok: true, channel: place.channel, ts: message.ts, message: messageAsSent(standIn, message) }
}

export const postEphemeralMessage = (standIn: StandIn, args: Arguments): Answer => {
  const place = placeIn(standIn, args)
  if (place.kind === 'refused') return place.answer
  const user = readText(args, 'user')
  if (user === undefined || findPerson(user) === undefined) return refuse('user_not_found')
  const isActive = standIn.store.directory.find(user)?.isDeactivated === false
  if (!isActive || !isPersonIn(user, place.channel)) return refuse('user_not_in_channel')
  const read = readContent(args, { maximumText, maximumBlocks, isShowable: isShowableIn(standIn) })
  if (read.kind === 'refused') return read.answer
  const { channel, threadTs } = place
  return { ok: true, message_ts: postEphemeral(standIn, { user, channel, content: read.content, threadTs }).ts }
}

export const update = (standIn: StandIn, args: Arguments): Answer => {
  const found = readMessage(standIn, args, 'ts')
  if (found.kind === 'refused') return found.answer
  if (found.message.bot_id !== workspace.bot.botId) return refuse('cant_update_message')
  const read = readContent(args, { maximumText: maximumTextOfUpdate, maximumBlocks, isShowable: isShowableIn(standIn) })
  if (read.kind === 'refused') return read.answer
  const message = changeMessage(standIn, found.message, read.content)
  const { channel, ts, text } = message
  return { ok: true, channel, ts, text, message: messageAsSent(standIn, message) }
}

export const deleteMessage = (standIn: StandIn, args: Arguments): Answer => {
  const found = readMessage(standIn, args, 'ts')
  if (found.kind === 'refused') return found.answer
  const { channel, ts, bot_id } = found.message
  if (bot_id !== workspace.bot.botId) return refuse('cant_delete_message')
  standIn.store.messages.remove(channel, ts)
  standIn.feed.changed()
  return { ok: true, channel, ts }
}

export const getPermalink = (standIn: StandIn, args: Arguments): Answer => {
  const found = readMessage(standIn, args, 'message_ts')
  if (found.kind === 'refused') return found.answer
  const { channel, ts, thread_ts } = found.message
  const thread = thread_ts === undefined ? '' : `?thread_ts=${thread_ts}&cid=${channel}`
  const permalink = `${standIn.url}/archives/${channel}/p${ts.replace('.', '')}${thread}`
  return { ok: true, channel, permalink }
}

/** A person's id stands for their direct message with the bot. */
const placeIn = (standIn: StandIn, args: Arguments) => {
  const given = readText(args, 'channel') ?? ''
  return readPlace(standIn, findPerson(given) ? directMessageOf(given) : given, readText(args, 'thread_ts'))
}

const readMessage = (standIn: StandIn, args: Arguments, tsName: 'ts' | 'message_ts') => {
  const channel = readText(args, 'channel') ?? ''
  if (findChannel(channel) === undefined) return { kind: 'refused', answer: refuse('channel_not_found') } as const
  const message = standIn.store.messages.find(channel, readText(args, tsName) ?? '')
  if (message === undefined) return { kind: 'refused', answer: refuse('message_not_found') } as const
  return { kind: 'found', message } as const
}
