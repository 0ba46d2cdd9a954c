import { expect, test } from 'vitest'
import { daysToCloseText } from '../../../../../src/slack/messages/home/days-to-close-text.ts'
import { aYear, daysToCloseOf } from '../../../../support/days-to-close.ts'

test('the words say what the picture says', () => {
  expect(daysToCloseText('Example US', daysToCloseOf(aYear))).toBe(
    'Days from period end to close, Example US: Nov 2025 4, Dec 2025 7, Jan 2026 6, Feb 2026 5, Mar 2026 9 (late), Apr 2026 6, ' +
      'May 2026 4, Jun 2026 21 (late), Jul 2026 5, Aug 2026 6, Sep 2026 5, Oct 2026 not closed yet. ' +
      'Due on business day 5 after the end. 9 of 11 closed by the due day. Usually 6 days.',
  )
})

test('of a new installation, what nobody saw stands together', () => {
  expect(daysToCloseText('Example US', daysToCloseOf(['?', '?', '?', 1, '?', null]))).toBe(
    'Days from period end to close, Example US: May 2026 to Jul 2026 not known, Aug 2026 1, Sep 2026 not known, ' +
      'Oct 2026 not closed yet. Due on business day 5 after the end. 1 of 1 closed by the due day.',
  )
})

test('what is overdue is late as well, and counted', () => {
  expect(daysToCloseText('Example US', daysToCloseOf([4, 5, 'late', 'late', null]))).toBe(
    'Days from period end to close, Example US: Jun 2026 4, Jul 2026 5, Aug 2026 to Sep 2026 not closed yet (late), ' +
      'Oct 2026 not closed yet. Due on business day 5 after the end. 2 of 4 closed by the due day.',
  )
})

test('what is open again counts as it was closed first', () => {
  expect(daysToCloseText('Example US', daysToCloseOf([4, 9, '?', null], { reopened: ['Aug 2026', 'Sep 2026'] }))).toBe(
    'Days from period end to close, Example US: Jul 2026 4, Aug 2026 9 (late, open again), ' +
      'Sep 2026 not known (open again), Oct 2026 not closed yet. Due on business day 5 after the end. ' +
      '1 of 2 closed by the due day.',
  )
})

test('without a due day nothing is late', () => {
  expect(daysToCloseText('Example US', daysToCloseOf([90], { dueBusinessDay: null }))).toBe(
    'Days from period end to close, Example US: Oct 2026 90.',
  )
})

test.each([
  [[], 'no period has ended yet.'],
  [['?', null], 'not known yet. They are counted for each period that is closed from now on.'],
] as const)('where there is nothing to draw, it says why: %j', (days, expected) => {
  const text = daysToCloseText(
    'Example US',
    days.length === 0 ? { dueBusinessDay: 5, periods: [] } : daysToCloseOf(days),
  )
  expect(text).toBe(`Days from period end to close, Example US: ${expected}`)
})

test('it stays within what Slack takes', () => {
  const series = daysToCloseOf(aYear)
  const periods = series.periods.map((period) => ({ ...period, name: 'P'.repeat(255) }))
  expect(daysToCloseText('E'.repeat(80), { ...series, periods })).toHaveLength(2000)
})
