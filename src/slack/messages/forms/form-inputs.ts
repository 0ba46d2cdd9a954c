import type { InputBlock, PlainTextOption } from '@slack/types'
import type { FieldName } from '../../../domain/calendar/period-fields.ts'
import { fieldWord } from '../text/fields-text.ts'
import { cut } from '../text/mrkdwn.ts'

/** In `select`, for no quarter: what was once picked in a select cannot be picked away. */
export const noQuarter = 'none'

type Given<T> = { value: T | null; hint?: string; optional?: boolean }

/** Each input has the name of its field as block and action id. */
function input(field: FieldName, element: InputBlock['element'], { hint, optional }: Given<unknown>): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: { type: 'plain_text', text: fieldWord(field) },
    element: { ...element, action_id: field },
    ...(hint === undefined ? {} : { hint: { type: 'plain_text', text: cut(hint, 2000) } }),
    ...(optional === undefined ? {} : { optional }),
  }
}

/** No limits of Slack's own: what is wrong is said at the field, in words. */
export function textInput(field: 'name' | 'notes', given: Given<string>): InputBlock {
  const multiline = field === 'notes'
  return input(field, { type: 'plain_text_input', multiline, ...initial(given.value || null) }, given)
}

export function yearInput(given: Given<number>): InputBlock {
  const { value } = given
  const element = {
    type: 'number_input',
    is_decimal_allowed: false,
    ...initial(value === null ? null : String(value)),
  } as const
  return input('fiscalYear', element, given)
}

export function quarterInput(given: Given<number>): InputBlock {
  const options = [noQuarter, '1', '2', '3', '4'].map(quarterOption)
  const chosen = quarterOption(given.value === null ? noQuarter : String(given.value))
  return input('fiscalQuarter', { type: 'static_select', options, initial_option: chosen }, given)
}

export function dateInput(field: 'startDate' | 'endDate', given: Given<string>): InputBlock {
  return input(field, { type: 'datepicker', ...(given.value === null ? {} : { initial_date: given.value }) }, given)
}

function quarterOption(value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: value === noQuarter ? 'None' : `Q${value}` }, value }
}

function initial(value: string | null): { initial_value?: string } {
  return value === null ? {} : { initial_value: value }
}
