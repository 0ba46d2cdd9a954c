import { expect, test } from 'vitest'
import type { Policy } from '../../../../src/domain/policy/policy.ts'
import type { ReplyTo } from '../../../../src/slack/answering/reply.ts'
import { respond } from '../../../../src/slack/answering/responder.ts'
import type { Asked } from '../../../../src/slack/asked.ts'
import type { Message } from '../../../../src/slack/messages/blocks.ts'
import { refreshHomes } from '../../../../src/usecases/home/refresh-homes.ts'
import type { AccountingPeriods } from '../../../../src/usecases/ports/zuora/accounting-periods.ts'
import { awaiting } from '../../../contract/requests-contract.ts'
import { createFakeAnnouncer } from '../../../support/fake-announcer.ts'
import { createFakeFilings } from '../../../support/fake-filings.ts'
import { createFakeHomePorts } from '../../../support/fake-home-ports.ts'
import { createFakePeople } from '../../../support/fake-people.ts'
import { createFakeReconcilePorts } from '../../../support/fake-reconcile-ports.ts'
import { createFakeRecordPorts } from '../../../support/fake-record-ports.ts'
import { createFakeReminderPorts } from '../../../support/fake-reminder-ports.ts'
import { createFakeRequests } from '../../../support/fake-requests.ts'
import { sampleEntity } from '../../../support/sample-entity.ts'
import { alice, bob, carol, sampleDraft, samplePeriod } from '../../../support/sample-request.ts'
import { label } from '../messages/check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  delegates: ['U0ALICE'],
  expireAfter: { kind: 'seconds', seconds: 172_800 },
  actions: { close: { approvals: 2 } },
}
const open = samplePeriod({ status: 'Open', statusText: 'Open' })

type World = { list?: AccountingPeriods['list']; actions?: Policy['actions'] }

function world({ list = async () => [open], actions = policy.actions }: World = {}) {
  const policyFor = () => ({ policy: { ...policy, actions }, hash: sampleDraft().policyHash, text: '{}' })
  const requests = createFakeRequests()
  const replies: { to: ReplyTo; message: Message }[] = []
  const answered = new Set<string>()
  const workflow = { started: [] as string[], resumed: [] as string[] }
  const periods = {
    list,
    retrieve: async () => open,
    ask: () => Promise.reject(new Error('respond asks Zuora nothing')),
  }
  const entity = sampleEntity({ periods })
  const ports = {
    requests,
    people: createFakePeople([alice, bob, carol]),
    announcer: createFakeAnnouncer(),
    workflow: {
      start: async (_key: unknown, execution: string) => void workflow.started.push(execution),
      resume: async (token: string) => void workflow.resumed.push(token),
      stateOf: async () => 'running' as const,
    },
    rules: {
      policyFor,
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
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
    showModal: () => Promise.reject(new Error('no form was asked for')),
  }
  return { ports, requests, replies, answered, workflow, tell: (asked: Asked) => respond(asked, ports) }
}

const responseUrl = 'https://hooks.slack.com/commands/1'
const command = (text: string, messageId = 'm1'): Asked => ({
  kind: 'command',
  text,
  responseUrl,
  messageId,
  personId: 'U0ALICE',
  channel: 'C0CLOSE',
})
const target = { key: { entity: 'us', number: 1 }, round: 1 }
const click = (action: Extract<Asked, { kind: 'click' }>['action'], personId: string): Asked => ({
  kind: 'click',
  action,
  target,
  responseUrl,
  messageId: `click-${action}-${personId}`,
  personId,
  channel: 'C0CLOSE',
})

test('a command is done and answered once, however often it is delivered', async () => {
  const { tell, replies, workflow, requests } = world()
  await tell(command('close Oct 2026'))
  await tell(command('close Oct 2026'))
  expect(workflow.started).toEqual(['US-0001'])
  expect(requests.peek(target.key)).toMatchObject({ action: 'close', requester: alice, note: null })
  expect(replies).toHaveLength(1)
  expect(replies[0]).toMatchObject({ to: { responseUrl, channel: 'C0CLOSE', personId: 'U0ALICE' } })
  expect(replies[0]?.message.text).toContain('US-0001: the close of Oct 2026 (Example US) is under way.')
})

test('where people of other companies may read along, the answer says that its messages come directly', async () => {
  const { ports, replies } = world()
  await respond(command('close Oct 2026'), { ...ports, mayPost: async () => false })
  expect(replies[0]?.message.text).toContain('Nothing can be posted in <#C0CLOSE>')
  expect(replies[0]?.message.text).toContain('you are told by direct message')
  expect(replies[0]?.message.text).not.toContain('Its messages are in')
})

test('a command whose answer was lost with the process is answered again, and asks for nothing twice', async () => {
  const { tell, ports, replies, requests } = world()
  const lost = { ...ports, reply: () => Promise.reject(new Error('killed')) }
  await expect(respond(command('close Oct 2026'), lost)).rejects.toThrow('killed')
  await tell(command('close Oct 2026'))
  expect(replies[0]?.message.text).toContain('US-0001')
  expect(await requests.ofPeriod('us', open.id)).toHaveLength(1)
})

test.each([
  ['list', 'Example US: 1 accounting period, 1 of them not closed.'],
  ['show Oct 2026', 'Oct 2026 (Example US) is Open.\nOct 2026 can be closed.'],
  ['why Oct 2026', 'Oct 2026 (Example US) can be closed.'],
  ['help close', 'For example: `/period close Oct 2026`'],
  ['show Nov 2031', 'There is no accounting period “Nov 2031”.'],
  ['help', 'Closing Bell closes Zuora accounting periods'],
  ['clsoe Oct 2026', 'Did you mean `/period close Oct 2026`?'],
  ['trial-balance Oct 2026', 'the policy does not allow “trial balance”'],
])('“%s” is answered', async (text, expected) => {
  const { tell, replies } = world()
  await tell(command(text))
  expect(replies.map(({ message }) => message.text)).toEqual([expect.stringContaining(expected)])
})

const pressed = (text: string, replacesOriginal: boolean): Asked => ({
  kind: 'pressed',
  command: text,
  replacesOriginal,
  responseUrl,
  messageId: `pressed-${text}`,
  personId: 'U0ALICE',
  channel: 'C0ELSEWHERE',
})

test('a button does what its command does when it is typed, and asks for nothing twice', async () => {
  const { tell, replies, workflow } = world()
  await tell(pressed(`close ${open.id} in us`, false))
  await tell(pressed(`close ${open.id} in us`, false))
  expect(workflow.started).toEqual(['US-0001'])
  expect(replies.map(({ message }) => message.text)).toEqual([expect.stringContaining('is under way.')])
  expect(replies[0]?.to).toEqual({ responseUrl, channel: 'C0ELSEWHERE', personId: 'U0ALICE' })
})

test('a page takes the place of the one before', async () => {
  const { tell, replies } = world()
  await tell(pressed('list all page 2 in us', true))
  expect(replies[0]?.to).toMatchObject({ replacesOriginal: true })
  expect(replies[0]?.message.text).toContain('1 accounting period')
})

test('what went wrong takes the place of nothing: the page is still there to be turned again', async () => {
  const away = Object.assign(new Error('no route'), { name: 'ZuoraUnavailable' })
  const { tell, replies } = world({ list: () => Promise.reject(away) })
  await tell(pressed('list all page 2 in us', true))
  expect(replies[0]?.to).not.toHaveProperty('replacesOriginal')
})

test('a reopening with its reason from the modal is the request that the typed command makes', async () => {
  const closed = { ...open, status: 'Closed', statusText: 'Closed' } as const
  const next = { ...open, id: 'next', name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30' }
  const { tell, replies, requests } = world({ list: async () => [closed, next], actions: { reopen: { approvals: 2 } } })
  const reason = 'in us: because of a late invoice'
  const from = { messageId: 'm7', personId: 'U0ALICE', channel: 'C0CLOSE' }
  await tell({ kind: 'reopening', entity: 'us', periodId: open.id, reason, ...from })
  expect(requests.peek(target.key)).toMatchObject({ action: 'reopen', note: reason, period: { name: 'Oct 2026' } })
  expect(replies[0]).toMatchObject({ to: { responseUrl: null }, message: { text: expect.stringContaining('US-0001') } })
})

test('approvals, a rejection and a cancellation are counted and confirmed', async () => {
  const { tell, replies, requests, workflow } = world()
  await requests.create(sampleDraft({ ...awaiting(2), taskToken: 'token' }))
  await tell(click('approve', 'U0BOB'))
  await tell(click('approve', 'U0ALICE'))
  const rejection = {
    kind: 'rejection',
    target,
    reason: 'Too early',
    messageId: 'm9',
    personId: 'U0CAROL',
    channel: 'C0CLOSE',
  } as const
  await tell(rejection)
  await tell(click('cancel', 'U0ALICE'))
  expect(replies.map(({ message }) => message.text)).toEqual([
    expect.stringContaining('is recorded. 1 more needed.'),
    expect.stringContaining('who asks may not approve'),
    expect.stringContaining('You rejected'),
    expect.stringContaining('was rejected or cancelled already'),
  ])
  expect(replies[2]?.to.responseUrl).toBeNull()
  expect(workflow.resumed).toEqual(['token'])
  expect(requests.peek(target.key).stopped).toMatchObject({ kind: 'rejected', by: carol, reason: 'Too early' })
})

test('a part is handed on, listed and ended, each answered in private', async () => {
  const { tell, replies, ports } = world()
  const by = (asked: Asked, personId: string): Asked => ({ ...asked, personId })
  await tell(by(command('delegate <@U0ALICE|alice> from 2026-11-02 to 2026-11-03', 'd1'), 'U0BOB'))
  await tell(by(command('delegations', 'd2'), 'U0BOB'))
  await tell(click('end-delegation', 'U0CAROL'))
  await tell(click('end-delegation', 'U0BOB'))
  await tell(by(command('delegate @alice from 2026-11-02 to 2026-11-03', 'd3'), 'U0BOB'))
  expect(replies.map(({ message }) => message.text)).toEqual([
    expect.stringContaining('is with <@U0ALICE> from 2 Nov 2026 to 3 Nov 2026, record US-0001.'),
    expect.stringContaining('<@U0ALICE> for <@U0BOB>, today and until 3 Nov 2026'),
    expect.stringContaining('only <@U0BOB> and <@U0ALICE> can end US-0001'),
    expect.stringContaining('<@U0ALICE> no longer acts for <@U0BOB>'),
    expect.stringContaining('/period help delegate'),
  ])
  expect(await ports.filings.openFilings('us', 'delegation')).toEqual([])
})

test('a reminder and a taking over are done and answered', async () => {
  const { tell, replies, requests } = world()
  await requests.create(sampleDraft(awaiting(2)))
  await tell(click('nudge', 'U0ALICE'))
  await tell(click('nudge', 'U0BOB'))
  await tell(click('take-over', 'U0BOB'))
  expect(replies.map(({ message }) => message.text)).toEqual([
    expect.stringContaining('Reminded <@U0BOB> and <@U0CAROL> of Oct 2026 ('),
    expect.stringContaining('Your Nudge did not count: only <@U0ALICE>'),
    expect.stringContaining('Your “Take over” did not count: <@U0ALICE>, who asked for the close of Oct 2026 ('),
  ])
})

test('what Zuora cannot do just now is told, and is not tried again behind the person’s back', async () => {
  const away = Object.assign(new Error('no route'), { name: 'ZuoraUnavailable' })
  const { tell, replies, answered } = world({ list: () => Promise.reject(away) })
  await tell(command('list'))
  expect(replies[0]?.message.text).toContain('Zuora does not answer now.')
  expect(answered).toContain('m1')
})

test('what nobody foresaw is told without its words, and thrown, so that it is tried again', async () => {
  const bug = new TypeError('xoxb-a-secret is not a function')
  const { tell, replies, answered } = world({ list: () => Promise.reject(bug) })
  await expect(tell(command('list'))).rejects.toBe(bug)
  expect(replies.map(({ message }) => message.text)).toEqual([expect.stringContaining('Something broke here.')])
  expect(replies[0]?.message.text).not.toContain('secret')
  expect(answered.size).toBe(0)
})

const opened: Asked = { kind: 'home', messageId: 'event-1', personId: 'U0ALICE', channel: '' }

test('a Home that was opened is shown once for each time that it was opened, however often that is told', async () => {
  const { tell, ports, replies } = world()
  await tell(opened)
  await tell(opened)
  expect(ports.home.published).toEqual([{ personId: 'U0ALICE', answer: null }])
  expect(replies).toEqual([])
})

test('a Home that cannot be shown says so, and is tried again', async () => {
  const { ports } = world()
  const broken = { ...ports.home, people: { ...ports.home.people, person: () => Promise.reject(new Error('broke')) } }
  await expect(respond(opened, { ...ports, home: broken })).rejects.toThrow('broke')
  expect(ports.home.published[0]?.answer).toContain('Something broke here.')
  expect(await ports.answered.has('event-1')).toBe(false)
})

test('what is told in the place of a Home stands there until the next minute, though nothing has changed', async () => {
  const { ports } = world()
  let calls = 0
  const busy = Object.assign(new Error('later'), { name: 'SlackBusy' })
  const { person } = ports.home.people
  const people = { ...ports.home.people, person: (id: string) => (++calls === 2 ? Promise.reject(busy) : person(id)) }
  const home = { ...ports.home, people }
  await respond(opened, { ...ports, home })
  expect(ports.home.published.at(-1)?.answer).toContain('Slack asks to wait')
  await refreshHomes(home)
  expect(ports.home.published.at(-1)).toEqual({ personId: 'U0ALICE', answer: null })
})

test('after whatever somebody does, their own Home is shown anew where they have one; should that fail, what they did stands', async () => {
  const { tell, ports, replies } = world()
  await tell(command('list', 'm1'))
  expect(ports.home.published).toEqual([])
  await tell(opened)
  ports.home.homes.noteSame = () => Promise.reject(new Error('broke'))
  await tell(command('list', 'm2'))
  expect(replies).toHaveLength(2)
  expect(ports.home.logged).toEqual(['home-not-refreshed'])
  expect(await ports.answered.has('m2')).toBe(true)
})

test('what is done on Home is answered there alone', async () => {
  const { tell, ports, replies } = world()
  await tell(opened)
  await tell({ ...click('approve', 'U0BOB'), channel: '', responseUrl: null } as Asked)
  expect(replies).toMatchObject([{ to: { channel: '', responseUrl: null, personId: 'U0BOB' } }])
  expect(ports.home.published).toHaveLength(1)
})
