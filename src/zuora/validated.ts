import { z } from 'zod'
import { ZuoraUnexpected } from './errors.ts'

/** The body as the schema reads it. The complaint names fields and types, never values. */
export function validated<Schema extends z.ZodType>(schema: Schema, body: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new ZuoraUnexpected(`Zuora’s answer to ${what} is not as documented: ${z.prettifyError(result.error)}`, {
    cause: result.error,
  })
}
