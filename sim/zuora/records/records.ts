// What the tenant keeps. Moments are ISO text in UTC, so that they compare as text.
import { z } from 'zod'

export const asks = ['pending-close', 'close', 'reopen', 'run-trial-balance'] as const
export type Ask = (typeof asks)[number]

/** Everything that can be done to a period. */
export const changes = [...asks, 'create', 'update', 'delete'] as const
export type Change = (typeof changes)[number]

export const objects = ['invoices', 'payments', 'refunds', 'credit-memos', 'debit-memos'] as const
export type DocumentObject = (typeof objects)[number]

const periodStatus = z.enum(['Open', 'PendingClose', 'Closed'])
export type PeriodStatus = z.infer<typeof periodStatus>

export const organizationLabel = z.object({ organizationId: z.string(), organizationName: z.string() })

/** Null: the tenant's first entity. */
const entityId = z.string().nullable().default(null)

export const storedPeriod = z.object({
  id: z.string(),
  entityId,
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
  revenueDistributed: z.boolean().default(false),
  activeJournalEntries: z.boolean().default(false),
  customFields: z.record(z.string(), z.json()).default({}),
  /** What readers see instead of the status: a word that is not in the documentation. */
  shownStatus: z.string().nullable().default(null),
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

export const storedDocument = z.object({
  id: z.string(),
  entityId,
  organizationIds: z.array(z.string()).default([]),
  object: z.enum(objects),
  number: z.string(),
  status: z.string(),
  date: z.iso.date(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type StoredDocument = z.infer<typeof storedDocument>

/** A report of a trial balance. */
export const storedFile = z.object({ id: z.string(), entityId, report: z.string(), text: z.string() })
export type StoredFile = z.infer<typeof storedFile>

/** Users of the tenant: the one the first client belongs to, and somebody in Zuora's UI; and the first entity. */
export const users = z.object({
  integration: z.string(),
  other: z.string(),
  entity: z.string(),
  /** The first client. */
  clientId: z.string().nullable().default(null),
})

export const storedEntity = z.object({ id: z.string(), name: z.string() })
export type StoredEntity = z.infer<typeof storedEntity>

export const storedOrganization = z.object({
  id: z.string(),
  name: z.string(),
  entityId,
  parentId: z.string().nullable(),
})
export type StoredOrganization = z.infer<typeof storedOrganization>

/** The first answer to an `Idempotency-Key`. */
export const storedAnswer = z.object({
  request: z.string(),
  status: z.int(),
  body: z.unknown(),
  at: z.iso.datetime(),
})

export const recordedCall = z.object({
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  trackId: z.string().nullable(),
  /** Of the token, or of the sign-in. */
  clientId: z.string().nullable().default(null),
  /** The headers as they were sent. */
  entityIds: z.string().nullable().default(null),
  orgIds: z.string().nullable().default(null),
  idempotencyKey: z.string().nullable().default(null),
  contentEncoding: z.string().nullable().default(null),
  /** Null when the connection was destroyed instead of answered. */
  status: z.int().nullable(),
  effect: z.enum(changes).nullable(),
})

export const recordedEffect = z.object({
  at: z.iso.datetime(),
  what: z.enum(changes),
  periodId: z.string(),
  periodName: z.string(),
  trackId: z.string().nullable(),
  by: z.enum(['api', 'other']),
})
