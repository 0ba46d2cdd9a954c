import { expect, test } from 'vitest'
import { checkMessageBlocks, checkView } from '../../sim/slack/block-kit/blocks-check.ts'
import { card } from './sim-slack-workplace.ts'

const text = (length: number) => 'x'.repeat(length)
const plain = (value: string) => ({ type: 'plain_text', text: value })
const divider = { type: 'divider' }
const button = (more: object) => ({
  type: 'actions',
  elements: [{ type: 'button', text: plain('Approve'), action_id: 'a', ...more }],
})
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'Oct 2026' }]] }
const messages = (given: unknown) => {
  const checked = checkMessageBlocks(given)
  return checked.kind === 'invalid' ? checked.messages.join('\n') : 'valid'
}

test('a card, a table and a rich text are valid', () => {
  const rich = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'closed', style: { bold: true } }] }],
  }
  const context = { type: 'context', elements: [{ type: 'mrkdwn', text: 'US-0001' }] }
  expect(messages([...card, table, rich, context, divider])).toBe('valid')
})

test.each([
  ['no more than 50 items allowed [json-pointer:/blocks]', Array.from({ length: 51 }, () => divider)],
  [
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    [{ type: 'section', text: plain(text(3001)) }],
  ],
  ['must be more than 0 characters', [{ type: 'section', text: plain('') }]],
  ['missing required field: text', [{ type: 'section' }]],
  ['no more than 10 items allowed', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }]],
  ['must be less than 2001 characters', [{ type: 'section', fields: [plain(text(2001))] }]],
  ['must be less than 151 characters', [{ type: 'header', text: plain(text(151)) }]],
  ['json-pointer:/blocks/0/text/type', [{ type: 'header', text: { type: 'mrkdwn', text: '*no*' } }]],
  ['must be less than 76 characters', [button({ text: plain(text(76)) })]],
  ['must be less than 2001 characters', [button({ value: text(2001) })]],
  ['must be less than 76 characters', [button({ accessibility_label: text(76) })]],
  ['json-pointer:/blocks/0/elements/0/style', [button({ style: 'green' })]],
  ['must be less than 101 characters', [button({ confirm: { title: plain(text(101)), text: plain('Sure?') } })]],
  ['must be less than 301 characters', [button({ confirm: { text: plain(text(301)) } })]],
  ['invalid additional property: colour', [{ ...divider, colour: 'red' }]],
  ['unsupported type', [{ type: 'blink' }]],
  ['no more than 100 items allowed', [{ ...table, rows: Array.from({ length: 101 }, () => table.rows[0]) }]],
  ['no more than 20 items allowed', [{ ...table, rows: [Array.from({ length: 21 }, () => table.rows[0]?.[0])] }]],
  ['only_one_table_allowed', [table, table]],
  [
    'block_id already exists: b',
    [
      { ...divider, block_id: 'b' },
      { ...divider, block_id: 'b' },
    ],
  ],
  ['alert is not allowed in messages', [{ type: 'alert', text: plain('careful') }]],
])('a message is refused: %s', (expected, blocks) => {
  expect(messages(blocks)).toContain(expected)
})

test('an action id stands once in a block', () => {
  const element = { type: 'button', text: plain('Approve'), action_id: 'a' }
  expect(messages([{ type: 'actions', elements: [element, element] }])).toContain('action_id already exists: a')
})

const input = {
  type: 'input',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 500 },
}
const modal = { type: 'modal', title: plain('Reject'), submit: plain('Reject'), blocks: [input] }

test('a modal with an input is valid', () => {
  expect(checkView(modal)).toMatchObject({ kind: 'valid' })
})

test.each([
  ['must be less than 25 characters [json-pointer:/view/title/text]', { ...modal, title: plain(text(25)) }],
  ['must be less than 3001 characters', { ...modal, private_metadata: text(3001) }],
  ['submit is required', { ...modal, submit: undefined }],
  ['no more than 100 items allowed', { ...modal, blocks: Array.from({ length: 101 }, () => divider) }],
  ['unsupported type: table', { ...modal, blocks: [input, table] }],
  ['must be less than 3001', { ...modal, blocks: [{ ...input, element: { ...input.element, max_length: 3001 } }] }],
])('a view is refused: %s', (expected, view) => {
  const checked = checkView(view)
  expect(checked.kind === 'invalid' && checked.messages.join('\n')).toContain(expected)
})
