import { expect, test } from 'vitest'
import type { Policy } from '../../../src/domain/policy.ts'
import type { Asked } from '../../../src/slack/asked.ts'
import type { Message } from '../../../src/slack/messages/blocks.ts'
import type { ReplyTo } from '../../../src/slack/reply.ts'
import { respond } from '../../../src/slack/responder.ts'
import type { AccountingPeriods, Entity } from '../../../src/usecases/ports.ts'
import { awaiting } from '../../contract/requests-contract.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { alice, bob, carol, noneFound, sampleDraft, samplePeriod } from '../../support/sample-request.ts'
import { label } from './messages/check-message.ts'

const policy: Policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB', 'U0CAROL'],
  expireAfterSeconds: 172_800,
  actions: { close: { approvals: 2 } },
}
const policyFor = () => ({ policy, hash: 'p' })
const open = samplePeriod({ status: 'Open', statusText: 'Open' })

function world({ list = async () => [open] }: { list?: AccountingPeriods['list'] } = {}) {
  const requests = createFakeRequests()
  const replies: { to: ReplyTo; message: Message }[] = []
  const answered = new Set<string>()
  const workflow = { started: [] as string[], resumed: [] as string[] }
  const periods = {
    list,
    retrieve: async () => open,
    ask: () => Promise.reject(new Error('respond asks Zuora nothing')),
  }
  const entity: Entity = {
    key: 'us',
    name: 'Example US',
    channel: 'C0CLOSE',
    timeZone: 'America/New_York',
    periods,
    blockers: { scan: async () => [...noneFound] },
  }
  const ports = {
    requests,
    people: createFakePeople([alice, bob, carol]),
    announcer: createFakeAnnouncer(),
    workflow: {
      start: async (_key: unknown, execution: string) => void workflow.started.push(execution),
      resume: async (token: string) => void workflow.resumed.push(token),
      stateOf: async () => 'running' as const,
    },
    rules: { policyFor, patience: { trialBalance: 86_400, trialBalanceStart: 900 }, entities: [entity] },
    now: () => new Date('2026-11-02T15:00:00Z'),
    answered: { has: async (id: string) => answered.has(id), add: async (id: string) => void answered.add(id) },
    reply: async (to: ReplyTo, message: Message) => void replies.push({ to, message }),
    replies: { label, policyFor },
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
  ['show Oct 2026', 'Oct 2026 (Example US) is Open. Nothing.'],
  ['show Nov 2031', 'There is no accounting period “Nov 2031”.'],
  ['help', 'Closing Bell closes Zuora accounting periods'],
  ['clsoe Oct 2026', 'Did you mean `/period close Oct 2026`?'],
  ['trial-balance Oct 2026', 'the policy does not allow “trial balance”'],
])('“%s” is answered', async (text, expected) => {
  const { tell, replies } = world()
  await tell(command(text))
  expect(replies.map(({ message }) => message.text)).toEqual([expect.stringContaining(expected)])
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
    expect.stringContaining('who asks may not decide'),
    expect.stringContaining('You rejected'),
    expect.stringContaining('it was rejected or cancelled already'),
  ])
  expect(replies[2]?.to.responseUrl).toBeNull()
  expect(workflow.resumed).toEqual(['token'])
  expect(requests.peek(target.key).stopped).toMatchObject({ kind: 'rejected', by: carol, reason: 'Too early' })
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
