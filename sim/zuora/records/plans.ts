// What the control API has planned: trouble, and how the next trial balances and closes go.
import { z } from 'zod'

export const nextTrialBalance = z.strictObject({
  /** The id of the period it is meant for; null for whichever is next. */
  period: z.string().nullable().default(null),
  outcome: z.enum(['Completed', 'Error']).default('Completed'),
  message: z.string().nullable().default(null),
  seconds: z.number().nonnegative().default(20),
  neverStarts: z.boolean().default(false),
  neverEnds: z.boolean().default(false),
  lagSeconds: z.number().nonnegative().default(0),
})
export type NextTrialBalance = z.infer<typeof nextTrialBalance>

export const nextClose = z.strictObject({
  lagSeconds: z.number().nonnegative().default(0),
  errorButClosed: z.boolean().default(false),
})

/** `file`: the id of a file, or one of the nine keys of `fileIds` for every report of that kind. */
export const fileTrouble = z.discriminatedUnion('kind', [
  z.strictObject({ file: z.string(), kind: z.literal('too-large') }),
  z.strictObject({ file: z.string(), kind: z.literal('missing') }),
  /** Half of it at once, the rest `ms` later. */
  z.strictObject({ file: z.string(), kind: z.literal('slow'), ms: z.number().nonnegative() }),
  /** As many more rows as make it at least that large. */
  z.strictObject({ file: z.string(), kind: z.literal('padded'), bytes: z.int().positive().max(50_000_000) }),
])
export type FileTrouble = z.infer<typeof fileTrouble>

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) !== undefined
  } catch {
    return false
  }
}

const faultMatch = {
  /** Any, when it is not said. */
  method: z.string().nullable().default(null),
  path: z.string().refine(isRegularExpression, 'not a regular expression').default(''),
  times: z.int().positive().default(1),
}

export const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    ...faultMatch,
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.json().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ ...faultMatch, kind: z.literal('drop-before') }),
  z.strictObject({ ...faultMatch, kind: z.literal('drop-after') }),
  z.strictObject({ ...faultMatch, kind: z.literal('delay'), ms: z.number().nonnegative() }),
])
export type Fault = z.infer<typeof fault>
