import { z } from 'zod'
import type { ZuoraError } from '../api/errors.ts'
import { no } from './rule.ts'

/** A year was a string before 2025-08 and is a number since; both are taken. */
const fiscalYear = z
  .union([z.int(), z.string().regex(/^\d{4}$/)], 'a year, as 2026')
  .transform(Number)
  .refine((year) => year >= 1900 && year <= 9999, 'a year, as 2026')
const fiscalQuarter = z
  .union([z.int(), z.string().regex(/^\d$/)], 'a number from 1 to 4')
  .transform(Number)
  .refine((quarter) => quarter >= 1 && quarter <= 4, 'a number from 1 to 4')
  .nullable()
const name = z.string().trim().min(1, 'must not be empty').max(100, 'must not have more than 100 characters')
const notes = z.string().max(255, 'must not have more than 255 characters').nullable()
const date = z.iso.date('must be a date that exists, as yyyy-mm-dd')
const organizationLabels = z.array(
  z.union([z.object({ organizationId: z.string() }), z.object({ organizationName: z.string() })]),
)

const newFields = z.looseObject({
  name,
  startDate: date,
  endDate: date,
  fiscalYear,
  fiscalQuarter: fiscalQuarter.default(null),
  notes: notes.default(null),
  organizationLabels: organizationLabels.default([]),
})
export type NewFields = z.infer<typeof newFields>

const changedFields = z.looseObject({
  name: name.optional(),
  startDate: date.optional(),
  endDate: date.optional(),
  fiscalYear: fiscalYear.optional(),
  fiscalQuarter: fiscalQuarter.optional(),
  notes: notes.optional(),
})
export type ChangedFields = z.infer<typeof changedFields>

type Read<F> = { fields: F } | { error: ZuoraError }

function read<S extends z.ZodType>(schema: S, body: unknown): Read<z.infer<S>> {
  const fields = schema.safeParse(body)
  if (fields.success) return { fields: fields.data }
  const [issue] = fields.error.issues
  const error = no(20, `${issue?.path.join('.') || 'The request body'}: ${issue?.message ?? 'not valid'}.`)
  return { error }
}

export const readNewFields = (body: unknown): Read<NewFields> => read(newFields, body)
export const readChangedFields = (body: unknown): Read<ChangedFields> => read(changedFields, body)

const customFields = z.record(z.string(), z.json())

/** The custom fields of a request: those whose names end in `__c`. */
export function readCustomFields(fields: object): z.infer<typeof customFields> {
  const custom = Object.entries(fields).filter(([name]) => name.endsWith('__c'))
  return customFields.parse(Object.fromEntries(custom))
}
