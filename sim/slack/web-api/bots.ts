import type { StandIn } from '../stand-in.ts'
import { workspace } from '../workspace/workspace.ts'
import { type Answer, type Arguments, readText, refuse } from './arguments.ts'

export const info = ({ options }: StandIn, args: Arguments): Answer => {
  const { id, botId, name } = workspace.bot
  if (readText(args, 'bot') !== botId) return refuse('bot_not_found')
  return {
    ok: true,
    bot: { id: botId, deleted: false, name, updated: 1_700_000_000, app_id: options.appId, user_id: id, icons: {} },
  }
}
