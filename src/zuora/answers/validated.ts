import * as z from 'zod/mini'
import { ZuoraUnexpected } from '../errors.ts'

/** The body as the schema reads it. The complaint names fields and types, never values. */
export function validated<Schema extends z.ZodMiniType>(schema: Schema, body: unknown, what: string): z.output<Schema> {
  const result = z.safeParse(schema, body)
  if (result.success) return result.data
  const complaint = result.error.issues.map((issue) => `${pathOf(issue.path)} ${complaintOf(issue)}`).join('; ')
  throw new ZuoraUnexpected(`Zuora’s answer to ${what} is not as documented: ${complaint}`, { cause: result.error })
}

// Zod's own `core.toDotPath` would take all of its locales along into every bundle.
function pathOf(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'it'
  )
}

function complaintOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `is not ${issue.expected}`
  return issue.code === 'invalid_format' ? `is not ${issue.format}` : `is ${issue.code.replaceAll('_', ' ')}`
}
