import type { Person } from '../shapes.ts'
import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import { type Answer, type Arguments, paginate, readText, refuse } from './arguments.ts'

export const info = (standIn: StandIn, args: Arguments): Answer => {
  const id = readText(args, 'user') ?? ''
  if (id === workspace.bot.id) return { ok: true, user: botAsSent(standIn) }
  const person = standIn.store.directory.find(id)
  return person ? { ok: true, user: personAsSent(standIn, person) } : refuse('user_not_found')
}

export const list = (standIn: StandIn, args: Arguments): Answer => {
  const all = [...standIn.store.directory.people().map((person) => personAsSent(standIn, person)), botAsSent(standIn)]
  const { page, next_cursor } = paginate(args, all)
  return { ok: true, members: page, response_metadata: { next_cursor } }
}

const plain = { is_admin: false, is_owner: false, is_primary_owner: false, is_ultra_restricted: false }

/** Slack leaves the e-mail address out where the app lacks `users:read.email`. */
const personAsSent = (standIn: StandIn, person: Person): Record<string, unknown> => ({
  ...plain,
  id: person.id,
  team_id: standIn.options.teamId,
  name: person.handle,
  real_name: person.name,
  tz: person.tz,
  tz_offset: offsetSeconds(person.tz, standIn.now()),
  deleted: person.isDeactivated,
  is_restricted: person.isGuest,
  is_bot: false,
  is_app_user: false,
  updated: 1_700_000_000,
  profile: {
    real_name: person.name,
    display_name: person.name,
    team: standIn.options.teamId,
    ...(standIn.manifest.scopes.includes('users:read.email') ? { email: person.email } : {}),
  },
})

const botAsSent = (standIn: StandIn): Record<string, unknown> => ({
  ...plain,
  id: workspace.bot.id,
  team_id: standIn.options.teamId,
  name: workspace.bot.handle,
  real_name: workspace.bot.name,
  deleted: false,
  is_restricted: false,
  is_bot: true,
  is_app_user: false,
  updated: 1_700_000_000,
  profile: {
    real_name: workspace.bot.name,
    display_name: '',
    bot_id: workspace.bot.botId,
    team: standIn.options.teamId,
  },
})

const offsetSeconds = (timeZone: string, at: Date): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours, minutes] =
    parts.find((part) => part.type === 'timeZoneName')?.value.match(/GMT([+-])(\d\d):(\d\d)/) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
