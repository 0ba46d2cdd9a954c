import * as z from 'zod/mini'
import { channel, slashCommand, team } from './slack-values.ts'

/** What `slack` uses of the configuration; the rest of it is for those who decide. */
const frontSchema = z.object({
  slack: z.object({ team, channel, command: slashCommand }),
  entities: z
    .array(z.object({ key: z.string(), name: z.string(), channel: z.optional(channel) }))
    .check(z.minLength(1)),
})

export type FrontConfig = z.infer<typeof frontSchema>

/**
 * Reads so much of a configuration that was checked whole when it was compiled, because reading all of it would be a third of
 * what the first person after a pause waits for. Undefined where even that is wrong.
 */
export function readFrontConfig(raw: unknown): FrontConfig | undefined {
  return frontSchema.safeParse(raw).data
}
