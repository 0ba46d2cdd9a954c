import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionsBlockElement, InputBlockElement, KnownBlock, SectionBlockAccessory } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { checkMessageBlocks, checkView } from '../../sim/slack/block-kit/blocks-check.ts'
import { controlRoutes } from '../../sim/slack/control/control.ts'
import { callFaults, deliveryFaults } from '../../sim/slack/control/faults.ts'
import { coverage } from '../../sim/slack/coverage.ts'
import { deliveryKinds } from '../../sim/slack/delivery/delivery-kinds.ts'
import { methods } from '../../sim/slack/web-api/methods.ts'
import { openWorkplace } from './sim-slack-workplace.ts'

const plain = { type: 'plain_text', text: 'Oct 2026' }
const option = { text: plain, value: 'one' }
const options = [option]
const named = { alt_text: 'a chart', image_url: 'https://example.com/chart.png' }

/** A smallest example of every block that Slack's own types know. */
const blocks: Readonly<Record<KnownBlock['type'], object>> = {
  actions: { elements: [{ type: 'button', text: plain }] },
  alert: { text: plain },
  card: {},
  carousel: {},
  container: {},
  context: { elements: [plain] },
  context_actions: {},
  data_table: {},
  divider: {},
  file: {},
  header: { text: plain },
  image: named,
  input: { label: plain, element: { type: 'plain_text_input' } },
  markdown: {},
  plan: {},
  rich_text: { elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Oct' }] }] },
  section: { text: plain },
  table: { rows: [[{ type: 'raw_text', text: 'Oct 2026' }]] },
  task_card: {},
  video: {},
}

/** A smallest example of every element that Slack's own types know. */
const elements: Readonly<Record<(ActionsBlockElement | InputBlockElement | SectionBlockAccessory)['type'], object>> = {
  button: { text: plain },
  channels_select: {},
  checkboxes: { options },
  conversations_select: {},
  datepicker: {},
  datetimepicker: {},
  email_text_input: {},
  external_select: {},
  file_input: {},
  image: named,
  multi_channels_select: {},
  multi_conversations_select: {},
  multi_external_select: {},
  multi_static_select: { options },
  multi_users_select: {},
  number_input: { is_decimal_allowed: false },
  overflow: { options },
  plain_text_input: {},
  radio_buttons: { options },
  rich_text_input: {},
  static_select: { options },
  timepicker: {},
  url_text_input: {},
  users_select: {},
  workflow_button: { text: plain, workflow: {} },
}

const surfaces = {
  message: (block: object) => checkMessageBlocks([block]),
  modal: (block: object) => checkView({ type: 'modal', title: plain, submit: plain, blocks: [block] }),
  home: (block: object) => checkView({ type: 'home', blocks: [block] }),
}
const places = {
  section: (accessory: object) => ({ type: 'section', text: plain, accessory }),
  actions: (element: object) => ({ type: 'actions', elements: [element] }),
  input: (element: object) => ({ type: 'input', label: plain, element }),
  context: (element: object) => ({ type: 'context', elements: [element] }),
}
const sorted = (words: Iterable<string>) => [...words].sort()
const stated = ({ what }: { what: string }) => what

test('every method that is served is stated, and the other way round', () => {
  expect(sorted(coverage.methods.there)).toEqual(sorted(Object.keys(methods)))
})

test('every method that is stated answers, and to nobody without a token', async () => {
  const { client, slack } = await openWorkplace()
  for (const method of coverage.methods.there) {
    const data = await client.apiCall(method).catch((failed: { data: object }) => failed.data)
    for (const error of ['unknown_method', 'missing_scope', 'fatal_error']) expect(data).not.toMatchObject({ error })
    const bare = await fetch(`${slack.url}/api/${method}`, { method: 'POST' })
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' })
  }
})

test('every fault that can be asked for is stated, and the other way round', () => {
  expect(sorted(coverage.faults.ofCalls)).toEqual(sorted(callFaults))
  expect(sorted(coverage.faults.ofDeliveries)).toEqual(sorted(deliveryFaults))
})

test.each(coverage.methods.notThere)('$what is not there: $instead', async ({ what, instead }) => {
  const { client } = await openWorkplace()
  await expect(client.apiCall(what)).rejects.toMatchObject({ data: { error: instead } })
})

test('every delivery that is made is stated, and the other way round', () => {
  expect(sorted(coverage.deliveries.there)).toEqual(sorted(deliveryKinds))
})

test.each(Object.entries(blocks))('a block %s is taken exactly where it is stated', (type, rest) => {
  const { there, placeholders } = coverage.blocks
  const taken = Object.entries(surfaces).filter(([, check]) => check({ type, ...rest }).kind === 'valid')
  const expected = placeholders[type] ?? there[type] ?? []
  expect(sorted(taken.map(([surface]) => surface))).toEqual(sorted(expected))
})

test.each(Object.entries(elements))('an element %s is taken exactly where it is stated', (type, rest) => {
  const taken = Object.entries(places).filter(([, put]) => surfaces.modal(put({ type, ...rest })).kind === 'valid')
  expect(sorted(taken.map(([place]) => place))).toEqual(sorted(coverage.elements.there[type] ?? []))
})

test('nothing is stated that Slack does not have, or twice', () => {
  const statedBlocks = [...Object.keys(coverage.blocks.there), ...Object.keys(coverage.blocks.placeholders)]
  expect(sorted(statedBlocks)).toEqual(sorted(Object.keys(blocks)))
  const statedElements = [...Object.keys(coverage.elements.there), ...coverage.elements.notThere.map(stated)]
  expect(sorted(statedElements)).toEqual(sorted(Object.keys(elements)))
})

describe('the table of the README', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../sim/slack/README.md'), 'utf8')
  const { blocks: ofBlocks, elements: ofElements, methods: ofMethods, deliveries, faults, administration } = coverage
  test.each([
    ['methods', ofMethods.there, ofMethods.notThere.map(stated)],
    ['blocks', Object.keys(ofBlocks.there), Object.keys(ofBlocks.placeholders)],
    ['elements', Object.keys(ofElements.there), ofElements.notThere.map(stated)],
    ['deliveries', deliveries.there, deliveries.notThere.map(stated)],
    ['faults', [...new Set([...faults.ofCalls, ...faults.ofDeliveries])], faults.notThere.map(stated)],
    ['changes', administration.there, administration.notThere.map(stated)],
  ])('has the same %s', (name, there, notThere) => {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${name} `))
    const [, , first = '', second = ''] = row?.split('|') ?? []
    const wordsIn = (cell: string) => sorted(new Set(Array.from(cell.matchAll(/`([^`]+)`/g), ([, word = '']) => word)))
    expect(wordsIn(first)).toEqual(sorted(there))
    expect(wordsIn(second)).toEqual(sorted(notThere))
  })

  test('has every control path, and no other', () => {
    const rows = Array.from(readme.matchAll(/^\| `((?:GET|POST) \/sim\/\S+)` /gm), ([, route = '']) => route)
    expect(sorted(rows)).toEqual(sorted(controlRoutes))
  })
})
