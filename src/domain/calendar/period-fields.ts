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

/** What each kind of change may set: the policy has a rule for each, so none may carry what is another's. */
const fieldsOfChange = {
  create: [...fieldNames, 'organizationLabels'],
  update: ['name', 'fiscalYear', 'fiscalQuarter', 'notes'],
  'update-dates': ['startDate', 'endDate'],
} as const satisfies Record<string, readonly (keyof PeriodFields)[]>

/** Of what was given, what this kind of change may set. */
export function fieldsOf(change: keyof typeof fieldsOfChange, given: PeriodFields): PeriodFields {
  const own: ReadonlySet<string> = new Set(fieldsOfChange[change])
  return Object.fromEntries(Object.entries(given).filter(([name]) => own.has(name)))
}
