import { expect, test } from 'vitest'
import type { ReportFile } from '../../src/domain/accounting-period.ts'
import type { Attachments } from '../../src/usecases/ports/zuora/reports.ts'
import { showReports } from '../../src/usecases/reports/show-reports.ts'
import { createFakeAnnouncer } from '../support/fake-announcer.ts'
import { createFakeReports } from '../support/fake-documents.ts'
import { createFakePeople } from '../support/fake-people.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { sampleEntity } from '../support/sample-entity.ts'
import { alice, bob, sampleDraft, samplePeriod, samplePerson } from '../support/sample-request.ts'

const report: ReportFile = { report: 'revenueDetailCsv', fileId: 'v1@a' }
const policy = {
  requesters: ['U0ALICE'],
  approvers: ['U0BOB'],
  expireAfter: { kind: 'seconds', seconds: 60 } as const,
  actions: { close: { approvals: 1 }, reopen: { approvals: 1, approvers: ['U0DAVE'] } },
}

function createWorld({ reports = [report], attaches = true } = {}) {
  const filed = createFakeReports()
  const requests = createFakeRequests()
  const attached: { thread: string; reports: string[] }[] = []
  const begun: string[] = []
  let messages = 0
  const claimed = new Set<string>()
  const attachments: Attachments = {
    begin: async (channel) => {
      begun.push(channel)
      return { channel, ts: 'new' }
    },
    attach: async (thread, given) => {
      attached.push({ thread: thread.ts, reports: given.map(({ facts }) => facts.report) })
      return given.map(({ facts }) => ({ report: facts.report, because: null }))
    },
  }
  const entity = sampleEntity({
    periods: { ...sampleEntity().periods, list: async () => [samplePeriod({ reports })] },
    reports: filed.reports,
  })
  const ports = {
    requests,
    people: createFakePeople([alice, bob, samplePerson('U0DAVE'), samplePerson('U0MALLORY')]),
    announcer: createFakeAnnouncer(),
    rules: {
      policyFor: () => ({ policy, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
    },
    now: () => new Date('2026-11-04T14:00:00Z'),
    attachments: attaches ? attachments : null,
    answered: { claimOnce: async (id: string) => !claimed.has(id) && claimed.add(id) !== undefined },
  }
  const ask = (personId = 'U0ALICE', messageId = `message-${++messages}`) =>
    showReports({ personId, channel: 'C0CLOSE', entity: null, reference: 'Oct 2026', messageId }, ports)
  return { ask, requests, filed, attached, begun }
}

test('each report with its size, rows and hash', async () => {
  const { ask } = createWorld({ attaches: false })
  expect(await ask()).toMatchObject({
    kind: 'listed',
    reports: [{ report: 'revenueDetailCsv', kind: 'measured', bytes: 100, rows: 4 }],
    attached: null,
  })
})

test.each(['U0ALICE', 'U0BOB', 'U0DAVE'])('for who may ask or approve, of whatever action: %s', async (person) => {
  const { ask } = createWorld()
  expect(await ask(person)).toMatchObject({ kind: 'listed' })
})

test('not for others, and nothing is read for them', async () => {
  const { ask, attached } = createWorld()
  expect(await ask('U0MALLORY')).toMatchObject({ kind: 'may-not-read', because: 'not-in-policy', ask: ['U0ALICE'] })
  expect(attached).toEqual([])
})

test('a period without reports has nothing to attach', async () => {
  const { ask, begun, attached } = createWorld({ reports: [] })
  expect(await ask()).toMatchObject({ kind: 'listed', reports: [], attached: null })
  expect([...begun, ...attached]).toEqual([])
})

test('attached in the thread of the last outcome here', async () => {
  const { ask, requests, attached } = createWorld()
  const request = await requests.create(sampleDraft())
  await requests.noteMessages(request, {
    statusMessage: { channel: 'C0CLOSE', ts: 'status' },
    outcomeMessage: { channel: 'C0CLOSE', ts: 'outcome' },
  })
  expect(await ask()).toMatchObject({ attached: { link: expect.any(String), files: [{ because: null }] } })
  expect(attached).toEqual([{ thread: 'outcome', reports: ['revenueDetailCsv'] }])
})

test('never under a direct message, where somebody was told because the channel was gone', async () => {
  const { ask, requests, attached, begun } = createWorld()
  const request = await requests.create(sampleDraft())
  await requests.noteMessages(request, { outcomeMessage: { channel: 'D0ALICE', ts: 'outcome' } })
  await ask()
  expect(begun).toEqual(['C0CLOSE'])
  expect(attached).toMatchObject([{ thread: 'new' }])
})

test('what could not be measured is listed, not attached', async () => {
  const { ask, filed, attached } = createWorld()
  filed.state.failing = true
  expect(await ask()).toMatchObject({ reports: [{ kind: 'not-measured', because: 'time-out' }], attached: null })
  expect(attached).toEqual([])
})

test('a message that is delivered twice attaches the files once', async () => {
  const { ask, attached } = createWorld()
  const answers = await Promise.all([ask('U0ALICE', 'm1'), ask('U0ALICE', 'm1')])
  expect(attached).toHaveLength(1)
  expect(answers.map((answer) => answer.kind === 'listed' && answer.attached)).toContain('begun')
})
