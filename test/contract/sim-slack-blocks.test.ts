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
  ['unsupported type: alert [json-pointer:/blocks/0/type]', [{ type: 'alert', text: plain('careful') }]],
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

const option = (value: string) => ({ text: plain(value.slice(0, 75) || '-'), value })
const options = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)))
const field = (element: object, more: object = {}) => ({
  ...modal,
  blocks: [{ type: 'input', block_id: 'field', label: plain('Field'), element, ...more }],
})
const mistakesOf = (view: unknown) => {
  const checked = checkView(view)
  return checked.kind === 'invalid' ? checked.messages.join('\n') : 'valid'
}
const marked = { text: { type: 'mrkdwn', text: '*all*' }, value: 'all' }

test.each([
  [{ type: 'plain_text_input', initial_value: 'Nov 2026', max_length: 100, multiline: true }],
  [{ type: 'number_input', is_decimal_allowed: false, initial_value: '2026', min_value: '2000', max_value: '2100' }],
  [{ type: 'number_input', is_decimal_allowed: true, initial_value: '0.5' }],
  [{ type: 'datepicker', initial_date: '2024-02-29' }],
  [{ type: 'static_select', options: options(100), initial_option: option('7') }],
  [
    {
      type: 'static_select',
      option_groups: [{ label: plain('FY2026'), options: options(3) }],
      initial_option: option('2'),
    },
  ],
  [{ type: 'checkboxes', options: [marked, ...options(9)], initial_options: [marked] }],
  [{ type: 'radio_buttons', options: [marked], initial_option: marked }],
  [{ type: 'users_select', initial_user: 'U0BOB' }],
])('an input of a modal is valid: %j', (element) => {
  expect(mistakesOf(field(element))).toBe('valid')
})

const number = { type: 'number_input', is_decimal_allowed: false }
const select = { type: 'static_select', options: options(2) }
const ticks = { type: 'checkboxes', options: options(2) }

test.each([
  ['must be less than 6 characters', { type: 'plain_text_input', max_length: 5, initial_value: 'six...' }],
  ['must be less than or equal to max_length', { type: 'plain_text_input', max_length: 5, min_length: 6 }],
  ['must be less than 151 characters', { type: 'plain_text_input', placeholder: plain(text(151)) }],
  ['missing required field: is_decimal_allowed', { type: 'number_input' }],
  ['must be a valid integer [json-pointer:/view/blocks/0/element/initial_value]', { ...number, initial_value: '1.5' }],
  ['must be a valid integer', { ...number, min_value: 'few' }],
  ['must be less than or equal to max_value', { ...number, min_value: '3', max_value: '2' }],
  ['must be between min_value and max_value', { ...number, initial_value: '9', max_value: '2' }],
  ['/element/initial_date', { type: 'datepicker', initial_date: '2026-02-29' }],
  ['/element/initial_date', { type: 'datepicker', initial_date: '1 Nov 2026' }],
  ['no more than 100 items allowed', { type: 'static_select', options: options(101) }],
  ['no fewer than 1 items allowed', { type: 'static_select', options: [] }],
  ['exactly one of options and option_groups', { type: 'static_select' }],
  ['must be one of the provided options', { ...select, initial_option: option('7') }],
  ['must be one of the provided options', { ...select, initial_option: { text: plain('other'), value: '1' } }],
  ['must be less than 151 characters', { ...select, options: [option(text(151))] }],
  ['/element/options/0/text/type', { ...select, options: [marked] }],
  ['invalid additional property: url', { ...select, options: [{ ...option('1'), url: 'https://example.com' }] }],
  ['no more than 10 items allowed', { type: 'checkboxes', options: options(11) }],
  ['must be one of the provided options', { ...ticks, initial_options: [] }],
  ['must be one of the provided options', { ...ticks, initial_options: [option('0'), option('7')] }],
  ['must be one of the provided options', { ...ticks, type: 'radio_buttons', initial_option: option('7') }],
  ['unsupported type', { type: 'button', text: plain('Press') }],
])('an input of a modal is refused: %s', (expected, element) => {
  expect(mistakesOf(field(element))).toContain(expected)
})

test('a label and a hint have limits, one element at most has the focus', () => {
  const element = { type: 'plain_text_input', action_id: 'a', focus_on_load: true }
  expect(mistakesOf(field(element, { label: plain(text(2001)) }))).toContain('must be less than 2001 characters')
  expect(mistakesOf(field(element, { hint: plain(text(2001)) }))).toContain('must be less than 2001 characters')
  const [one] = field(element).blocks
  expect(mistakesOf({ ...modal, blocks: [one, { ...one, block_id: 'other' }] })).toContain('focus_on_load')
})

test('an overflow menu has at most five entries; numbers are entered in modals only', () => {
  const menu = (count: number) => ({
    type: 'section',
    text: plain('Oct'),
    accessory: { type: 'overflow', options: options(count) },
  })
  expect(messages([menu(5)])).toBe('valid')
  expect(messages([menu(6)])).toContain('no more than 5 items allowed')
  expect(messages([{ type: 'input', label: plain('Year'), element: number }])).toContain('number_input')
})

test('the cells of a table hold 10,000 characters together', () => {
  const full = (cell: string) =>
    Array.from({ length: 100 }, () => Array.from({ length: 20 }, () => ({ type: 'raw_text', text: cell })))
  expect(messages([{ type: 'table', rows: full('Close') }])).toBe('valid')
  expect(messages([{ type: 'table', rows: full('Closed') }])).toContain('no more than 10000 characters allowed')
})
