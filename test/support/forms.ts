import type { CalendarFacts } from '../../src/domain/calendar/field-mistakes.ts'
import { isDated } from '../../src/domain/period-reference.ts'
import type { FormPrepared } from '../../src/usecases/forms/prepare-form.ts'
import { sampleEntity } from './sample-entity.ts'
import { samplePeriod } from './sample-request.ts'

const entity = sampleEntity()
const october = samplePeriod({ status: 'Open', statusText: 'Open' })
const openOctober = isDated(october) ? october : undefined
const november = samplePeriod({ id: 'nov', name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30' })

type Prepared<K extends FormPrepared['kind']> = Extract<FormPrepared, { kind: K }>

const facts: CalendarFacts = { names: ['Oct 2026', 'Sep 2026'], firstStart: '2026-01-01', lastEnd: '2026-10-31' }

/** A form for the period after October 2026. */
export function sampleCreate(changes: Partial<Prepared<'create'>> = {}): Prepared<'create'> {
  const span = { startDate: '2026-11-01', endDate: '2026-11-30' }
  const proposal = { name: 'Nov 2026', ...span, fiscalYear: 2026, fiscalQuarter: 4 }
  return { kind: 'create', entity, approvals: 0, proposal, last: openOctober ?? null, facts, ...changes }
}

/** A form for October 2026, which is Open and has no notes. */
export function sampleEdit(changes: Partial<Prepared<'edit'>> = {}): Prepared<'edit'> {
  if (!openOctober) throw new TypeError('October has an end')
  const others = { ...facts, names: ['Nov 2026', 'Sep 2026'] }
  return { kind: 'edit', entity, approvals: 0, period: openOctober, facts: others, ...changes }
}

/** A form for the dates of October 2026, which November follows. */
export function sampleDates(changes: Partial<Prepared<'dates'>> = {}): Prepared<'dates'> {
  const { period } = sampleEdit()
  const next = { name: 'Nov 2026', endDate: '2026-11-30' }
  const dates = { startDate: '2026-10-01', endDate: '2026-10-31', isEarliest: false, next }
  return { kind: 'dates', entity, approvals: 0, period, next: november, facts: dates, ...changes }
}
