// What the tenant keeps. Moments are ISO text in UTC, so that they compare as text.
import { z } from 'zod'

export const asks = ['pending-close', 'close', 'reopen', 'run-trial-balance'] as const
export type Ask = (typeof asks)[number]

export const documentKinds = [
  'draft-invoices',
  'draft-payments',
  'processing-payments',
  'processing-refunds',
  'draft-credit-memos',
  'draft-debit-memos',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const objects = ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos'] as const

const periodStatus = z.enum(['Open', 'PendingClose', 'Closed'])
export type PeriodStatus = z.infer<typeof periodStatus>

const organizationLabel = z.object({ organizationId: z.string(), organizationName: z.string() })

export const storedPeriod = z.object({
  id: z.string(),
  name: z.string(),
  startDate: z.iso.date(),
  /** Null for the open-ended period. */
  endDate: z.iso.date().nullable(),
  fiscalYear: z.int(),
  fiscalQuarter: z.int().nullable(),
  notes: z.string().nullable(),
  organizationLabels: z.array(organizationLabel),
  status: periodStatus,
  /** When an accepted close turns PendingClose into Closed by itself. */
  closesAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
})
export type StoredPeriod = z.infer<typeof storedPeriod>

export const storedTrialBalance = z.object({
  periodId: z.string(),
  askedAt: z.iso.datetime(),
  /** Before this moment readers still see the trial balance before it. */
  visibleAt: z.iso.datetime(),
  startsAt: z.iso.datetime(),
  /** Null when it never ends. */
  endsAt: z.iso.datetime().nullable(),
  outcome: z.enum(['Completed', 'Error']),
  message: z.string().nullable(),
  fileIds: z.record(z.string(), z.string().nullable()),
})
export type StoredTrialBalance = z.infer<typeof storedTrialBalance>

export const nextTrialBalance = z.strictObject({
  outcome: z.enum(['Completed', 'Error']).default('Completed'),
  message: z.string().nullable().default(null),
  seconds: z.number().nonnegative().default(20),
  neverStarts: z.boolean().default(false),
  neverEnds: z.boolean().default(false),
  lagSeconds: z.number().nonnegative().default(0),
})

export const nextClose = z.strictObject({
  lagSeconds: z.number().nonnegative().default(0),
  errorButClosed: z.boolean().default(false),
})

export const storedDocument = z.object({
  id: z.string(),
  object: z.enum(objects),
  number: z.string(),
  status: z.string(),
  date: z.iso.date(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type StoredDocument = z.infer<typeof storedDocument>

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

export const settings = z.object({
  signInRefused: z.boolean().default(false),
  outage: z.boolean().default(false),
  tooManyRequests: z.boolean().default(false),
  manageCloseProcess: z.boolean().default(true),
  runTrialBalance: z.boolean().default(true),
})
export type Settings = z.infer<typeof settings>

/** Users of the tenant: the one the API's client belongs to, and somebody in Zuora's UI. */
export const users = z.object({ integration: z.string(), other: z.string(), entity: z.string() })

export const storedToken = z.object({ expiresAt: z.iso.datetime() })

export const recordedCall = z.object({
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  trackId: z.string().nullable(),
  /** Null when the connection was destroyed instead of answered. */
  status: z.int().nullable(),
  effect: z.enum(asks).nullable(),
})

export const recordedEffect = z.object({
  at: z.iso.datetime(),
  what: z.enum(asks),
  periodId: z.string(),
  periodName: z.string(),
  trackId: z.string().nullable(),
  by: z.enum(['api', 'other']),
})
