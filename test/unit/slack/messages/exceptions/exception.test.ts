import { expect, test } from 'vitest'
import { checkView } from '../../../../../sim/slack/block-kit/blocks-check.ts'
import type { PeriodSeen } from '../../../../../src/domain/evidence/filed.ts'
import { periodSeen } from '../../../../../src/domain/evidence/filed.ts'
import { exceptionHeadNotice, exceptionMessage } from '../../../../../src/slack/messages/exceptions/exception.ts'
import {
  explanationModal,
  readExplanation,
  readExplanationContext,
} from '../../../../../src/slack/messages/exceptions/explanation-modal.ts'
import { sampleException } from '../../../../support/sample-exception.ts'
import { alice, bob, samplePeriod } from '../../../../support/sample-request.ts'
import { buttonLabels, checkMessage, label, outside, outsideEscaped, wordsIn } from '../check-message.ts'

const was = periodSeen(samplePeriod({ status: 'Open', statusText: 'Open' }))
const at = '2026-11-04T14:00:00.000Z'

test.each<[string, PeriodSeen | null, PeriodSeen | null, string]>([
  ['closed', was, { ...was, status: 'Closed' }, 'Status: was Open, is Closed'],
  ['set to Open', { ...was, status: 'Closed' }, was, 'Status: was Closed, is Open'],
  ['set to pending close', was, { ...was, status: 'PendingClose' }, 'is Pending Close'],
  ['given other dates', was, { ...was, endDate: '2026-10-29' }, 'is 1 Oct 2026 to 29 Oct 2026'],
  ['renamed', was, { ...was, name: 'October' }, 'Name: was Oct 2026, is October'],
  ['given another fiscal year or quarter', was, { ...was, fiscalQuarter: null }, 'was 2026, Q4, is 2026'],
  ['created', null, was, 'Now: Oct 2026, 1 Oct 2026 to 31 Oct 2026, Open'],
  ['deleted', was, null, 'Of a deleted period Zuora does not say who deleted it'],
  [
    'changed',
    was,
    { ...was, updatedOn: '2026-11-04 10:00:00' },
    'it was closed and reopened, or reopened and closed, between two looks',
  ],
  ['closed', was, { ...was, status: 'Closed', updatedOn: null, updatedBy: null }, 'Zuora no longer says who did this'],
])('what others did is told with both values, and whom Zuora names: %s', (words, before, now, line) => {
  const message = exceptionMessage(sampleException({ was: before, is: now }), label)
  checkMessage(message)
  expect(message.text).toMatch(new RegExp(`^Oct 2026 \\(Example US, US-0012\\) was ${words} in Zuora`))
  expect(message.text).toContain(line)
  expect(wordsIn(message)).toContain(line)
  expect(buttonLabels(message)).toEqual(['Explain…'])
})

const explanation = { who: outside, why: outside, ticket: outside, by: alice, at }

test('explained: by whom, in their words, and it waits for an approver', () => {
  const message = exceptionMessage(sampleException({ explanation }), label)
  checkMessage(message)
  expect(message.text).toContain(`“${outsideEscaped}”`)
  expect(buttonLabels(message)).toEqual(['Explain…', 'Acknowledge'])
  expect(wordsIn(message)).toContain('until then it can be explained again')
})

test('acknowledged: by whom, and no button is left', () => {
  const message = exceptionMessage(sampleException({ explanation, acknowledged: { by: bob, at } }), label)
  checkMessage(message)
  expect(message.text).toContain('Acknowledged by <@U0BOB>')
  expect(buttonLabels(message)).toEqual([])
})

test('the last message names the hash of the acknowledgement as the head, and auditors get it by itself', () => {
  const head = 'f'.repeat(64)
  const ended = {
    ...sampleException({ explanation, acknowledged: { by: bob, at } }),
    log: [
      { at, kind: 'filed', by: null, details: {} },
      { at, kind: 'acknowledged', by: bob, details: {} },
    ],
    chain: ['e'.repeat(64), head],
  } as const
  expect(wordsIn(exceptionMessage(ended, label))).toContain(`Record US-0012, head \`${head}\``)
  const notice = exceptionHeadNotice(ended, label)
  checkMessage(notice)
  expect(notice.text).toContain('Record US-0012')
  expect(notice.text).toContain(`npm run verify -- export.json --head ${head}`)
  expect(wordsIn(exceptionMessage(sampleException({ explanation }), label))).not.toContain('head')
})

test('a name of any length fits', () => {
  const long = { ...was, name: '& '.repeat(50) }
  const message = exceptionMessage(sampleException({ periodName: long.name.trim(), explanation, is: long }), label)
  checkMessage(message)
  expect(buttonLabels(message)).toHaveLength(2)
})

const context = { target: { key: { entity: 'us', number: 12 }, round: 1 }, channel: 'C0CLOSE' }

test('the modal asks who and why, and for a ticket where there is one', () => {
  const modal = explanationModal(context)
  expect(checkView(modal)).toMatchObject({ kind: 'valid' })
  expect(readExplanationContext(modal.private_metadata ?? '')).toEqual(context)
  expect(readExplanationContext('{"target":"x"}')).toBeUndefined()
})

test('the modal says what it is about: the line of the message, or the reference where that says nothing', () => {
  const clicked = exceptionMessage(sampleException(), label).text
  const modal = explanationModal(context, clicked)
  expect(checkView(modal)).toMatchObject({ kind: 'valid' })
  expect(JSON.stringify(modal.blocks[0])).toContain(`(Example US, US-0012)`)
  expect(JSON.stringify(explanationModal(context, 'nothing').blocks[0])).toContain('Explaining US-0012.')
})

test('what was written is trimmed; who and why are needed', () => {
  const values = {
    who: { who: { value: ' Erin ' } },
    why: { why: { value: 'x' } },
    ticket: { ticket: { value: null } },
  }
  expect(readExplanation(values)).toEqual({ who: 'Erin', why: 'x', ticket: '' })
  expect(readExplanation({ who: { who: { value: ' ' } } })).toEqual({
    errors: { who: expect.stringContaining('who'), why: expect.stringContaining('why') },
  })
})
