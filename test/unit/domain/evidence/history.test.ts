import { expect, test } from 'vitest'
import { historyOf } from '../../../../src/domain/evidence/history.ts'
import type { LogEntry } from '../../../../src/domain/evidence/log.ts'
import { sampleRequest } from '../../../support/sample-request.ts'

const entry = (at: string, kind: LogEntry['kind']): LogEntry => ({ at, kind, by: null, details: {} })
const kindsOf = (requests: Parameters<typeof historyOf>[0]) =>
  historyOf(requests).map(({ of, entry: { kind }, place }) => `${of.number} ${place} ${kind}`)

test('the newest first, of all requests together, what came after an outcome included', () => {
  const closed = sampleRequest({
    number: 1,
    log: [entry('2026-11-02T10:00:00.000Z', 'asked'), entry('2026-11-02T12:00:00.000Z', 'outcome')],
    later: [entry('2026-11-02T15:00:00.000Z', 'notes-stamped')],
  })
  const reopened = sampleRequest({ number: 2, log: [entry('2026-11-02T14:00:00.000Z', 'asked')] })
  expect(kindsOf([closed, reopened])).toEqual(['1 3 notes-stamped', '2 1 asked', '1 2 outcome', '1 1 asked'])
})

test('within a request the order of its log counts, whatever two clocks said', () => {
  const log = [
    entry('2026-11-02T10:00:00.000Z', 'asked'),
    entry('2026-11-02T10:00:02.000Z', 'approved'),
    entry('2026-11-02T10:00:01.000Z', 'zuora-asked'),
    entry('2026-11-02T10:00:03.000Z', 'zuora-answered'),
  ]
  expect(kindsOf([sampleRequest({ number: 1, log })])).toEqual([
    '1 4 zuora-answered',
    '1 3 zuora-asked',
    '1 2 approved',
    '1 1 asked',
  ])
})
