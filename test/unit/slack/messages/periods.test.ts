import { expect, test } from 'vitest'
import { checkView } from '../../../../sim/slack/block-kit/blocks-check.ts'
import type { Scan } from '../../../../src/domain/blockers.ts'
import type { DatedPeriod } from '../../../../src/domain/period-reference.ts'
import { helpMessage, notUnderstoodMessage } from '../../../../src/slack/messages/help.ts'
import { listReply, showReply } from '../../../../src/slack/messages/periods/periods.ts'
import { readModalContext, reasonIn, rejectionModal } from '../../../../src/slack/messages/request/rejection-modal.ts'
import type { Entity } from '../../../../src/usecases/ports.ts'
import type { ShowAnswer } from '../../../../src/usecases/show-periods.ts'
import { noneFound, samplePeriod, sampleRequest } from '../../../support/sample-request.ts'
import { checkMessage, label, outside, outsideEscaped, wordsIn } from './check-message.ts'
import { obstacles, outcomes } from './outcome-samples.ts'

const unused = () => Promise.reject(new Error('unused'))
const entity: Entity = {
  key: 'us',
  name: outside,
  channel: 'C0CLOSE',
  timeZone: 'UTC',
  periods: { list: unused, retrieve: unused, ask: unused },
  blockers: { scan: unused },
}
const period: DatedPeriod = { ...samplePeriod(), endDate: '2026-10-31' }
const never = { status: 'none', statusText: null, start: null, end: null, errorMessage: null } as const

function calendar(count: number): DatedPeriod[] {
  return Array.from({ length: count }, (_, index) => ({
    ...period,
    name: `Period ${index + 1}`,
    status: index < count - 2 ? ('Closed' as const) : ('Open' as const),
    statusText: index < count - 2 ? 'Closed' : 'Open',
    trialBalance: index % 2 === 0 ? never : { ...never, status: 'unknown' as const },
  }))
}

test.each([0, 1, 12, 60, 61, 600])('a list of %i periods is what Slack takes', (count) => {
  checkMessage(listReply({ kind: 'listed', entity, periods: calendar(count) }, label))
})

test('the list says how many there are, which is next, and what is not shown', () => {
  const list = listReply({ kind: 'listed', entity, periods: calendar(100) }, label)
  expect(list.text).toBe(
    'Example US: 100 accounting periods, 2 of them not closed. The earliest not closed is Period 99.',
  )
  const words = wordsIn(list)
  expect(words).toContain('40 earlier periods are not shown here')
  expect(words).toMatch(/^Period 41$/m)
  expect(words).not.toMatch(/^Period 40$/m)
})

test('hostile names stand in the list as they are, and ping nobody', () => {
  const periods = [{ ...period, status: 'Open' as const, statusText: outside, name: outside }]
  const list = listReply({ kind: 'listed', entity, periods }, () => outside)
  checkMessage(list)
  expect(wordsIn(list)).toContain(`\n${outside}\n`)
})

function shown(changes: Partial<Extract<ShowAnswer, { kind: 'shown' }>>): ShowAnswer {
  return { kind: 'shown', entity, period, obstacles: [], scans: noneFound, requests: [], ...changes }
}

const unchecked: readonly Scan[] = [{ item: 'draft-invoices', kind: 'not-checked', because: outside }]
const left: readonly Scan[] = [{ item: 'draft-invoices', kind: 'counted', count: 3, more: false }]

test.each<[string, Partial<Extract<ShowAnswer, { kind: 'shown' }>>, string]>([
  ['nothing stands in the way', {}, 'Oct 2026 (Example US) is Pending Close. Nothing.'],
  ['something must be cleared', { scans: left }, '1. Zuora requires these to be cleared: 3 draft invoices.'],
  ['a scan could not be made', { scans: unchecked }, 'Nothing that was found; not checked: draft invoices.'],
  ['everything stands in the way', { obstacles, scans: left }, `${obstacles.length + 1}. `],
  ['it is closed', { period: { ...period, status: 'Closed', statusText: 'Closed' }, scans: [] }, 'It is closed.'],
])('a period where %s', (_what, changes, expected) => {
  const message = showReply(shown(changes), label)
  checkMessage(message)
  expect(message.text).toContain(expected)
})

test('a period is shown with all that came from outside escaped, and the latest requests', () => {
  const requests = outcomes.map((outcome, index) => sampleRequest({ number: 200 - index, status: 'finished', outcome }))
  const hostile = { ...period, name: outside, statusText: outside, notes: outside, fiscalYear: null }
  const message = showReply(shown({ period: hostile, requests: [sampleRequest({ number: 201 }), ...requests] }), label)
  checkMessage(message)
  const words = wordsIn(message)
  expect(words).toContain(`*Notes*\n${outsideEscaped}`)
  expect(words).toContain('• US-0201, close, asked by <@U0ALICE> <!date^')
  expect(words.match(/^• US-/gm)).toHaveLength(5)
})

test.each<[string, ShowAnswer, string]>([
  ['a guest', { kind: 'not-a-full-member' }, 'Only full members of this workspace'],
  ['which entity', { kind: 'which-entity', entities: [entity, { ...entity, channel: 'C0EU' }] }, 'in <#C0EU>'],
  [
    'an unknown period',
    { kind: 'not-found', reference: outside, found: { kind: 'unknown', candidates: ['Oct 2026'] } },
    `There is no accounting period “${outsideEscaped}”. Did you mean \`Oct 2026\`?`,
  ],
])('looking at a period, %s', (_what, answer, expected) => {
  const message = showReply(answer, label)
  checkMessage(message)
  expect(message.text).toContain(expected)
})

test('the usage is private, fits on one screen and names every command', () => {
  const help = helpMessage('/period')
  checkMessage({ text: help.text, blocks: help.blocks })
  expect(help.response_type).toBe('ephemeral')
  for (const verb of ['list', 'show', 'trial-balance', 'pending-close', 'close']) {
    expect(help.text).toContain(`\`/period ${verb}`)
  }
  expect(help.text.split('\n').length).toBeLessThan(12)
})

test.each([outside, null])('what is not understood is shown with the usage (suggestion: %j)', (suggestion) => {
  const message = notUnderstoodMessage('/period', { kind: 'not-understood', typed: outside, suggestion })
  checkMessage({ text: message.text, blocks: message.blocks })
  expect(message.text).toContain(`Nothing was done: I do not understand “${outsideEscaped}”.`)
  expect(message.text.includes('Did you mean')).toBe(suggestion !== null)
})

const context = { target: { key: { entity: 'us', number: 147 }, round: 2 }, channel: 'C0CLOSE' }

test('the modal of a rejection is what Slack takes, and remembers what it is about', () => {
  const view = rejectionModal(context)
  expect(checkView(view)).toMatchObject({ kind: 'valid' })
  expect(readModalContext(view.private_metadata ?? '')).toEqual(context)
})

test.each([
  [{ reason: { reason: { value: ' late accruals ' } } }, 'late accruals'],
  [{ reason: { reason: { value: null } } }, ''],
  [{ reason: {} }, ''],
  [{}, ''],
])('the reason in %j is “%s”', (values, reason) => {
  expect(reasonIn(values)).toBe(reason)
})
