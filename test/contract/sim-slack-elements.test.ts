import type { App, BlockAction } from '@slack/bolt'
import { expect, test } from 'vitest'
import { openWorkplace } from './sim-slack-workplace.ts'

const channel = 'C0CLOSE'
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const sent = (text: string, value: string) => ({ text: { ...plain(text), emoji: true }, value })

const years = [option('FY2025', '2025'), option('FY2026', '2026')]
const list = [
  {
    type: 'section',
    block_id: 'oct',
    text: plain('Oct 2026'),
    accessory: { type: 'button', action_id: 'show', text: plain('Show'), value: 'us#10' },
  },
  {
    type: 'section',
    block_id: 'nov',
    text: plain('Nov 2026'),
    accessory: { type: 'overflow', action_id: 'more', options: [option('Edit…', 'edit'), option('Delete…', 'delete')] },
  },
  {
    type: 'actions',
    block_id: 'choose',
    elements: [
      { type: 'static_select', action_id: 'year', placeholder: plain('Fiscal year'), options: years },
      { type: 'datepicker', action_id: 'from', initial_date: '2026-10-01' },
      { type: 'checkboxes', action_id: 'only', options: [option('Open', 'open'), option('Closed', 'closed')] },
      { type: 'users_select', action_id: 'whose' },
      { type: 'button', action_id: 'page', text: plain('Show more'), value: '2' },
    ],
  },
]

const openList = async () => {
  const seen: BlockAction[] = []
  const bot = (app: App) =>
    app.action<BlockAction>(/./, async ({ ack, body }) => {
      seen.push(body)
      await ack()
    })
  const workplace = await openWorkplace({ bot })
  const { ts } = await workplace.client.chat.postMessage({ channel, text: 'Periods', blocks: list })
  const click = (more: object) => workplace.post('click', { user: 'U0ALICE', channel, ts, ...more })
  return { ...workplace, seen, ts, click, action: () => seen.at(-1)?.actions[0] }
}

test('a button in a section and one in actions carry their values', async () => {
  const { click, seen } = await openList()
  await click({ label: 'Show' })
  await click({ label: 'Show more' })
  expect(seen.map(({ actions }) => actions)).toMatchObject([
    [{ type: 'button', block_id: 'oct', action_id: 'show', value: 'us#10' }],
    [{ type: 'button', block_id: 'choose', action_id: 'page', value: '2' }],
  ])
})

test('an entry of an overflow menu is picked by its label, its text or its value', async () => {
  const { click, action } = await openList()
  const picked = { type: 'overflow', block_id: 'nov', action_id: 'more', selected_option: sent('Delete…', 'delete') }
  for (const how of [
    { label: 'Delete…' },
    { action_id: 'more', value: 'Delete…' },
    { action_id: 'more', value: 'delete' },
  ]) {
    await click(how)
    expect(action()).toMatchObject(picked)
  }
  expect(await click({ action_id: 'more' })).toMatchObject({ status: 400 })
})

test('a select, a date, checkboxes and a person are picked in a message, which sends what stands in it', async () => {
  const { click, action, seen } = await openList()
  await click({ label: 'Fiscal year', value: 'FY2026' })
  expect(action()).toEqual({
    type: 'static_select',
    block_id: 'choose',
    action_id: 'year',
    placeholder: plain('Fiscal year'),
    selected_option: sent('FY2026', '2026'),
    action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
  })
  await click({ action_id: 'from', value: '2026-11-01' })
  expect(action()).toMatchObject({ type: 'datepicker', selected_date: '2026-11-01', initial_date: '2026-10-01' })
  await click({ action_id: 'only', value: ['open', 'Closed'] })
  expect(action()).toMatchObject({ selected_options: [sent('Open', 'open'), sent('Closed', 'closed')] })
  await click({ action_id: 'whose', value: 'U0BOB', values: { year: '2025', from: null } })
  expect(seen.at(-1)?.state?.values).toEqual({
    choose: {
      year: { type: 'static_select', selected_option: sent('FY2025', '2025') },
      from: { type: 'datepicker', selected_date: null },
      only: { type: 'checkboxes', selected_options: [] },
      whose: { type: 'users_select', selected_user: 'U0BOB' },
    },
  })
})

test('what is not there, or is not offered, is not clicked', async () => {
  const { click, seen } = await openList()
  expect(await click({ label: 'Close' })).toMatchObject({ status: 404 })
  expect(await click({ action_id: 'year', value: 'FY2031' })).toMatchObject({ status: 400 })
  expect(await click({ action_id: 'year', value: '2026', values: { month: '1' } })).toMatchObject({ status: 400 })
  expect(seen).toEqual([])
})

const raw = (text: string) => ({ type: 'raw_text', text })
const rows = (from: number) => Array.from({ length: 100 }, (_, row) => Array(20).fill(raw(`${from + row}`)))
const page = (number: number) => [
  { type: 'table', rows: rows(number * 100) },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'page', text: plain('Show more'), value: `${number + 1}` }],
  },
]

test('a table of 100 rows and 20 columns is leafed through in private answers that replace each other', async () => {
  const { client, post, get } = await openWorkplace({
    bot: (app) =>
      app.action<BlockAction>('page', async ({ ack, action, respond }) => {
        await ack()
        const next = Number('value' in action ? action.value : 0)
        await respond({ replace_original: true, text: `page ${next}`, blocks: page(next) })
      }),
  })
  const { message_ts: ts } = await client.chat.postEphemeral({
    channel,
    user: 'U0ERIN',
    text: 'page 1',
    blocks: page(1),
  })
  const shown = async () => (await get('ephemerals?user=U0ERIN')).ephemerals
  for (const next of [2, 3]) {
    await post('click', { user: 'U0ERIN', channel, ts, label: 'Show more' })
    await expect.poll(shown).toMatchObject([{ ts, text: `page ${next}`, blocks: [{ type: 'table' }, {}] }])
  }
  expect((await shown())[0].blocks[0].rows[99][19]).toEqual(raw('399'))
})

test('several private answers to one button stand beside each other, in the thread they are meant for', async () => {
  const { client, post, get } = await openWorkplace({
    bot: (app) =>
      app.action<BlockAction>('show', async ({ ack, respond, body }) => {
        await ack()
        const thread_ts = body.container.message_ts
        for (const text of ['one', 'two']) await respond({ text, replace_original: false, thread_ts })
      }),
  })
  const { ts } = await client.chat.postMessage({ channel, text: 'Periods', blocks: list })
  await post('click', { user: 'U0ERIN', channel, ts, label: 'Show' })
  const shown = async () => (await get('ephemerals?user=U0ERIN')).ephemerals
  await expect.poll(shown).toMatchObject([
    { text: 'one', thread_ts: ts },
    { text: 'two', thread_ts: ts },
  ])
})

test('a second table is refused as Slack refuses it: as an attachment', async () => {
  const { client } = await openWorkplace()
  const table = { type: 'table', rows: [[raw('Oct 2026')]] }
  const post = client.apiCall('chat.postMessage', { channel, text: 'two', blocks: [table, table] })
  const words = [expect.stringContaining('only_one_table_allowed')]
  await expect(post).rejects.toMatchObject({ data: { error: 'invalid_attachments', errors: words } })
})
