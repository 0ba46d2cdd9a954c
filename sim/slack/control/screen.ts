import { shownMessages } from '../messages/shown-messages.ts'
import type { ChangedMessages, Screen, ScreenChange, ZuoraPlace } from '../shapes.ts'
import type { SlackOptions, StandIn } from '../stand-in.ts'
import { channelsOf, workspace } from '../workspace/workspace.ts'

/** What one person sees: the channels they are in, the messages there, and what only they can see. */
export const screenOf = (standIn: StandIn, user: string): Screen => ({
  ...aroundMessages(standIn, user),
  ephemerals: standIn.store.ephemerals.list(user).slice(-shownMessages),
  messages: channelsOf(user).flatMap(({ id }) => standIn.store.messages.newest(id, shownMessages)),
})

/** What a page has read already: the messages of some channels up to a revision, and ephemeral ones up to a moment. */
type Had = { revision: string; channels: readonly string[]; ephemeralsAfter: string }

/** The same for a page that has read it before. */
export const screenSince = (standIn: StandIn, user: string, had: Had): ScreenChange => ({
  ...aroundMessages(standIn, user),
  ephemerals: standIn.store.ephemerals.list(user, had.ephemeralsAfter).slice(-shownMessages),
  revision: standIn.store.messages.revision(),
  changed: channelsOf(user).map(({ id }) => changedIn(standIn, id, had)),
})

const changedIn = ({ store }: StandIn, channel: string, { revision, channels }: Had): ChangedMessages => {
  const changed = channels.includes(channel) ? store.messages.changedSince(revision, channel) : undefined
  if (changed) return { channel, isWhole: false, ...changed }
  return { channel, isWhole: true, messages: store.messages.newest(channel, shownMessages), gone: [] }
}

const aroundMessages = (standIn: StandIn, user: string): Omit<Screen, 'messages' | 'ephemerals'> => ({
  workspace: workspaceOf(standIn),
  channels: channelsOf(user).map((channel) => {
    const { messages, channels } = standIn.store
    const readUpTo = channels.readUpTo(user, channel.id)
    return {
      ...channel,
      unread: messages.countUnread(channel.id, { user, after: readUpTo }),
      readUpTo,
      notShown: Math.max(0, messages.count(channel.id) - shownMessages),
      botIsMember: channels.isBotIn(channel.id),
    }
  }),
  newestEphemeral: standIn.store.ephemerals.newestTs(),
  modals: standIn.store.views.modals(user),
  home: standIn.store.views.home(user) ?? null,
  faults: standIn.faults.waiting(),
})

const workspaceOf = ({ store, manifest, options }: StandIn): Screen['workspace'] => ({
  name: workspace.name,
  people: store.directory.people(),
  groups: store.directory.groups(),
  bot: { id: workspace.bot.id, handle: workspace.bot.handle, name: workspace.bot.name },
  hasHome: manifest.hasHome,
  zuora: zuoraPlaceOf(options),
  clock: options.clock ? { msAhead: options.clock.msAhead() } : null,
  commands: manifest.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
})

const zuoraPlaceOf = ({ zuoraUrl, zuoraElsewhere }: SlackOptions): ZuoraPlace => {
  if (zuoraUrl !== undefined) return { kind: 'stand-in' }
  return zuoraElsewhere === undefined ? { kind: 'unknown' } : { kind: 'elsewhere', host: zuoraElsewhere }
}
