import type { Message, Screen, ZuoraPlace } from '../shapes.ts'
import type { SlackOptions, StandIn } from '../stand-in.ts'
import { channelsOf, workspace } from '../workspace/workspace.ts'

/** Of a channel, its threads included. */
const shownMessages = 1500

/** What one person sees: the channels they are in, the messages there, and what only they can see. */
export const screenOf = (standIn: StandIn, user: string): Screen => {
  const channels = channelsOf(user)
  const messages = channels.map(({ id }) => standIn.store.messages.list(id))
  return {
    workspace: {
      name: workspace.name,
      people: standIn.store.directory.people(),
      groups: standIn.store.directory.groups(),
      bot: { id: workspace.bot.id, name: workspace.bot.name },
      hasHome: standIn.manifest.hasHome,
      zuora: zuoraPlaceOf(standIn.options),
      clock: standIn.options.clock ? { msAhead: standIn.options.clock.msAhead() } : null,
      commands: standIn.manifest.commands.map(({ command, description, usageHint }) => ({
        command,
        description,
        usageHint,
      })),
    },
    channels: channels.map((channel, index) => {
      const readUpTo = standIn.store.channels.readUpTo(user, channel.id)
      const all = messages[index] ?? []
      const unread = all.filter((each) => each.ts > readUpTo && each.user !== user && !isInThreadOnly(each)).length
      const notShown = Math.max(0, all.length - shownMessages)
      return { ...channel, unread, notShown, botIsMember: standIn.store.channels.isBotIn(channel.id) }
    }),
    messages: messages.flatMap((ofChannel) => ofChannel.slice(-shownMessages)),
    ephemerals: standIn.store.ephemerals.list(user).slice(-shownMessages),
    newestEphemeral: standIn.store.ephemerals.newestTs(),
    modals: standIn.store.views.modals(user),
    home: standIn.store.views.home(user) ?? null,
  }
}

/** A reply in a thread leaves its channel as read as it was. */
const isInThreadOnly = ({ thread_ts, subtype }: Message): boolean =>
  thread_ts !== undefined && subtype !== 'thread_broadcast'

const zuoraPlaceOf = ({ zuoraUrl, zuoraElsewhere }: SlackOptions): ZuoraPlace => {
  if (zuoraUrl !== undefined) return { kind: 'stand-in' }
  return zuoraElsewhere === undefined ? { kind: 'unknown' } : { kind: 'elsewhere', host: zuoraElsewhere }
}
