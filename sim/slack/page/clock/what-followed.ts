import type { ChannelNews, Screen } from '../../shapes.ts'

/** A line of what a jump brought; `channel`: where the person can look at it. */
export type Followed = { channel: string | null; text: string }

/** What came to the channels that the person sees, and how much to others alone. */
export const whatFollowed = (news: readonly ChannelNews[], channels: Screen['channels']): Followed[] => {
  const own = channels.flatMap(({ id, kind, name }) => {
    const found = news.find(({ channel }) => channel === id)
    const place = kind === 'channel' ? `#${name}` : `${name}, to you`
    return found ? [{ channel: id, text: `${place}: ${counted(found)}` }] : []
  })
  const others = news.filter(({ channel }) => !channels.some(({ id }) => id === channel))
  const sum = (of: 'posted' | 'changed') => others.reduce((before, each) => before + each[of], 0)
  const toOthers = { posted: sum('posted'), changed: sum('changed') }
  const told = others.length > 0 ? [{ channel: null, text: `Direct messages to others: ${counted(toOthers)}` }] : []
  return own.length + told.length > 0
    ? [...own, ...told]
    : [{ channel: null, text: 'Nothing was due: no message came.' }]
}

const counted = ({ posted, changed }: { posted: number; changed: number }): string =>
  [
    ...(posted > 0 ? [posted === 1 ? '1 new message' : `${posted} new messages`] : []),
    ...(changed > 0 ? [changed === 1 ? '1 message changed' : `${changed} messages changed`] : []),
  ].join(', ')
