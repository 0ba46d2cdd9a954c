import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import { openWorkplace } from './sim-slack-workplace.ts'

const alice = { user: 'U0ALICE', channel: 'C0CLOSE' }
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const sent = (text: string, value: string) => ({ text: { ...plain(text), emoji: true }, value })
const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input' as const,
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...more,
})

const loading: ModalView = {
  type: 'modal',
  title: plain('New period'),
  blocks: [{ type: 'section', text: plain('Asking Zuora …') }],
}

const quarters = [option('Q1', '1'), option('Q4', '4')]
const checks = [option('Contiguous', 'contiguous'), option('Whole month', 'month')]
const form = {
  type: 'modal' as const,
  callback_id: 'create',
  title: plain('New period'),
  submit: plain('Create'),
  private_metadata: 'm'.repeat(3000),
  blocks: [
    input('name', { type: 'plain_text_input', max_length: 100, initial_value: 'Nov 2026' }),
    input('notes', { type: 'plain_text_input', multiline: true, max_length: 255 }, { optional: true }),
    input('year', { type: 'number_input', is_decimal_allowed: false, initial_value: '2026', min_value: '2000' }),
    input('starts', { type: 'datepicker', initial_date: '2026-11-01' }, { dispatch_action: true }),
    input('ends', { type: 'datepicker' }),
    input('quarter', { type: 'static_select', options: quarters, initial_option: quarters[1] }),
    input('tell', { type: 'users_select' }, { optional: true }),
    input('also', { type: 'multi_users_select' }, { optional: true }),
    input('checks', { type: 'checkboxes', options: checks, initial_options: [checks[0]] }, { optional: true }),
    input('kind', { type: 'radio_buttons', options: [option('Month', 'm'), option('Quarter', 'q')] }),
  ],
}

/** Alice asks; the modal that loads is open, and `load` is what another function does a little later. */
const openLoading = async (bot: (app: App) => void = () => {}) => {
  const workplace = await openWorkplace({
    bot: (app) => {
      app.command('/period', async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: loading })
        await ack()
      })
      bot(app)
    },
  })
  await workplace.post('command', { ...alice, text: '/period create' })
  const views = async () => (await workplace.get('views?user=U0ALICE')).views
  const [{ id: view_id, hash }] = await views()
  const load = (view: object = form) => workplace.client.apiCall('views.update', { view_id, hash, view })
  const submit = async (values: object) => (await workplace.post('submit', { user: 'U0ALICE', view_id, values })).body
  return { ...workplace, view_id, hash, views, load, submit }
}

/** What the bot is sent when the form is submitted; it answers with `answers`, one after the other. */
const takes =
  (seen: unknown[], answers: object[] = []) =>
  (app: App) =>
    app.view('create', async ({ ack, view }) => {
      seen.push(view)
      await Reflect.apply(ack, undefined, answers.slice(seen.length - 1, seen.length))
    })

test('a loading modal becomes a form, and its prefilled values come back in the shapes of Slack', async () => {
  const seen: unknown[] = []
  const { load, submit, views } = await openLoading(takes(seen))
  await load()
  expect(await views()).toMatchObject([{ title: plain('New period'), callback_id: 'create' }])
  expect(await submit({ ends: '2026-11-30', kind: 'm' })).toEqual({ kind: 'closed' })
  expect(seen).toMatchObject([{ private_metadata: 'm'.repeat(3000) }])
  const [view] = seen
  expect(view).toHaveProperty('state.values', {
    name: { value: { type: 'plain_text_input', value: 'Nov 2026' } },
    notes: { value: { type: 'plain_text_input', value: null } },
    year: { value: { type: 'number_input', value: '2026' } },
    starts: { value: { type: 'datepicker', selected_date: '2026-11-01' } },
    ends: { value: { type: 'datepicker', selected_date: '2026-11-30' } },
    quarter: { value: { type: 'static_select', selected_option: sent('Q4', '4') } },
    tell: { value: { type: 'users_select', selected_user: null } },
    also: { value: { type: 'multi_users_select', selected_users: [] } },
    checks: { value: { type: 'checkboxes', selected_options: [sent('Contiguous', 'contiguous')] } },
    kind: { value: { type: 'radio_buttons', selected_option: sent('Month', 'm') } },
  })
})

test('every kind of input can be changed by a test, by its block and by the words a person reads', async () => {
  const seen: unknown[] = []
  const { load, submit } = await openLoading(takes(seen))
  await load()
  const entered = {
    name: 'December',
    notes: 'two\nlines',
    year: 2027,
    'starts/value': '2026-12-01',
    ends: '2026-12-31',
    quarter: 'Q1',
    tell: 'U0BOB',
    also: ['U0CAROL', 'U0DAN'],
    checks: [],
    kind: 'Quarter',
  }
  expect(await submit(entered)).toEqual({ kind: 'closed' })
  const [view] = seen
  expect(view).toHaveProperty('state.values', {
    name: { value: { type: 'plain_text_input', value: 'December' } },
    notes: { value: { type: 'plain_text_input', value: 'two\nlines' } },
    year: { value: { type: 'number_input', value: '2027' } },
    starts: { value: { type: 'datepicker', selected_date: '2026-12-01' } },
    ends: { value: { type: 'datepicker', selected_date: '2026-12-31' } },
    quarter: { value: { type: 'static_select', selected_option: sent('Q1', '1') } },
    tell: { value: { type: 'users_select', selected_user: 'U0BOB' } },
    also: { value: { type: 'multi_users_select', selected_users: ['U0CAROL', 'U0DAN'] } },
    checks: { value: { type: 'checkboxes', selected_options: [] } },
    kind: { value: { type: 'radio_buttons', selected_option: sent('Quarter', 'q') } },
  })
})

test('who closed the modal while it loaded is not asked again: the update finds nothing', async () => {
  const { load, post, view_id } = await openLoading()
  await post('close-view', { user: 'U0ALICE', view_id })
  await expect(load()).rejects.toMatchObject({ data: { error: 'not_found' } })
})

test('one update wins; a late one with the same hash is a conflict', async () => {
  const { load } = await openLoading()
  await load()
  await expect(load()).rejects.toMatchObject({ data: { error: 'hash_conflict' } })
})

test('3001 characters of private metadata are too many', async () => {
  const { load } = await openLoading()
  const refused = load({ ...form, private_metadata: 'm'.repeat(3001) })
  await expect(refused).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
})

test('errors stand at their fields, then the form is updated, then everything is cleared', async () => {
  const errors = { name: 'There is a period of this name.', ends: 'There would be a gap.' }
  const answers = [
    { response_action: 'errors', errors },
    { response_action: 'update', view: { ...form, title: plain('Really?') } },
    { response_action: 'clear' },
  ]
  const { load, submit, views } = await openLoading(takes([], answers))
  await load()
  expect(await submit({ ends: '2026-11-29', kind: 'm' })).toEqual({ kind: 'errors', errors })
  expect(await submit({ ends: '2026-11-30' })).toEqual({ kind: 'updated' })
  const [again] = await views()
  expect(again).toMatchObject({
    title: plain('Really?'),
    state: { values: { ends: { value: { selected_date: '2026-11-30' } } } },
  })
  expect(await submit({})).toEqual({ kind: 'cleared' })
  expect(await views()).toEqual([])
})

test.each([
  ['year', 'many', 'Please enter a number.'],
  ['year', '2026.5', 'Please enter a whole number.'],
  ['year', '1999', 'Please enter a number of at least 2000.'],
  ['year', '', 'Please complete this required field.'],
  ['name', 'n'.repeat(101), 'This field is 1 characters too long.'],
])("Slack's client refuses %s %s before anything is sent", async (block, value, error) => {
  const { load, submit, get } = await openLoading()
  await load()
  const outcome = await submit({ ends: '2026-11-30', kind: 'm', [block]: value })
  expect(outcome).toEqual({ kind: 'errors', errors: { [block]: error } })
  expect((await get('deliveries')).deliveries).toHaveLength(1)
})

test.each([
  ['a date that does not exist', { ends: '2026-11-31' }, '2026-11-31'],
  ['a date in words', { ends: 'tomorrow' }, 'tomorrow'],
  ['an option that is not offered', { quarter: 'Q2' }, 'Q2'],
  ['a person who is not here', { tell: 'U0NOBODY' }, 'U0NOBODY'],
  ['two values where there is room for one', { tell: ['U0BOB', 'U0DAN'] }, 'one value'],
  ['no radio button, after one was picked', { kind: null }, 'has to be picked'],
  ['a field that is not there', { fiscal: '1' }, 'fiscal is nothing to enter'],
  ['a name that many fields have', { value: '1' }, 'value is 10 things'],
])('a test cannot enter %s', async (_what, values, words) => {
  const { load, post, view_id } = await openLoading()
  await load()
  const refused = await post('submit', { user: 'U0ALICE', view_id, values })
  expect(refused).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } })
})

test('an input tells of a change with dispatch_action only; either way it stands in the view', async () => {
  const seen: unknown[] = []
  const { load, post, view_id, views } = await openLoading((app) =>
    app.action('value', async ({ ack, body }) => {
      seen.push(body)
      await ack()
    }),
  )
  await load()
  const pick = async (block_id: string, value: unknown) =>
    (await post('click', { user: 'U0ALICE', view_id, block_id, action_id: 'value', value })).body
  expect(await pick('ends', '2026-11-30')).toEqual({ kind: 'entered' })
  expect(await pick('starts', '2026-11-02')).toMatchObject({ kind: 'delivered', status: 200 })
  expect(seen).toMatchObject([
    {
      view: {
        state: {
          values: {
            starts: { value: { selected_date: '2026-11-02' } },
            ends: { value: { selected_date: '2026-11-30' } },
          },
        },
      },
      actions: [{ type: 'datepicker', block_id: 'starts', selected_date: '2026-11-02', initial_date: '2026-11-01' }],
    },
  ])
  expect(await views()).toMatchObject([{ state: { values: { starts: { value: { selected_date: '2026-11-02' } } } } }])
})

test('a new initial value is not looked at where the ids stay', async () => {
  const { load, client, view_id, views } = await openLoading()
  await load()
  const renamed = [
    input('name', { type: 'plain_text_input', initial_value: 'Dec' }),
    input('title', { type: 'plain_text_input', initial_value: 'Dec' }),
  ]
  await client.apiCall('views.update', { view_id, view: { ...form, blocks: renamed } })
  expect(await views()).toMatchObject([
    { state: { values: { name: { value: { value: 'Nov 2026' } }, title: { value: { value: 'Dec' } } } } },
  ])
})
