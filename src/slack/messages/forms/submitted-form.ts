import {
  type FieldMistake,
  mistakesInCreate,
  mistakesInDateChange,
  mistakesInUpdate,
} from '../../../domain/calendar/field-mistakes.ts'
import {
  type FieldName,
  fieldNames,
  fieldsThatDiffer,
  type PeriodFields,
} from '../../../domain/calendar/period-fields.ts'
import { plainText } from '../../plain-text.ts'
import { fieldFaultText } from '../text/fields-text.ts'
import type { FormContext } from './form-context.ts'
import { noQuarter } from './form-inputs.ts'

/** What Slack tells of an input, by block id and action id; each kind of input has its own property. */
export type FormState = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        { value?: string | null; selected_date?: string | null; selected_option?: { value: string } | null }
      >
    >
  >
>

/** By block id, as Slack takes them. */
export type FormErrors = Partial<Record<FieldName, string>>

export type Submitted = { kind: 'mistakes'; errors: FormErrors } | { kind: 'fields'; fields: PeriodFields }

/** What a person entered, or at which fields it is wrong; of an existing period only what they changed. */
export function readSubmitted(context: FormContext, state: FormState): Submitted {
  const entered = enteredIn(state)
  const fields = fieldsOf(context, entered)
  const mistakes = mistakesIn(context, fields)
  if (mistakes.length > 0) return { kind: 'mistakes', errors: errorsOf(mistakes) }
  if (Object.keys(fields).length === 0) return { kind: 'mistakes', errors: nothingChanged(context) }
  return { kind: 'fields', fields }
}

function enteredIn(state: FormState): PeriodFields {
  const inputOf = (field: FieldName) => state[field]?.[field]
  const text = (field: FieldName) => inputOf(field)?.value?.trim() ?? ''
  const day = (field: FieldName) => inputOf(field)?.selected_date ?? ''
  const quarter = inputOf('fiscalQuarter')?.selected_option?.value ?? noQuarter
  return {
    ...('name' in state && { name: text('name') }),
    ...('startDate' in state && { startDate: day('startDate') }),
    ...('endDate' in state && { endDate: day('endDate') }),
    ...(text('fiscalYear') !== '' && { fiscalYear: Number(text('fiscalYear')) }),
    ...('fiscalQuarter' in state && { fiscalQuarter: quarter === noQuarter ? null : Number(quarter) }),
    ...('notes' in state && { notes: text('notes') === '' ? null : text('notes') }),
  }
}

function fieldsOf(context: FormContext, entered: PeriodFields): PeriodFields {
  const nothing = { name: null, startDate: null, endDate: null, fiscalYear: null, fiscalQuarter: null, notes: null }
  switch (context.form) {
    case 'create': {
      const { organizations } = context.facts
      const fields = only(entered, fieldsThatDiffer(entered, nothing))
      return { ...fields, ...(organizations && { organizationLabels: organizations }) }
    }
    case 'edit':
      return only(entered, fieldsThatDiffer(entered, { ...nothing, ...context.shown }))
    case 'dates': {
      const { startDate, endDate } = context.facts
      return only(entered, fieldsThatDiffer(entered, { ...nothing, startDate, endDate }))
    }
  }
}

function only(fields: PeriodFields, names: readonly FieldName[]): PeriodFields {
  const kept = { ...fields }
  for (const name of fieldNames) if (!names.includes(name)) delete kept[name]
  return kept
}

function mistakesIn(context: FormContext, fields: PeriodFields): FieldMistake[] {
  switch (context.form) {
    case 'create':
      return mistakesInCreate(fields, context.facts)
    case 'edit':
      return mistakesInUpdate(fields, context.facts)
    case 'dates':
      return mistakesInDateChange(fields, context.facts)
  }
}

/** One at each field: the first that was found. */
function errorsOf(mistakes: readonly FieldMistake[]): FormErrors {
  const errors: FormErrors = {}
  for (const { field, because } of mistakes) errors[field] ??= plainText(fieldFaultText(because))
  return errors
}

function nothingChanged({ form }: FormContext): FormErrors {
  if (form === 'dates') return { endDate: 'That is how it is already. Pick another date, or press Cancel.' }
  return { name: 'Nothing was changed. Change this or another field, or press Cancel.' }
}
