import { expect, test } from 'vitest'
import { readCommand } from '../../../../src/domain/commands/command.ts'
import { helpMessage, notUnderstoodMessage } from '../../../../src/slack/messages/help.ts'
import { plainText } from '../../../../src/slack/plain-text.ts'
import { checkMessage, outside, outsideEscaped, wordsIn } from './check-message.ts'

const now = new Date('2026-11-30T12:00:00Z')

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
  'history',
  'export',
  'packet',
  'reconcile',
  'access',
  'delegations',
  'control-test',
  'reminders',
] as const

test('the usage is private, fits on one screen and names every command', () => {
  const help = helpMessage('/period', null)
  checkMessage({ text: help.text, blocks: help.blocks })
  expect(help.response_type).toBe('ephemeral')
  for (const topic of [...topics, 'delegate']) expect(help.text).toContain(`\`/period ${topic}`)
  const [usage] = help.blocks
  const lines = usage?.type === 'section' ? (usage.text?.text.split('\n') ?? []) : []
  for (const topic of [...topics, 'delegate']) expect(lines.some((line) => line.startsWith(`\`${topic}`))).toBe(true)
  // Seen on a phone of 390 × 844 and in a window of 1280 × 800: longer lines wrap, and more do not fit.
  expect(lines.length).toBeLessThanOrEqual(24)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(44)
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
  expect(helpMessage('/period', null).text).toContain('`/period help close` explains one of them')
})

test('what can be deleted is the most recent period: the example names the last of a year', () => {
  const examples = `${helpMessage('/period', null).text}\n${helpMessage('/period', 'delete').text}`
  expect(examples.match(/\/period delete \w+ \d+/g)).toEqual(['/period delete Dec 2026', '/period delete Dec 2026'])
})

test('what is like a command is answered with that one alone', () => {
  const { text, blocks } = notUnderstoodMessage(
    '/period',
    {
      kind: 'not-understood',
      typed: 'clse',
      suggestion: 'close',
    },
    now,
  )
  expect(text).toBe(
    'Nothing was done: I do not understand “clse”. Did you mean `/period close`? `/period help` shows all commands.',
  )
  expect(wordsIn({ text, blocks })).toBe(text)
})

test('to hand on a part without saying when is answered with how the days are written', () => {
  const typed = 'delegate <@U0FRANK|frank> next week'
  const notUnderstood = { kind: 'not-understood', typed, suggestion: 'help delegate' } as const
  const { text, blocks } = notUnderstoodMessage('/period', notUnderstood, now)
  checkMessage({ text, blocks })
  expect(text).toBe(
    'Nothing was done. Say from when to when, in dates as these: `/period delegate @frank from 2026-12-01 to 2026-12-03`.',
  )
})

test.each([outside, null])(
  'what is not understood is shown with the way to the usage (suggestion: %j)',
  (suggestion) => {
    const message = notUnderstoodMessage('/period', { kind: 'not-understood', typed: outside, suggestion }, now)
    checkMessage({ text: message.text, blocks: message.blocks })
    expect(message.text).toContain(`Nothing was done: I do not understand “${outsideEscaped}”.`)
    expect(message.text.includes('Did you mean')).toBe(suggestion !== null)
    expect(message.text).toContain('/period help')
  },
)
