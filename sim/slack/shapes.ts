import type { Block } from './block-kit/blocks.ts'
import type { Option, PlainText } from './block-kit/text.ts'
import type { Fault } from './control/faults.ts'

/** A message as Slack hands it out; `channel` is ours, so that a list of several channels can be read. */
export type Message = {
  type: 'message'
  channel: string
  ts: string
  user: string
  team: string
  text: string
  bot_id?: string
  app_id?: string
  blocks?: Block[]
  thread_ts?: string
  subtype?: 'thread_broadcast'
  metadata?: unknown
  files?: SlackFile[]
  /** Slack marks a message that came with a file. */
  upload?: true
  edited?: { user: string; ts: string }
}

/** A file that was uploaded, as Slack hands it out; a message carries those that were shared with it. */
export type SlackFile = {
  id: string
  created: number
  timestamp: number
  name: string
  title: string
  mimetype: string
  filetype: string
  pretty_type: string
  user: string
  size: number
  mode: 'hosted'
  is_external: false
  is_public: boolean
  url_private: string
  url_private_download: string
  permalink: string
}

/** Seen by one person only. `slack` is Slackbot speaking, as it does when a command fails. */
export type Ephemeral = {
  channel: string
  ts: string
  user: string
  from: 'bot' | 'slack'
  text: string
  blocks?: Block[]
  thread_ts?: string
  /** The `response_url` by which it came: that of the command or click that it answers. */
  answers?: string
}

export type StateValue = {
  type: string
  value?: string | null
  selected_option?: Option | null
  selected_options?: Option[]
  selected_user?: string | null
  selected_users?: string[]
  selected_conversation?: string | null
  selected_channel?: string | null
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
}

export type StateValues = Record<string, Record<string, StateValue>>

/** A view as Slack keeps it and sends it. */
export type View = {
  id: string
  team_id: string
  type: 'modal' | 'home'
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  state: { values: StateValues }
  hash: string
  title: PlainText
  close: PlainText | null
  submit: PlainText | null
  clear_on_close: boolean
  notify_on_close: boolean
  root_view_id: string
  previous_view_id: string | null
  app_id: string
  app_installed_team_id: string
  bot_id: string
}

export type Person = {
  id: string
  handle: string
  name: string
  /** What the page says beside the name. */
  role: string
  tz: string
  email: string
  isGuest: boolean
  isDeactivated: boolean
}

export type Channel = { id: string; kind: 'channel' | 'im'; name: string; topic: string }
export type UserGroup = { id: string; handle: string; name: string; users: string[] }

/** Which Zuora the bot asks: the stand-in, whose tenant the page shows; another one; or it is not known. */
export type ZuoraPlace = { kind: 'stand-in' } | { kind: 'elsewhere'; host: string } | { kind: 'unknown' }

/** What came to a channel. */
export type ChannelNews = { channel: string; posted: number; changed: number }

/** What became of moving the clock. */
export type JumpReport = { kind: 'jumped'; now: string; news: ChannelNews[] } | { kind: 'refused'; because: string }

/** Everything one person sees: what the page draws. */
export type Screen = {
  workspace: {
    name: string
    people: Person[]
    groups: UserGroup[]
    bot: { id: string; handle: string; name: string }
    /** Whether the bot's app has a Home tab. */
    hasHome: boolean
    zuora: ZuoraPlace
    /** How far the clock is ahead; null where it cannot be moved. */
    clock: { msAhead: number } | null
    commands: { command: string; description: string; usageHint: string }[]
  }
  /** `notShown`: so many older messages are kept and not in `messages`; `readUpTo`: the newest that the person has read. */
  channels: (Channel & { unread: number; readUpTo: string; notShown: number; botIsMember: boolean })[]
  messages: Message[]
  ephemerals: Ephemeral[]
  /** The `ts` of the newest ephemeral message of anybody; empty where there is none. */
  newestEphemeral: string
  modals: View[]
  home: View | null
  /** What is still to go wrong between Slack and the bot. */
  faults: Fault[]
}

/** Of one channel all that is shown, or what was put and what is gone since a revision. */
export type ChangedMessages = { channel: string; isWhole: boolean; messages: Message[]; gone: string[] }

/** A screen for a page that has read one before: only messages that it has not. */
export type ScreenChange = Omit<Screen, 'messages'> & { revision: string; changed: ChangedMessages[] }
