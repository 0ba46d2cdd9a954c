import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import { type FormAsked, prepareForm } from '../../../src/usecases/forms/prepare-form.ts'
import type { RequestDraft } from '../../../src/usecases/ports/record/requests.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { alice, bob, sampleDraft, samplePeriod, samplePerson } from '../../support/sample-request.ts'

const open = { status: 'Open', statusText: 'Open' } as const
const closed = { status: 'Closed', statusText: 'Closed' } as const
const september = samplePeriod({
  id: 'sep',
  name: 'Sep 2026',
  startDate: '2026-09-01',
  endDate: '2026-09-30',
  fiscalQuarter: 3,
  ...closed,
})
const october = samplePeriod({ id: 'oct', ...open })
const november = samplePeriod({ id: 'nov', name: 'Nov 2026', startDate: '2026-11-01', endDate: '2026-11-30', ...open })
const openEnded = samplePeriod({ id: 'end', name: 'Open-Ended', startDate: '2026-12-01', endDate: null, ...open })
const calendar = [october, openEnded, september, november]

const policy: Policy = {
  requesters: ['U0ALICE', 'U0GUEST'],
  approvers: ['U0BOB'],
  expireAfter: { kind: 'seconds', seconds: 3600 },
  actions: { create: { approvals: 1 }, update: { approvals: 0 }, 'update-dates': { approvals: 1 } },
}

type World = {
  periods?: readonly AccountingPeriod[]
  requests?: readonly Partial<RequestDraft>[]
  actions?: Policy['actions']
}

async function prepare(asked: Partial<FormAsked>, { periods = calendar, requests: drafts = [], actions }: World = {}) {
  const requests = createFakeRequests()
  for (const draft of drafts) await requests.create(sampleDraft(draft))
  const list = async () => [...periods]
  const us = sampleEntity({ periods: { ...sampleEntity().periods, list } })
  const eu = sampleEntity({ key: 'eu', name: 'Example EU', channel: 'C0EU' })
  const ports = {
    requests,
    people: createFakePeople([alice, bob, samplePerson('U0GUEST', { isFullMember: false })]),
    announcer: createFakeAnnouncer(),
    rules: {
      policyFor: () => ({ policy: { ...policy, actions: actions ?? policy.actions }, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [us, eu],
    },
    now: () => new Date('2026-11-02T15:00:00Z'),
  }
  const from = { personId: 'U0ALICE', channel: 'C0CLOSE', messageId: 'form-1' }
  return prepareForm({ form: 'edit', reference: 'Oct 2026', entity: null, ...from, ...asked }, ports)
}

test('a new period continues the calendar, and the newest names are carried first', async () => {
  expect(await prepare({ form: 'create', reference: '' })).toMatchObject({
    kind: 'create',
    entity: { key: 'us' },
    approvals: 1,
    last: { name: 'Nov 2026' },
    proposal: { name: 'Dec 2026', startDate: '2026-12-01', endDate: '2026-12-31', fiscalYear: 2026 },
    facts: {
      names: ['Open-Ended', 'Nov 2026', 'Oct 2026', 'Sep 2026'],
      firstStart: '2026-09-01',
      lastEnd: '2026-11-30',
    },
  })
})

test('in an empty calendar nothing is proposed', async () => {
  const facts = { names: [], firstStart: null, lastEnd: null }
  expect(await prepare({ form: 'create' }, { periods: [] })).toMatchObject({ kind: 'create', last: null, facts })
})

test('an edit is of the period that was named, closed or not; its own name is not taken', async () => {
  const answer = await prepare({ reference: '2026-09' })
  expect(answer).toMatchObject({ kind: 'edit', approvals: 0, period: { id: 'sep' } })
  expect(answer).toMatchObject({ facts: { names: ['Open-Ended', 'Nov 2026', 'Oct 2026'] } })
})

test('a change of dates names the period whose start moves along, the open-ended one too', async () => {
  expect(await prepare({ form: 'dates' })).toMatchObject({
    kind: 'dates',
    approvals: 1,
    period: { id: 'oct' },
    next: { id: 'nov' },
    facts: { endDate: '2026-10-31', isEarliest: false, next: { name: 'Nov 2026', endDate: '2026-11-30' } },
  })
  const last = await prepare({ form: 'dates', reference: 'Nov 2026' })
  expect(last).toMatchObject({ kind: 'dates', next: { id: 'end' }, facts: { next: null } })
})

test('the entity is the one that is named, or the channel’s; otherwise it is asked for', async () => {
  expect(await prepare({ form: 'create', entity: 'eu' })).toMatchObject({ kind: 'create', entity: { key: 'eu' } })
  expect(await prepare({ form: 'create', channel: 'C0EU' })).toMatchObject({ entity: { key: 'eu' } })
  expect(await prepare({ channel: 'C0OTHER' })).toMatchObject({ kind: 'which-entity' })
  expect(await prepare({ entity: 'mars' })).toMatchObject({ kind: 'no-such-entity', named: 'mars' })
})

test.each([
  ['create', 'create'],
  ['edit', 'update'],
  ['dates', 'update-dates'],
] as const)('the form “%s” needs %s in the policy', async (form, action) => {
  const others = { ...policy.actions, [action]: undefined }
  expect(await prepare({ form }, { actions: others })).toEqual({ kind: 'not-in-policy', action })
  expect(await prepare({ form, personId: 'U0BOB' })).toMatchObject({ kind: 'not-a-requester', action })
  expect(await prepare({ form, personId: 'U0GUEST' })).toEqual({ kind: 'not-a-full-member' })
  expect(await prepare({ form })).toMatchObject({ kind: form })
})

test('too few approvers are told before anybody fills anything in', async () => {
  const actions = { ...policy.actions, update: { approvals: 2 } }
  expect(await prepare({}, { actions })).toMatchObject({ kind: 'too-few-approvers', needed: 2, others: 1 })
})

test.each([
  ['', 'missing'],
  ['Oct 2031', 'unknown'],
  ['current', 'reading-only'],
  ['Open-Ended', 'open-ended'],
])('“%s” is no period that can be changed', async (reference, kind) => {
  expect(await prepare({ reference })).toMatchObject({ kind: 'not-found', reference, found: { kind } })
})

test('what nothing that is entered could change is told instead of a form', async () => {
  const running = { ...november.trialBalance, status: 'running', statusText: 'Processing', end: null } as const
  const told = async (
    periods: readonly AccountingPeriod[],
    reference = 'Oct 2026',
    form: FormAsked['form'] = 'dates',
  ) => prepare({ form, reference }, { periods })
  const kinds = (kind: string) => ({ kind: 'obstacles', action: 'update-dates', obstacles: [{ kind }] })
  expect(await told(calendar, 'Sep 2026')).toMatchObject(kinds('dates-fixed'))
  expect(await told([september, october, { ...november, ...closed }])).toMatchObject(kinds('next-not-open'))
  expect(await told([october, { ...november, trialBalance: running }])).toMatchObject(kinds('trial-balance-running'))
  const unknown = samplePeriod({ id: 'oct', status: 'Unknown', statusText: 'Archived' })
  expect(await told([unknown], 'Oct 2026', 'edit')).toMatchObject({ obstacles: [{ kind: 'unknown-status' }] })
})

const ofPeriod = (id: string | null) => ({ period: { id, name: 'x', startDate: '2026-10-01', endDate: '2026-10-31' } })

test('a request that is under way is told: on the period, for dates on the next, for a new one on the calendar', async () => {
  const on = (id: string | null) => ({ requests: [ofPeriod(id)] })
  expect(await prepare({}, on('oct'))).toMatchObject({ kind: 'in-flight', request: { number: 1 } })
  expect(await prepare({}, on('nov'))).toMatchObject({ kind: 'edit' })
  expect(await prepare({ form: 'dates' }, on('nov'))).toMatchObject({ kind: 'in-flight' })
  expect(await prepare({ form: 'dates' }, on('sep'))).toMatchObject({ kind: 'dates' })
  expect(await prepare({ form: 'create' }, on(null))).toMatchObject({ kind: 'in-flight' })
  expect(await prepare({ form: 'create' }, on('oct'))).toMatchObject({ kind: 'create' })
  expect(await prepare({}, { requests: [{ ...ofPeriod('oct'), status: 'finished' }] })).toMatchObject({ kind: 'edit' })
})

test('under Multi-Org a new period is one organisation’s: said in brackets, and asked for where it is not', async () => {
  const of = (period: AccountingPeriod, organization: string) => ({
    ...period,
    id: `${organization} ${period.id}`,
    organizationLabels: [organization],
  })
  const periods = [of(september, 'Asia'), of(october, 'Europe'), of(september, 'Europe')]
  expect(await prepare({ form: 'create', reference: '' }, { periods })).toMatchObject({
    kind: 'obstacles',
    obstacles: [{ kind: 'which-organization', organizations: ['Asia', 'Europe'] }],
  })
  expect(await prepare({ form: 'create', reference: '(Asia)' }, { periods })).toMatchObject({
    kind: 'create',
    last: { name: 'Sep 2026' },
    proposal: { name: 'Oct 2026', startDate: '2026-10-01' },
    facts: { names: ['Sep 2026'], organizations: ['Asia'] },
  })
  const edit = await prepare({ form: 'edit', reference: 'Sep 2026 (Asia)' }, { periods })
  expect(edit).toMatchObject({ kind: 'edit', facts: { names: [] } })
})
