import type { KnownBlock, ModalView } from '@slack/types'
import type { CalendarFacts } from '../../../domain/calendar/field-mistakes.ts'
import type { FormPrepared } from '../../../usecases/forms/prepare-form.ts'
import { context, section } from '../blocks.ts'
import { calendarDate, escaped, listed } from '../text/mrkdwn.ts'
import { type EntityLabel, statusWord } from '../text/words.ts'
import { writeFormContext } from './form-context.ts'
import { dateInput, quarterInput, textInput, yearInput } from './form-inputs.ts'
import { filledView } from './form-views.ts'

type Prepared<K extends FormPrepared['kind']> = Extract<FormPrepared, { kind: K }>

/** A form that can be submitted. `channel` is where it was asked for, and where its answer goes. */
export function periodForm(
  prepared: FormPrepared,
  { label, channel }: { label: EntityLabel; channel: string },
): ModalView {
  const { entity, approvals } = prepared
  const name = escaped(label(entity.key))
  const common = { entity: entity.key, channel }
  switch (prepared.kind) {
    case 'create': {
      const metadata = writeFormContext({ form: 'create', ...common, facts: copied(prepared.facts) })
      return filledView('create', {
        blocks: [...createBlocks(prepared, name), afterwards(approvals)],
        submit: 'Create',
        metadata,
      })
    }
    case 'edit': {
      const { id: periodId, name: periodName, fiscalYear, fiscalQuarter, notes } = prepared.period
      const shown = { name: periodName, fiscalYear, fiscalQuarter, notes }
      const metadata = writeFormContext({ form: 'edit', ...common, periodId, shown, facts: copied(prepared.facts) })
      return filledView('edit', {
        blocks: [...editBlocks(prepared, name), afterwards(approvals)],
        submit: 'Save',
        metadata,
      })
    }
    case 'dates': {
      const metadata = writeFormContext({
        form: 'dates',
        ...common,
        periodId: prepared.period.id,
        facts: prepared.facts,
      })
      return filledView('dates', {
        blocks: [...datesBlocks(prepared, name), afterwards(approvals)],
        submit: 'Change dates',
        metadata,
      })
    }
  }
}

function copied({ organizations, ...facts }: CalendarFacts) {
  return { ...facts, names: [...facts.names], ...(organizations && { organizations: [...organizations] }) }
}

const nameHint = 'Unique, at most 100 characters.'
const notesHint = 'At most 255 characters, kept in Zuora.'
const quarterHint = 'Zuora does not need one.'

function createBlocks({ proposal, last, facts }: Prepared<'create'>, name: string): KnownBlock[] {
  const { organizations = [] } = facts
  const whose = organizations.length === 0 ? name : `${name}, ${escaped(organizations.join(', '))}`
  const { startDate, endDate, fiscalYear, fiscalQuarter } = proposal
  const begin = last
    ? `The calendar of ${whose} ends with ${escaped(last.name)} on ${calendarDate(last.endDate)}. This period continues it.`
    : `${whose} has no accounting period yet. The first one starts on or before the earliest transaction.`
  const startHint =
    last && startDate
      ? `${calendarDate(startDate)} is the day after ${last.name} ends: periods leave no gap.`
      : undefined
  return [
    section(begin),
    textInput('name', { value: proposal.name, hint: nameHint }),
    dateInput('startDate', { value: startDate, ...(startHint === undefined ? {} : { hint: startHint }) }),
    dateInput('endDate', { value: endDate }),
    yearInput({ value: fiscalYear }),
    quarterInput({ value: fiscalQuarter, hint: quarterHint }),
    textInput('notes', { value: null, hint: notesHint, optional: true }),
  ]
}

function editBlocks({ period }: Prepared<'edit'>, entity: string): KnownBlock[] {
  const { name, statusText, fiscalYear, fiscalQuarter, notes } = period
  const closed = period.status === 'Closed' ? ' A closed period still takes these.' : ''
  return [
    section(`${escaped(name)} (${entity}) is ${statusWord(statusText)}.${closed} Only what you change is sent.`),
    textInput('name', { value: name, hint: nameHint }),
    yearInput({ value: fiscalYear, optional: fiscalYear === null }),
    quarterInput({ value: fiscalQuarter, hint: quarterHint }),
    textInput('notes', { value: notes, hint: notesHint, optional: true }),
  ]
}

function datesBlocks({ period, next, facts }: Prepared<'dates'>, entity: string): KnownBlock[] {
  const { name, startDate, endDate } = period
  const cleared = [period, ...(next ? [next] : [])].map((it) => escaped(it.name))
  const moves = next ? `The start of ${escaped(next.name)} *moves along*, to the day after the new end date. ` : ''
  const trialBalances =
    cleared.length > 1
      ? `the trial balances of ${listed(cleared)}: run them`
      : `the trial balance of ${listed(cleared)}: run it`
  return [
    section(`${escaped(name)} (${entity}): ${calendarDate(startDate)} to ${calendarDate(endDate)}.`),
    section(`${moves}Zuora *clears* ${trialBalances} again before a close.`),
    ...(facts.isEarliest
      ? [
          dateInput('startDate', {
            value: startDate,
            hint: 'It is the earliest period: only its start date can be changed.',
          }),
        ]
      : []),
    dateInput('endDate', { value: endDate }),
  ]
}

function afterwards(approvals: number): KnownBlock {
  const recorded = 'What was asked for and by whom is kept in the record.'
  if (approvals === 0) return context(`Zuora is asked at once. ${recorded}`)
  return context(`${approvals} approval${approvals === 1 ? ' is' : 's are'} needed before Zuora is asked. ${recorded}`)
}
