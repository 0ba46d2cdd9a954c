import type { App, ViewClosedAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { expect, test } from 'vitest'
import { openWorkplace } from './sim-slack-workplace.ts'

const alice = { user: 'U0ALICE', channel: 'C0CLOSE' }
const plain = (text: string) => ({ type: 'plain_text' as const, text })

const modal = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'reject',
  title: plain('Reject Oct 2026'),
  submit: plain('Reject'),
  private_metadata: 'US-0001',
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'text', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'to',
      optional: true,
      label: plain('Tell'),
      element: { type: 'users_select', action_id: 'user' },
    },
  ],
  ...more,
})

/** A bot that opens the modal on `/period`, and what it was sent when the modal was submitted. */
const opens = (app: App, onSubmit: Parameters<App['view']>[1], view = modal()) => {
  app.command('/period', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view })
    await ack()
  })
  app.view('reject', onSubmit)
}

test('a modal opens by its trigger; what is entered reaches the bot; an empty acknowledgement closes it', async () => {
  const seen: unknown[] = []
  const { post, get } = await openWorkplace({
    bot: (app) =>
      opens(app, async ({ ack, body }) => {
        seen.push(body)
        await ack()
      }),
  })
  await post('command', { ...alice, text: '/period close Oct 2026' })
  const [view] = (await get('views?user=U0ALICE')).views
  expect(view).toMatchObject({ type: 'modal', callback_id: 'reject', root_view_id: view.id, previous_view_id: null })
  expect((await get('views?user=U0BOB')).views).toEqual([])
  const values = { text: 'accruals missing', user: 'U0BOB' }
  expect((await post('submit', { user: 'U0BOB', view_id: view.id, values })).status).toBe(404)
  const submitted = await post('submit', { user: 'U0ALICE', view_id: view.id, values })
  expect(submitted.body).toEqual({ kind: 'closed' })
  expect((await get('views?user=U0ALICE')).views).toEqual([])
  expect(seen).toMatchObject([
    {
      type: 'view_submission',
      team: { id: 'T0LOCAL' },
      user: { id: 'U0ALICE', username: 'alice' },
      view: {
        id: view.id,
        private_metadata: 'US-0001',
        state: {
          values: {
            reason: { text: { type: 'plain_text_input', value: 'accruals missing' } },
            to: { user: { type: 'users_select', selected_user: 'U0BOB' } },
          },
        },
      },
    },
  ])
})

test("Slack's client asks for what is required, and for less where it is too long, before anything is sent", async () => {
  const { post, get } = await openWorkplace({ bot: (app) => opens(app, async ({ ack }) => ack()) })
  await post('command', { ...alice, text: '/period' })
  const [{ id: view_id }] = (await get('views?user=U0ALICE')).views
  const submit = async (text: string) => (await post('submit', { user: 'U0ALICE', view_id, values: { text } })).body
  expect(await submit('')).toEqual({ kind: 'errors', errors: { reason: 'Please complete this required field.' } })
  expect(await submit('x'.repeat(21))).toMatchObject({ errors: { reason: expect.stringContaining('1 characters') } })
  expect((await get('deliveries')).deliveries.map((each: { of: string }) => each.of)).toEqual(['command'])
})

test('an acknowledgement shows errors, changes the modal, or pushes another; what it gets wrong is trouble', async () => {
  type Ack = (answer: object) => Promise<void>
  const answers: object[] = [
    { response_action: 'errors', errors: { reason: 'Say more.' } },
    { response_action: 'errors', errors: { nowhere: 'Say more.' } },
    { response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) },
    { response_action: 'update', view: modal({ title: plain('Once more') }) },
    { response_action: 'push', view: modal({ title: plain('And again') }) },
    { response_action: 'clear' },
  ]
  const { post, get } = await openWorkplace({
    bot: (app) =>
      opens(app, async ({ ack }) => {
        const answer: Ack = async (given) => Reflect.apply(ack, undefined, [given])
        await answer(answers.shift() ?? {})
      }),
  })
  await post('command', { ...alice, text: '/period' })
  const views = async () => (await get('views?user=U0ALICE')).views
  const [{ id: view_id, hash }] = await views()
  const submit = async () => (await post('submit', { user: 'U0ALICE', view_id, values: { text: 'because' } })).body
  expect(await submit()).toEqual({ kind: 'errors', errors: { reason: 'Say more.' } })
  expect(await submit()).toMatchObject({ kind: 'trouble', error: expect.stringContaining('nowhere') })
  expect(await submit()).toMatchObject({ kind: 'trouble', error: expect.stringContaining('less than 25') })
  expect(await submit()).toEqual({ kind: 'updated' })
  const [updated] = await views()
  expect(updated).toMatchObject({ id: view_id, title: { text: 'Once more' } })
  expect(updated.hash).not.toBe(hash)
  expect(updated.state.values.reason.text.value).toBe('because')
  expect(await submit()).toEqual({ kind: 'pushed' })
  expect(await views()).toMatchObject([{ id: view_id }, { previous_view_id: view_id, root_view_id: view_id }])
  expect(await submit()).toEqual({ kind: 'cleared' })
  expect(await views()).toEqual([])
})

test('a trigger opens one modal, within 3 seconds', async () => {
  let now = new Date('2026-11-02T09:00:00Z')
  const { post, client } = await openWorkplace({
    now: () => now,
    bot: (app) => app.command('/period', async ({ ack }) => ack()),
  })
  const trigger = async () => (await post('command', { ...alice, text: '/period' })).body.trigger_id
  const refusedWith = (error: string) => ({ data: { error } })
  const first = await trigger()
  const badView = client.views.open({ trigger_id: first, view: modal({ title: plain('x'.repeat(25)) }) })
  await expect(badView).rejects.toMatchObject(refusedWith('invalid_arguments'))
  await client.views.open({ trigger_id: first, view: modal() })
  const again = client.views.open({ trigger_id: first, view: modal() })
  await expect(again).rejects.toMatchObject(refusedWith('exchanged_trigger_id'))
  const second = await trigger()
  now = new Date('2026-11-02T09:00:03.001Z')
  const late = client.views.open({ trigger_id: second, view: modal() })
  await expect(late).rejects.toMatchObject(refusedWith('expired_trigger_id'))
  const made = client.views.open({ trigger_id: 'made.up', view: modal() })
  await expect(made).rejects.toMatchObject(refusedWith('invalid_trigger_id'))
})

test('a view is updated later by its id; an old hash is a conflict', async () => {
  const { post, client } = await openWorkplace({ bot: (app) => app.command('/period', async ({ ack }) => ack()) })
  const { trigger_id } = (await post('command', { ...alice, text: '/period' })).body
  const { view } = await client.views.open({ trigger_id, view: modal({ external_id: 'one' }) })
  const { id = '', hash = '' } = view ?? {}
  const loaded = modal({ title: plain('Loaded'), external_id: 'one' })
  await client.views.update({ view_id: id, hash, view: loaded })
  const stale = client.views.update({ view_id: id, hash, view: loaded })
  await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } })
  expect((await client.views.update({ external_id: 'one', view: loaded })).view?.id).toBe(id)
  const nowhere = client.views.update({ view_id: 'V0NOWHERE', view: loaded })
  await expect(nowhere).rejects.toMatchObject({ data: { error: 'not_found' } })
})

test('closing is told only to a bot that asked for it', async () => {
  const closed: boolean[] = []
  const { post, get } = await openWorkplace({
    bot: (app) => {
      opens(app, async ({ ack }) => ack(), modal({ notify_on_close: true }))
      app.view<ViewClosedAction>({ callback_id: 'reject', type: 'view_closed' }, async ({ ack, body }) => {
        closed.push(body.is_cleared)
        await ack()
      })
    },
  })
  await post('command', { ...alice, text: '/period' })
  const [{ id: view_id }] = (await get('views?user=U0ALICE')).views
  await post('close-view', { user: 'U0ALICE', view_id })
  expect(closed).toEqual([false])
  expect((await get('views?user=U0ALICE')).views).toEqual([])
})

test('a choice in a modal is told to the bot with everything entered so far', async () => {
  const seen: unknown[] = []
  const option = { text: plain('Later'), value: 'later' }
  const view = modal({
    submit: plain('Send'),
    blocks: [
      {
        type: 'actions',
        block_id: 'when',
        elements: [{ type: 'static_select', action_id: 'pick', options: [option] }],
      },
      ...modal().blocks,
    ],
  })
  const { post, get } = await openWorkplace({
    bot: (app) => {
      opens(app, async ({ ack }) => ack(), view)
      app.action('pick', async ({ ack, body }) => {
        seen.push(body)
        await ack()
      })
    },
  })
  await post('command', { ...alice, text: '/period' })
  const [{ id: view_id }] = (await get('views?user=U0ALICE')).views
  const values = { text: 'so far', pick: 'later' }
  await post('click', { user: 'U0ALICE', view_id, action_id: 'pick', value: 'later', values })
  expect(seen).toMatchObject([
    {
      container: { type: 'view', view_id },
      view: {
        state: { values: { reason: { text: { value: 'so far' } }, when: { pick: { selected_option: option } } } },
      },
      actions: [{ type: 'static_select', action_id: 'pick', selected_option: option }],
    },
  ])
})
