import { expect, test } from 'vitest'
import { checkView } from '../../../../sim/slack/block-kit/blocks-check.ts'
import type { AccountingPeriod } from '../../../../src/domain/accounting-period.ts'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import type { ReplyTo } from '../../../../src/slack/answering/reply.ts'
import { type ResponderPorts, respond } from '../../../../src/slack/answering/responder.ts'
import { createShowModal, type ShowModal } from '../../../../src/slack/answering/show-modal.ts'
import type { Asked } from '../../../../src/slack/asked.ts'
import type { Message } from '../../../../src/slack/messages/blocks.ts'
import { readFormContext } from '../../../../src/slack/messages/forms/form-context.ts'
import { createFakeAnnouncer } from '../../../support/fake-announcer.ts'
import { createFakeFilings } from '../../../support/fake-filings.ts'
import { createFakeHomePorts } from '../../../support/fake-home-ports.ts'
import { createFakePeople } from '../../../support/fake-people.ts'
import { createFakeReconcilePorts } from '../../../support/fake-reconcile-ports.ts'
import { createFakeRecordPorts } from '../../../support/fake-record-ports.ts'
import { createFakeReminderPorts } from '../../../support/fake-reminder-ports.ts'
import { createFakeRequests } from '../../../support/fake-requests.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { alice, bob, samplePeriod } from '../../../support/sample-request.ts'
import { label } from '../messages/check-message.ts'
import { slackError, startScriptedSlack } from '../scripted-slack.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { create: { approvals: 0 }, update: { approvals: 0 } },
}
const policyFor = () => ({ policy, hash: 'p', text: '{}' })
const october = samplePeriod({ status: 'Open', statusText: 'Open' })

type Given = { list?: () => Promise<AccountingPeriod[]>; slack?: Parameters<typeof startScriptedSlack>[0] }

async function world({ list = async () => [october], slack }: Given = {}) {
  const { client, of } = await startScriptedSlack(slack)
  const requests = createFakeRequests()
  const replies: { to: ReplyTo; message: Message }[] = []
  const answered = new Set<string>()
  const started: string[] = []
  const logged: string[] = []
  const showModal: ShowModal = createShowModal(client, { log: (event) => void logged.push(event) })
  const people = createFakePeople([alice, bob])
  const ports = {
    requests,
    people,
    announcer: createFakeAnnouncer(),
    workflow: {
      start: async (_key: unknown, execution: string) => void started.push(execution),
      resume: async () => {},
    },
    rules: {
      policyFor,
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [sampleEntity({ periods: { ...sampleEntity().periods, list } })],
    },
    now: () => new Date('2026-11-02T15:00:00Z'),
    answered: {
      has: async (id: string) => answered.has(id),
      add: async (id: string) => void answered.add(id),
      claimOnce: async () => true,
    },
    reply: async (to: ReplyTo, message: Message) => void replies.push({ to, message }),
    replies: { label, policyFor },
    filings: createFakeFilings(),
    delegations: { inForce: async () => [] },
    tellDelegation: async () => true,
    mayPost: async () => true,
    home: createFakeHomePorts(),
    ...createFakeReconcilePorts(),
    ...createFakeReminderPorts(),
    ...createFakeRecordPorts(requests),
    attachments: null,
    showModal,
  } satisfies ResponderPorts
  const views = () => of('views.update')
  return { views, replies, answered, started, logged, requests, tell: (asked: Asked) => respond(asked, ports) }
}

const from = { messageId: 'm1', personId: 'U0ALICE', channel: 'C0HERE' }
const form: Asked = {
  kind: 'form',
  form: 'edit',
  reference: 'Oct 2026',
  entity: null,
  viewId: 'V0MODAL',
  viewHash: '1.opened',
  ...from,
}
const wordsOf = (view: unknown) => JSON.stringify(view)

test('the modal that is loading becomes the form, once, with where its answer goes', async () => {
  const { tell, views, replies } = await world()
  await tell(form)
  await tell(form)
  expect(views()).toMatchObject([{ view_id: 'V0MODAL', hash: '1.opened', view: { callback_id: 'period-form' } }])
  const [update] = views()
  const checked = checkView(update?.view)
  expect(checked).toMatchObject({ kind: 'valid' })
  const metadata = checked.kind === 'valid' ? checked.value.private_metadata : undefined
  expect(readFormContext(metadata ?? '')).toMatchObject({ form: 'edit', entity: 'us', channel: 'C0HERE' })
  expect(replies).toEqual([])
})

test.each<[string, Partial<typeof form>, string]>([
  [
    'a form that the policy does not name',
    { form: 'dates' },
    'Nothing was done: the policy does not allow “change of dates”.',
  ],
  [
    'a period that is not there',
    { reference: 'Oct 2031' },
    'Nothing was done: there is no accounting period “Oct 2031”.',
  ],
  ['a person who may not ask', { personId: 'U0BOB' }, 'Nothing was done: only <@U0ALICE> may ask for a change.'],
])('for %s the modal says why there is none, and there is nothing to submit', async (_what, changes, expected) => {
  const { tell, views, answered } = await world()
  await tell({ ...form, ...changes })
  const [update] = views()
  expect(wordsOf(update?.view)).toContain(expected)
  expect(update?.view).not.toHaveProperty('submit')
  expect(checkView(update?.view)).toMatchObject({ kind: 'valid' })
  expect(answered).toContain('m1')
})

test('what Zuora cannot do just now is told in the modal, and is not tried again behind the person’s back', async () => {
  const away = Object.assign(new Error('no route'), { name: 'ZuoraUnavailable' })
  const { tell, views, answered } = await world({ list: () => Promise.reject(away) })
  await tell(form)
  expect(wordsOf(views())).toContain('Nothing was done: Zuora does not answer now.')
  expect(answered).toContain('m1')
})

test('what nobody foresaw is told in the modal without its words, and thrown', async () => {
  const bug = new TypeError('xoxb-a-secret is not a function')
  const { tell, views, answered } = await world({ list: () => Promise.reject(bug) })
  await expect(tell(form)).rejects.toBe(bug)
  expect(wordsOf(views())).toContain('Nothing was done: something broke here.')
  expect(wordsOf(views())).not.toContain('secret')
  expect(answered.size).toBe(0)
})

test.each(['not_found', 'hash_conflict'])(
  'a modal that was closed or filled meanwhile (%s) is left alone',
  async (reason) => {
    const { tell, answered, logged, views } = await world({ slack: () => slackError(reason) })
    await tell(form)
    expect(views()).toHaveLength(1)
    expect(answered).toContain('m1')
    expect(logged).toEqual(['modal-left-as-it-is'])
  },
)

test('a form that Slack does not take is a fault: the person is told, an engineer too', async () => {
  let updates = 0
  const slack = () => (updates++ === 0 ? slackError('invalid_arguments') : undefined)
  const { tell, views, answered } = await world({ slack })
  await expect(tell(form)).rejects.toMatchObject({ name: 'SlackRefused', reason: 'invalid_arguments' })
  expect(wordsOf(views()[1])).toContain('Nothing was done: something broke here.')
  expect(answered.size).toBe(0)
})

test('when Slack is away, the form is tried again later', async () => {
  const { tell, answered } = await world({ slack: () => ({ status: 503 }) })
  await expect(tell(form)).rejects.toMatchObject({ name: 'SlackUnavailable' })
  expect(answered.size).toBe(0)
})

const change: Asked = {
  kind: 'change',
  action: 'update',
  entity: 'us',
  periodId: october.id,
  fields: { notes: 'Waits for the bank' },
  ...from,
}

test('a form that was submitted becomes one request, however often it is delivered, and is answered privately', async () => {
  const { tell, replies, started, requests } = await world()
  await tell(change)
  await tell(change)
  expect(started).toEqual(['US-0001'])
  const request = requests.peek({ entity: 'us', number: 1 })
  expect(request).toMatchObject({
    action: 'update',
    fields: { notes: 'Waits for the bank' },
    period: { name: 'Oct 2026' },
  })
  expect(replies).toHaveLength(1)
  expect(replies[0]?.to).toEqual({ responseUrl: null, channel: 'C0HERE', personId: 'U0ALICE' })
  expect(replies[0]?.message.text).toContain('US-0001: the change of Oct 2026 (Example US) is under way.')
})

test('what stands in the way since the form was opened is answered, and nothing is asked', async () => {
  const { tell, replies, started } = await world()
  await tell({ ...change, fields: { name: 'x'.repeat(101) } })
  await tell({ ...change, messageId: 'm2', periodId: 'gone' })
  expect(replies.map(({ message }) => message.text)).toEqual([
    expect.stringContaining('Name: At most 100 characters; these are 101.'),
    expect.stringContaining('Nothing was done: Zuora no longer has this accounting period.'),
  ])
  expect(started).toEqual([])
})
