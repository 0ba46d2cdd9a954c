import { z } from 'zod'

// What Slack's schema says of the parts that this app has, version 2 of
// https://raw.githubusercontent.com/slackapi/manifest-schema/main/manifest.schema.json (its schemas/manifest.schema.2.0.0.json at
// commit d89351d). Keys that it knows and this app has no use for are refused here: nothing is switched on by accident.

const address = z.string().regex(/^https?:\/\//)
const words = (longest: number) => z.string().min(1).max(longest)
const names = (most: number) => z.array(z.string().max(50)).max(most)
const distinct = (list: readonly string[]) => new Set(list).size === list.length

const command = z.strictObject({
  command: z.string().regex(/^\//).min(2).max(32),
  url: address.max(3000).optional(),
  description: words(2000),
  usage_hint: words(1000).optional(),
  should_escape: z.boolean().optional(),
})

export const manifestSchema = z.strictObject({
  $schema: z.url().optional(),
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int().optional() }),
  display_information: z.strictObject({
    name: words(35),
    description: words(140).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)
      .optional(),
    long_description: z.string().min(175).max(4000).optional(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    // The reference of app manifests allows a-z, 0-9, -, _ and .; capitals and blanks are in Slack's own samples.
    bot_user: z.strictObject({ display_name: words(80).regex(/^[\w. -]+$/), always_online: z.boolean().optional() }),
    slash_commands: z.tuple([command]),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: names(255).refine(distinct) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address.max(3500).optional(),
      bot_events: names(100).refine(distinct),
    }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: address.max(3500).optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

export type Manifest = z.infer<typeof manifestSchema>
