import * as z from 'zod/mini'

/** What every request of Slack carries: who sent it, from which workspace, to which app. The rest is Bolt's to read. */
const bodySchema = z.looseObject({
  api_app_id: z.optional(z.string()),
  team_id: z.optional(z.string()),
  team: z.nullish(z.looseObject({ id: z.optional(z.string()) })),
})

export type SlackBody = z.infer<typeof bodySchema>

/** The parsed body: a form, the JSON in a form's `payload`, or JSON. Undefined when it is none of these. */
export function readBody(contentType: string, rawBody: Buffer): SlackBody | undefined {
  const text = rawBody.toString('utf8')
  const parsed =
    contentType.split(';')[0]?.trim().toLowerCase() === 'application/json' ? readJson(text) : readForm(text)
  const body = bodySchema.safeParse(parsed)
  return body.success ? body.data : undefined
}

function readForm(text: string): unknown {
  const form = Object.fromEntries(new URLSearchParams(text))
  return typeof form.payload === 'string' ? readJson(form.payload) : form
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every workspace that the body names: more than one is nobody's. */
export function teamsIn(body: SlackBody): string[] {
  return [body.team_id, body.team?.id].filter((team) => team !== undefined)
}
