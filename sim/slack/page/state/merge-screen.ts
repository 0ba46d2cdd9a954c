import { shownMessages } from '../../messages/shown-messages.ts'
import type { ChangedMessages, Message, Screen, ScreenChange } from '../../shapes.ts'

/** The messages that a page has read, by channel, and up to which revision. */
export type Had = { revision: string; messages: ReadonlyMap<string, readonly Message[]> }

export const nothingHad: Had = { revision: '', messages: new Map() }

/** The whole screen again, from what was read before and what changed since; what did not change is the same object. */
export const mergeScreen = (had: Had, { revision, changed, ...around }: ScreenChange): { had: Had; screen: Screen } => {
  const messages = new Map(changed.map((each) => [each.channel, mergeChannel(had.messages.get(each.channel), each)]))
  return { had: { revision, messages }, screen: { ...around, messages: [...messages.values()].flat() } }
}

const mergeChannel = (
  before: readonly Message[] = [],
  { isWhole, messages, gone }: ChangedMessages,
): readonly Message[] => {
  if (isWhole) return messages
  if (messages.length === 0 && gone.length === 0) return before
  const replaced = new Set([...gone, ...messages.map(({ ts }) => ts)])
  return [...before.filter(({ ts }) => !replaced.has(ts)), ...messages]
    .sort((one, other) => (one.ts < other.ts ? -1 : 1))
    .slice(-shownMessages)
}
