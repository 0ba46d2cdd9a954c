import * as z from 'zod/mini'
import { readJson } from '../../read-json.ts'

/** Slack's limit of what a modal carries. */
export const mostCharacters = 3000

const date = z.nullable(z.string())
const common = { entity: z.string(), channel: z.string() }
const facts = z.object({
  names: z.array(z.string()),
  firstStart: date,
  lastEnd: date,
  organizations: z.exactOptional(z.array(z.string())),
})
const shown = z.object({
  name: z.string(),
  fiscalYear: z.nullable(z.number()),
  fiscalQuarter: z.nullable(z.number()),
  notes: z.nullable(z.string()),
})

const contextSchema = z.discriminatedUnion('form', [
  z.object({ form: z.literal('create'), ...common, facts }),
  z.object({ form: z.literal('edit'), ...common, periodId: z.string(), shown, facts }),
  z.object({
    form: z.literal('dates'),
    ...common,
    periodId: z.string(),
    facts: z.object({
      startDate: z.string(),
      endDate: z.string(),
      isEarliest: z.boolean(),
      next: z.nullable(z.object({ name: z.string(), endDate: z.string() })),
    }),
  }),
])

/** What a form carries, so that its submission can be judged where there is no Zuora. */
export type FormContext = z.infer<typeof contextSchema>

/** As many of the taken names as fit, from the first; Zuora knows the others. */
export function writeFormContext(context: FormContext): string {
  if (context.form === 'dates') return JSON.stringify(context)
  const { facts } = context
  const write = (names: readonly string[]) => JSON.stringify({ ...context, facts: { ...facts, names } })
  let left = mostCharacters - write([]).length
  const firstTooMany = facts.names.findIndex((name) => {
    left -= JSON.stringify(name).length + 1
    return left < 0
  })
  return write(firstTooMany < 0 ? facts.names : facts.names.slice(0, firstTooMany))
}

/** Undefined for anything this bot did not write. */
export function readFormContext(privateMetadata: string): FormContext | undefined {
  const context = contextSchema.safeParse(readJson(privateMetadata))
  return context.success ? context.data : undefined
}
