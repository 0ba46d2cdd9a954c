import type { StandIn } from '../stand-in.ts'
import { type Answer, type Arguments, readFlag, readText, refuse } from './arguments.ts'

const created = 1_700_000_000

export const list = (standIn: StandIn, args: Arguments): Answer => ({
  ok: true,
  usergroups: standIn.store.directory.groups().map((group) => ({
    id: group.id,
    team_id: standIn.options.teamId,
    is_usergroup: true,
    is_subteam: true,
    is_external: false,
    name: group.name,
    description: '',
    handle: group.handle,
    date_create: created,
    date_update: created,
    date_delete: 0,
    auto_type: null,
    created_by: 'U0CAROL',
    updated_by: 'U0CAROL',
    deleted_by: null,
    prefs: { channels: [], groups: [] },
    user_count: group.users.length,
    ...(readFlag(args, 'include_users') ? { users: group.users } : {}),
  })),
})

export const usersList = (standIn: StandIn, args: Arguments): Answer => {
  const group = standIn.store.directory.findGroup(readText(args, 'usergroup') ?? '')
  return group ? { ok: true, users: group.users } : refuse('no_such_subteam')
}
