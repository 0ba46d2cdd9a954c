/** What is sent to create or update a period: only what is present. Dates are `yyyy-mm-dd`; the quarter is 1 to 4. */
export type PeriodFields = {
  name?: string
  startDate?: string
  endDate?: string
  fiscalYear?: number
  fiscalQuarter?: number | null
  notes?: string | null
  /** Under Multi-Org, the names of those that a new period is of. */
  organizationLabels?: readonly string[]
}

export type FieldName = Exclude<keyof PeriodFields, 'organizationLabels'>

export const fieldNames = [
  'name',
  'startDate',
  'endDate',
  'fiscalYear',
  'fiscalQuarter',
  'notes',
] as const satisfies readonly FieldName[]

/** The fields as Zuora has them. */
export type FieldsNow = Readonly<Record<FieldName, string | number | null>>

/** Of these fields, those whose value is another now. Empty notes and none are the same. */
export function fieldsThatDiffer(wanted: PeriodFields, now: FieldsNow): FieldName[] {
  return fieldNames.filter((name) => wanted[name] !== undefined && (wanted[name] || null) !== (now[name] || null))
}

/** The values now of the fields that would be changed. */
export function sameFieldsOf(wanted: PeriodFields, now: FieldsNow): Partial<FieldsNow> {
  return Object.fromEntries(fieldNames.filter((name) => wanted[name] !== undefined).map((name) => [name, now[name]]))
}
