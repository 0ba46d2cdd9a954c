import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import type { Answer } from './arguments.ts'

export const authTest = (standIn: StandIn): Answer => ({
  ok: true,
  url: `${standIn.url}/`,
  team: workspace.name,
  user: workspace.bot.handle,
  team_id: standIn.options.teamId,
  user_id: workspace.bot.id,
  bot_id: workspace.bot.botId,
  is_enterprise_install: false,
})
