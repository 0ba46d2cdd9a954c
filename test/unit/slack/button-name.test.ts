import { expect, test } from 'vitest'
import { buttonName } from '../../../src/slack/messages/text/button-name.ts'

test.each([
  ['Reject…', 'Reject the close of Oct 2026, with a reason', 'Reject the close of Oct 2026, with a reason'],
  ['Close Oct 2026', 'Ask for the close of Oct 2026', 'Close Oct 2026: ask for the close of Oct 2026'],
  ['Nudge', 'Remind those who have not decided', 'Nudge: remind those who have not decided'],
  ['Show', 'Showing more', 'Show: showing more'],
])('what is seen on a button is part of its name: %s', (label, about, name) => {
  expect(buttonName(label, about)).toBe(name)
})

test('a name that is too long keeps what is seen on the button', () => {
  const name = buttonName('Nudge', `Remind ${'everybody '.repeat(10)}`)
  expect(name).toMatch(/^Nudge: remind everybody/)
  expect(name.length).toBeLessThanOrEqual(75)
})
