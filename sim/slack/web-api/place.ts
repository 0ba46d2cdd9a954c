import type { StandIn } from '../stand-in.ts'
import { findChannel } from '../workspace/workspace.ts'
import { type Answer, refuse } from './arguments.ts'

type Place = { kind: 'place'; channel: string; threadTs: string | undefined } | { kind: 'refused'; answer: Answer }

/** A private channel that the bot is not in: for the bot it does not exist. */
export const isHidden = ({ store }: StandIn, channel: string): boolean =>
  store.channels.stateOf(channel).isPrivate && !store.channels.isBotIn(channel)

/** Where to post: a channel the bot is in, and perhaps a thread there. */
export const readPlace = (standIn: StandIn, channel: string, threadTs: string | undefined): Place => {
  const refused = (error: string): Place => ({ kind: 'refused', answer: refuse(error) })
  if (findChannel(channel) === undefined) return refused('channel_not_found')
  if (isHidden(standIn, channel)) return refused('channel_not_found')
  if (!standIn.store.channels.isBotIn(channel)) return refused('not_in_channel')
  if (threadTs === undefined) return { kind: 'place', channel, threadTs }
  const parent = standIn.store.messages.find(channel, threadTs)
  if (parent === undefined) return refused('thread_not_found')
  return parent.thread_ts === undefined ? { kind: 'place', channel, threadTs } : refused('cannot_reply_to_message')
}
