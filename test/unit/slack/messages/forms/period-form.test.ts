import { expect, test } from 'vitest'
import { checkView } from '../../../../../sim/slack/block-kit/blocks-check.ts'
import { mostCharacters, readFormContext } from '../../../../../src/slack/messages/forms/form-context.ts'
import { loadingView, messageView, notHandedOnMessage } from '../../../../../src/slack/messages/forms/form-views.ts'
import { periodForm } from '../../../../../src/slack/messages/forms/period-form.ts'
import type { FormPrepared } from '../../../../../src/usecases/forms/prepare-form.ts'
import { sampleCreate, sampleDates, sampleEdit } from '../../../../support/forms.ts'
import { samplePeriod } from '../../../../support/sample-request.ts'
import { label, markupIn, outside, outsideEscaped } from '../check-message.ts'

const where = { label, channel: 'C0HERE' }
const formOf = (prepared: FormPrepared) => periodForm(prepared, where)
const contextOf = (prepared: FormPrepared) => readFormContext(formOf(prepared).private_metadata ?? '')
const wordsOf = (prepared: FormPrepared) =>
  markupIn({ text: '', blocks: formOf(prepared).blocks.filter(isKnown) }).join('\n')
const isKnown = <T extends { type: string }>(block: T): block is Extract<T, { type: 'section' | 'context' }> =>
  block.type === 'section' || block.type === 'context'
const inputsOf = (prepared: FormPrepared) =>
  formOf(prepared).blocks.flatMap((block) => ('element' in block ? [[block.block_id, block.element]] : []))

test.each([
  ['of a new period', sampleCreate()],
  [
    'of a new period in an empty calendar',
    sampleCreate({
      last: null,
      proposal: { name: '', startDate: null, endDate: null, fiscalYear: null, fiscalQuarter: null },
    }),
  ],
  ['of a period', sampleEdit()],
  [
    'of a period without year, quarter and notes',
    sampleEdit({ period: { ...sampleEdit().period, fiscalYear: null, fiscalQuarter: null, notes: '' } }),
  ],
  ['of dates', sampleDates()],
  ['of the dates of the earliest', sampleDates({ facts: { ...sampleDates().facts, isEarliest: true } })],
  ['of the dates of the last', sampleDates({ next: null, facts: { ...sampleDates().facts, next: null } })],
])('Slack takes the form %s', (_what, prepared) => {
  expect(checkView(formOf(prepared))).toMatchObject({ kind: 'valid' })
})

test('Slack takes what is shown instead of a form', () => {
  expect(checkView(loadingView('create'))).toMatchObject({ kind: 'valid' })
  expect(checkView(messageView('dates', notHandedOnMessage))).toMatchObject({ kind: 'valid' })
})

test('a new period is filled in with what continues the calendar', () => {
  expect(Object.fromEntries(inputsOf(sampleCreate()))).toMatchObject({
    name: { initial_value: 'Nov 2026' },
    startDate: { initial_date: '2026-11-01' },
    endDate: { initial_date: '2026-11-30' },
    fiscalYear: { initial_value: '2026' },
    fiscalQuarter: { initial_option: { value: '4' } },
  })
  expect(wordsOf(sampleCreate())).toContain('Example US ends with Oct 2026 on Sat 31 Oct 2026.')
})

test('a form says whether approvals are needed before Zuora is asked', () => {
  expect(wordsOf(sampleCreate())).toContain('Zuora is asked at once.')
  expect(wordsOf(sampleEdit({ approvals: 1 }))).toContain('1 approval is needed before Zuora is asked.')
  expect(wordsOf(sampleDates({ approvals: 2 }))).toContain('2 approvals are needed')
})

test('a period is filled in as it is, and what is not there is empty', () => {
  const period = { ...sampleEdit().period, notes: 'Two\nlines', fiscalQuarter: null }
  expect(Object.fromEntries(inputsOf(sampleEdit({ period })))).toMatchObject({
    name: { initial_value: 'Oct 2026' },
    fiscalYear: { initial_value: '2026' },
    fiscalQuarter: { initial_option: { value: 'none' } },
    notes: { initial_value: 'Two\nlines' },
  })
  expect(inputsOf(sampleEdit()).map(([id]) => id)).toEqual(['name', 'fiscalYear', 'fiscalQuarter', 'notes'])
})

test('a change of dates says what moves and whose trial balances are cleared', () => {
  const words = wordsOf(sampleDates())
  expect(words).toContain('The start of Nov 2026 *moves along*')
  expect(words).toContain('Zuora *clears* the trial balances of Oct 2026 and Nov 2026')
  expect(inputsOf(sampleDates()).map(([id]) => id)).toEqual(['endDate'])
})

test('of the last period nothing moves along; of the earliest the start date can be changed', () => {
  const last = sampleDates({ next: null, facts: { ...sampleDates().facts, next: null, isEarliest: true } })
  expect(wordsOf(last)).not.toContain('moves along')
  expect(wordsOf(last)).toContain('the trial balance of Oct 2026: run it again')
  expect(inputsOf(last).map(([id]) => id)).toEqual(['startDate', 'endDate'])
})

test('names from outside are shown as they are in fields, and escaped in texts', () => {
  const period = { ...sampleEdit().period, name: outside }
  const next = samplePeriod({ id: 'nov', name: outside, startDate: '2026-11-01' })
  for (const prepared of [sampleEdit({ period }), sampleDates({ period, next }), sampleCreate({ last: period })]) {
    expect(wordsOf(prepared)).toContain(outsideEscaped)
    expect(wordsOf(prepared)).not.toContain('<!channel>')
  }
  expect(Object.fromEntries(inputsOf(sampleEdit({ period })))).toMatchObject({ name: { initial_value: outside } })
})

test('a form carries what its submission is judged by', () => {
  const common = { entity: 'us', channel: 'C0HERE' }
  const { period } = sampleEdit()
  expect(contextOf(sampleCreate())).toEqual({ form: 'create', ...common, facts: sampleCreate().facts })
  const shown = { name: 'Oct 2026', fiscalYear: 2026, fiscalQuarter: 4, notes: null }
  expect(contextOf(sampleEdit())).toEqual({
    form: 'edit',
    ...common,
    periodId: period.id,
    shown,
    facts: sampleEdit().facts,
  })
  expect(contextOf(sampleDates())).toEqual({
    form: 'dates',
    ...common,
    periodId: period.id,
    facts: sampleDates().facts,
  })
})

test.each([
  ['short names', (index: number) => `Oct ${2300 - index}`],
  ['names of 100 characters', (index: number) => `${index} ${'x'.repeat(96)}`],
  ['names full of quotes', (index: number) => `"${index}"\n${'"'.repeat(90)}`],
])('of 300 periods with %s a form carries the first ones, as many as Slack takes', (_what, nameOf) => {
  const names = Array.from({ length: 300 }, (_, index) => nameOf(index))
  const notes = '\u0001"ä'.repeat(85)
  const facts = { names, firstStart: '2001-01-01', lastEnd: '2026-10-31' }
  for (const prepared of [sampleCreate({ facts }), sampleEdit({ facts, period: { ...sampleEdit().period, notes } })]) {
    const metadata = formOf(prepared).private_metadata ?? ''
    expect(metadata.length).toBeLessThanOrEqual(mostCharacters)
    expect(metadata.length).toBeGreaterThan(mostCharacters - 210)
    const carried = contextOf(prepared)
    const kept = carried && carried.form !== 'dates' ? carried.facts.names : []
    expect(kept.length).toBeGreaterThan(5)
    expect(kept).toEqual(names.slice(0, kept.length))
    expect(carried).toMatchObject({ facts: { firstStart: '2001-01-01', lastEnd: '2026-10-31' } })
  }
})

test.each(['', '{', '{}', '[]', '{"form":"create","entity":"us","channel":"C1"}'])(
  'the metadata “%s” is not ours',
  (text) => {
    expect(readFormContext(text)).toBeUndefined()
  },
)
