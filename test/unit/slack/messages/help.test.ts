import { expect, test } from 'vitest'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { helpMessage, notUnderstoodMessage } from '../../../../src/slack/messages/help.ts'
import { plainText } from '../../../../src/slack/plain-text.ts'
import { checkMessage, outside, outsideEscaped } from './check-message.ts'

const topics = [
  'list',
  'show',
  'why',
  'reports',
  'trial-balance',
  'pending-close',
  'close',
  'delete',
  'reopen',
  'create',
  'edit',
  'dates',
] as const

test('the usage is private, fits on one screen and names every command', () => {
  const help = helpMessage('/period', null)
  checkMessage({ text: help.text, blocks: help.blocks })
  expect(help.response_type).toBe('ephemeral')
  for (const topic of topics) expect(help.text).toContain(`\`/period ${topic}`)
  expect(help.text.split('\n').length).toBeLessThan(17)
})

test.each(topics)('“help %s” explains it with its rules, and every example is understood', (topic) => {
  const help = helpMessage('/period-sandbox', topic)
  checkMessage({ text: help.text, blocks: help.blocks })
  expect(help.response_type).toBe('ephemeral')
  expect(help.text).toContain('\n• ')
  const examples = [...help.text.matchAll(/`\/period-sandbox ([^`]+)`/g)].map(([, typed]) => typed ?? '')
  expect(examples.length).toBeGreaterThan(0)
  for (const typed of examples) expect(readCommand(plainText(typed)).kind).not.toMatch(/not-understood|help/)
})

test('the usage says how to ask for more', () => {
  expect(helpMessage('/period', null).text).toContain('`/period help close` explains one command')
})

test.each([outside, null])('what is not understood is shown with the usage (suggestion: %j)', (suggestion) => {
  const message = notUnderstoodMessage('/period', { kind: 'not-understood', typed: outside, suggestion })
  checkMessage({ text: message.text, blocks: message.blocks })
  expect(message.text).toContain(`Nothing was done: I do not understand “${outsideEscaped}”.`)
  expect(message.text.includes('Did you mean')).toBe(suggestion !== null)
})
