import { expect, test } from 'vitest'
import { periodSeen } from '../../../../../src/domain/evidence/filed.ts'
import { yearAccountReply } from '../../../../../src/slack/messages/exceptions/year-account.ts'
import type { YearAccount } from '../../../../../src/usecases/reconcile/account-for-year.ts'
import { sampleEntity } from '../../../../support/sample-entity.ts'
import { sampleException } from '../../../../support/sample-exception.ts'
import { samplePeriod, sampleRequest } from '../../../../support/sample-request.ts'
import { checkAnswer, label, wordsIn } from '../check-message.ts'

const at = '2026-11-04T14:00:00.000Z'

function yearOf(periods: number, open: number): YearAccount {
  return {
    kind: 'accounted',
    entity: sampleEntity(),
    fiscalYear: 2026,
    periods: Array.from({ length: periods }, (_, index) => ({
      period: periodSeen(samplePeriod()),
      name: `Oct 2026 (organisation ${index + 1} with a rather long name that somebody once gave it in Zuora)`,
      isJudged: true,
      by: 'requests',
      requests: Array.from({ length: 4 }, () => ({ request: sampleRequest(), did: true })),
      underWay: null,
      open: [],
      acknowledged: [],
      atFirst: null,
      runByOthers: '2026-11-01 02:00:00',
    })),
    open: Array.from({ length: open }, (_, index) => ({ ...sampleException(), number: 12 + index })),
    openElsewhere: 0,
    firstLookAt: at,
    lookedAt: at,
  }
}

test('each period of a year is a line', () => {
  const message = yearAccountReply(yearOf(12, 1), label)
  checkAnswer(message)
  expect(wordsIn(message)).toContain('• Oct 2026 (organisation 12 with')
  expect(wordsIn(message)).not.toContain('more periods')
})

test('however many periods and exceptions there are, Slack takes the message, and it says what it leaves out', () => {
  const message = yearAccountReply(yearOf(600, 40), label)
  checkAnswer(message)
  expect(wordsIn(message)).toMatch(/And \d+ more periods; `\/period show` tells of each\./)
  expect(wordsIn(message)).toContain('And 25 more; each has its message in the channel.')
})

test('a period that has just changed is not told by what accounted for it before', () => {
  const year = yearOf(1, 0)
  const periods = year.periods.map((one) => ({ ...one, by: 'not-yet' as const, isJudged: false }))
  const message = yearAccountReply({ ...year, periods }, label)
  checkAnswer(message)
  expect(wordsIn(message)).toContain('Pending Close: changed in Zuora seconds ago: not judged yet, ask again')
  expect(wordsIn(message)).not.toContain('US-0147')
  expect(message.text).toContain('1 periods: 1 not judged yet.')
})

test('a period with a request under way is not told by what accounted for it before', () => {
  const year = yearOf(1, 0)
  const periods = year.periods.map((one) => ({ ...one, by: 'not-yet' as const, underWay: 'US-0009' }))
  const message = yearAccountReply({ ...year, periods }, label)
  checkAnswer(message)
  expect(wordsIn(message)).toContain('Pending Close: US-0009 is under way: not looked at until it has ended')
  expect(wordsIn(message)).not.toContain('US-0147')
})
