import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const file = join(import.meta.dirname, '..', '..', '..', 'slack-manifest.json')

const shape = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().default(''),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional() }),
})

export type Manifest = {
  commands: { command: string; description: string; usageHint: string; shouldEscape: boolean }[]
  scopes: string[]
  /** The types of events that the app is subscribed to. */
  events: string[]
  hasHome: boolean
}

/** Where the app was installed with something else than the manifest says: other scopes, a command by another name. */
type Installed = { scopes?: readonly string[] | undefined; command?: string | undefined }

/** What this workspace has installed: the commands, scopes and events of the project's own manifest. */
export const readManifest = ({ scopes, command }: Installed): Manifest => {
  const parsed = shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  return {
    commands: parsed.features.slash_commands.map((each) => ({
      command: command ?? each.command,
      description: each.description,
      usageHint: each.usage_hint,
      shouldEscape: each.should_escape,
    })),
    scopes: [...(scopes ?? parsed.oauth_config.scopes.bot)],
    events: parsed.settings.event_subscriptions?.bot_events ?? [],
    hasHome: parsed.features.app_home?.home_tab_enabled ?? false,
  }
}
