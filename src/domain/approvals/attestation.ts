import { dayAndMonthText } from '../calendar/date-text.ts'
import { type FieldName, fieldNames } from '../calendar/period-fields.ts'
import type { Request } from '../request.ts'

type Attested = Pick<Request, 'action' | 'period' | 'fields' | 'snapshot'>

const mostCharacters = 300
const end = ', as shown here. Your approval is recorded under your name.'

/**
 * The words that an approver confirms, and that the record keeps. Plain text of at most 300 characters, as Slack's dialog
 * takes it; `entity` as it stands on every card. Of a change of fields, what would change takes the place of the dates.
 */
export function attestationOf(request: Attested, entity: string): string {
  const { action, period } = request
  const begin = `You agree to ${deeds[action]} ${period.name}`
  const change = changeText(request)
  const about =
    change === '' ? `, ${dayAndMonthText(period.startDate)} to ${dayAndMonthText(period.endDate)}` : `: ${change}`
  const text = `${begin}${about}, ${entity}${end}`
  if (text.length <= mostCharacters) return text
  const room = mostCharacters - `${begin}, ${entity}${end}`.length
  if (change !== '' && room > 40) return `${begin}${cut(about, room)}, ${entity}${end}`
  return cut(text, mostCharacters)
}

/** Never in the middle of a character that JavaScript counts as two. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** `end date 30 Nov 2026 → 28 Nov 2026`; empty where nothing that stands is changed. */
function changeText({ action, fields, snapshot }: Attested): string {
  if (action !== 'update' && action !== 'update-dates') return ''
  const changed = fieldNames.filter(
    (name) => fields?.[name] !== undefined && valueText(name, fields[name]) !== wasText(name, snapshot),
  )
  return changed
    .map((name) => {
      const was = wasText(name, snapshot)
      return `${fieldWords[name]} ${was === undefined ? '' : `${was} → `}${valueText(name, fields?.[name])}`
    })
    .join(', ')
}

function wasText(name: FieldName, snapshot: Request['snapshot']): string | undefined {
  const was = snapshot?.fields?.[name]
  return was === undefined ? undefined : valueText(name, was)
}

function valueText(name: FieldName, value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (name === 'fiscalQuarter') return `Q${value}`
  if (name === 'startDate' || name === 'endDate') return dayAndMonthText(String(value))
  return name === 'fiscalYear' ? String(value) : `“${value}”`
}

const fieldWords = {
  name: 'name',
  startDate: 'start date',
  endDate: 'end date',
  fiscalYear: 'fiscal year',
  fiscalQuarter: 'fiscal quarter',
  notes: 'notes',
} as const satisfies Record<FieldName, string>

const deeds = {
  close: 'the close of',
  'pending-close': 'the pending close of',
  'trial-balance': 'the trial balance of',
  'close-range': 'the close of',
  reopen: 'the reopening of',
  create: 'the creation of',
  update: 'the change of',
  'update-dates': 'the change of the dates of',
  delete: 'the deletion of',
  'set-back-to-open': 'setting back to Open',
  'control-test': 'the control test of',
} as const satisfies Record<Request['action'], string>
