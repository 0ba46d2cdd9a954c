import type { StandIn } from '../stand-in.ts'
import {
  channelsOf,
  directMessageOf,
  findChannel,
  findPerson,
  personOfDirectMessage,
  workspace,
} from '../workspace/workspace.ts'
import { type Answer, type Arguments, paginate, readFlag, readText, refuse } from './arguments.ts'
import { isHidden } from './place.ts'

const created = 1_700_000_000

export const open = (standIn: StandIn, args: Arguments): Answer => {
  const users = (readText(args, 'users') ?? '').split(',').filter((user) => user !== '')
  const existing = personOfDirectMessage(readText(args, 'channel') ?? '')
  const user = existing?.id ?? users[0]
  if (users.length > 1) return refuse('method_not_supported_for_channel_type')
  if (user === undefined) return refuse('users_list_not_supplied')
  const person = standIn.store.directory.find(user)
  if (person === undefined) return refuse('user_not_found')
  if (person.isDeactivated) return refuse('user_disabled')
  const id = directMessageOf(user)
  const details = readFlag(args, 'return_im') ? { is_im: true, user, created } : {}
  return { ok: true, no_op: true, already_open: true, channel: { id, ...details } }
}

export const info = (standIn: StandIn, args: Arguments): Answer => {
  const id = readText(args, 'channel') ?? ''
  if (!isSeen(standIn, id)) return refuse('channel_not_found')
  const count = readFlag(args, 'include_num_members') ? { num_members: membersOf(standIn, id).length } : {}
  return { ok: true, channel: { ...channelAsSent(standIn, id), ...count } }
}

export const members = (standIn: StandIn, args: Arguments): Answer => {
  const id = readText(args, 'channel') ?? ''
  if (!isSeen(standIn, id)) return refuse('channel_not_found')
  const { page, next_cursor } = paginate(args, membersOf(standIn, id))
  return { ok: true, members: page, response_metadata: { next_cursor } }
}

/** The channels a person is in; without a person, those of the bot. */
export const ofUser = (standIn: StandIn, args: Arguments): Answer => {
  const user = readText(args, 'user') ?? workspace.bot.id
  const isBot = user === workspace.bot.id
  if (!isBot && findPerson(user) === undefined) return refuse('user_not_found')
  const all = channelsOf(user).filter((each) => each.kind === 'channel')
  const joined = isBot ? all.filter((each) => standIn.store.channels.isBotIn(each.id)) : all
  const { page, next_cursor } = paginate(args, joined)
  return { ok: true, channels: page.map(({ id }) => channelAsSent(standIn, id)), response_metadata: { next_cursor } }
}

const isSeen = (standIn: StandIn, id: string): boolean => findChannel(id) !== undefined && !isHidden(standIn, id)

const membersOf = (standIn: StandIn, channel: string): string[] => {
  const person = personOfDirectMessage(channel)
  const active = standIn.store.directory.people().filter((each) => !each.isDeactivated)
  const persons = person ? [person.id] : active.map((each) => each.id)
  return standIn.store.channels.isBotIn(channel) ? [...persons, workspace.bot.id] : persons
}

const channelAsSent = (standIn: StandIn, id: string): Record<string, unknown> => {
  const person = personOfDirectMessage(id)
  if (person) return { id, created, is_archived: false, is_im: true, is_org_shared: false, user: person.id }
  const channel = findChannel(id)
  const { isPrivate, shared } = standIn.store.channels.stateOf(id)
  return {
    id,
    name: channel?.name,
    name_normalized: channel?.name,
    created,
    creator: 'U0CAROL',
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: false,
    is_general: id === 'C0GENERAL',
    is_shared: shared === 'organisation' || shared === 'company',
    is_ext_shared: shared === 'company',
    is_pending_ext_shared: shared === 'company-invited',
    pending_shared: shared === 'company-invited' ? ['T0OTHER'] : [],
    is_org_shared: shared === 'organisation',
    is_member: standIn.store.channels.isBotIn(id),
    context_team_id: standIn.options.teamId,
    topic: { value: channel?.topic, creator: 'U0CAROL', last_set: created },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
