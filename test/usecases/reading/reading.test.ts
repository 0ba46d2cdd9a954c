import { beforeEach, describe, expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Scan } from '../../../src/domain/documents/blockers.ts'
import type { Policy } from '../../../src/domain/policy/policy.ts'
import type { FiledException } from '../../../src/domain/reconcile/exceptions.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Reading } from '../../../src/usecases/reading/find-calendar.ts'
import { type ListPorts, listPeriods } from '../../../src/usecases/reading/list-periods.ts'
import { showPeriod } from '../../../src/usecases/reading/show-period.ts'
import { whyNotClosed } from '../../../src/usecases/reading/why-not-closed.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakePeople } from '../../support/fake-people.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { sampleCalendar } from '../../support/sample-calendar.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { sampleException } from '../../support/sample-exception.ts'
import {
  alice,
  bob,
  carol,
  completed,
  inError,
  noneFound,
  sampleDraft,
  samplePerson,
} from '../../support/sample-request.ts'

const guest = samplePerson('U0GUEST', { isFullMember: false })

/** September is the last that is closed; October has ended and is next. */
const usual = sampleCalendar({ closed: 9, open: 3 })
const everyAction = {
  'trial-balance': 0,
  'pending-close': 0,
  close: 2,
  reopen: 2,
  update: 0,
  'update-dates': 1,
  delete: 1,
}

let calendar: AccountingPeriod[]
let scans: readonly Scan[]
let actions: Record<string, number>
let asksOfSlack: number

beforeEach(() => {
  calendar = [...usual]
  scans = noneFound
  actions = everyAction
  asksOfSlack = 0
})

let filed: FiledException[]
const requests = { current: createFakeRequests() }
beforeEach(() => {
  filed = []
  requests.current = createFakeRequests()
})

function ports(): ListPorts {
  const policy: Policy = {
    requesters: ['U0ALICE', 'U0BOB'],
    approvers: ['U0BOB', 'U0CAROL'],
    expireAfter: { kind: 'seconds', seconds: 3600 },
    actions: Object.fromEntries(Object.entries(actions).map(([action, approvals]) => [action, { approvals }])),
  }
  const people = createFakePeople([alice, bob, carol, guest])
  const entity = sampleEntity({
    periods: { list: async () => calendar, retrieve: unused, ask: unused },
    blockers: { scan: async () => [...scans] },
  })
  return {
    requests: requests.current,
    announcer: createFakeAnnouncer(),
    people: {
      ...people,
      person: async (id) => {
        asksOfSlack += 1
        return people.person(id)
      },
    },
    rules: {
      policyFor: () => ({ policy, hash: 'p', text: '{}' }),
      labelOf: () => 'Example US',
      patience: { trialBalance: 86_400, trialBalanceStart: 900 },
      entities: [entity],
    },
    now: () => new Date('2026-11-20T15:00:00Z'),
  }
}

const unused = () => Promise.reject(new Error('unused'))
const by = (personId: string): Reading => ({ personId, channel: 'C0CLOSE', entity: null })
const show = (reference: string, personId = 'U0ALICE') =>
  showPeriod({ ...by(personId), reference }, { ...ports(), filings: { filingsOfPeriod: async () => filed } })
const why = (reference: string, personId = 'U0ALICE') => whyNotClosed({ ...by(personId), reference }, ports())
const idOf = (name: string) => calendar.find((period) => period.name === name)?.id ?? 'none'
const change = (name: string, changes: Partial<AccountingPeriod>) => {
  calendar = calendar.map((period) => (period.name === name ? { ...period, ...changes } : period))
}

async function ask(name: string, changes: Partial<Request> = {}) {
  const period = { id: idOf(name), name, startDate: '2026-10-01', endDate: '2026-10-31' }
  const request = await requests.current.create(
    sampleDraft({ period, messageId: `ask-${name}-${Math.abs(changes.number ?? 0)}` }),
  )
  return requests.current.write(request, changes, [])
}

describe('a list', () => {
  test('of 300 periods is one page, whatever order Zuora gives them in', async () => {
    calendar = sampleCalendar({ closed: 297, open: 3 }, 2002).reverse()
    const answer = await listPeriods({ ...by('U0ALICE'), show: 'all', fiscalYear: null, page: null }, ports())
    if (answer.kind !== 'listed') throw new Error(answer.kind)
    expect(answer.of).toMatchObject({ periods: 300, notClosed: 3, earliest: 'Oct 2026', older: 0 })
    expect(answer.page).toMatchObject({ first: 281, last: 300, of: 300 })
  })

  test('says what is under way, of this entity and not ended, without a look at each period', async () => {
    await ask('Sep 2026', { status: 'finished' })
    await ask('Oct 2026', { status: 'blocked' })
    await requests.current.create(
      sampleDraft({ entity: 'eu', period: { ...sampleDraft().period, id: idOf('Nov 2026') } }),
    )
    const asked = ports()
    const ofPeriod = () => Promise.reject(new Error('a look at each period'))
    const answer = await listPeriods(
      { ...by('U0ALICE'), show: 'recent', fiscalYear: null, page: null },
      { ...asked, requests: { ...asked.requests, ofPeriod } },
    )
    if (answer.kind !== 'listed') throw new Error(answer.kind)
    const rows = answer.page.years.flatMap(({ periods }) => periods)
    expect(rows.slice(-4).map(({ next }) => next)).toEqual([
      'reopen',
      { reference: 'US-0002', waits: true },
      'wait',
      'wait',
    ])
  })

  test('offers nothing to somebody who may not ask for it', async () => {
    const nextFor = async (personId: string) => {
      const answer = await listPeriods({ ...by(personId), show: 'recent', fiscalYear: null, page: null }, ports())
      if (answer.kind !== 'listed') throw new Error(answer.kind)
      return answer.page.years.flatMap(({ periods }) => periods.map(({ next }) => next)).slice(-4)
    }
    expect(await nextFor('U0ALICE')).toEqual(['reopen', 'close', 'wait', 'wait'])
    expect(await nextFor('U0CAROL')).toEqual(['nothing', 'nothing', 'wait', 'wait'])
  })

  test('is for full members only', async () => {
    const answer = await listPeriods({ ...by('U0GUEST'), show: 'all', fiscalYear: null, page: null }, ports())
    expect(answer).toEqual({ kind: 'not-a-full-member' })
  })
})

describe('showing a period', () => {
  test('offers what is possible now and allowed, and asks Slack once who that is', async () => {
    expect(await show('Oct 2026')).toMatchObject({
      kind: 'shown',
      offered: ['close', 'trial-balance', 'pending-close', 'update', 'update-dates'],
    })
    expect(asksOfSlack).toBe(1)
  })

  test('offers nothing to who may not ask', async () => {
    expect(await show('Oct 2026', 'U0CAROL')).toMatchObject({ kind: 'shown', offered: [] })
  })

  test('offers nothing that the policy does not name, or that too few could approve', async () => {
    actions = { close: 3, 'trial-balance': 0, delete: 1 }
    expect(await show('Oct 2026')).toMatchObject({ offered: ['trial-balance'] })
    expect(await show('Dec 2026')).toMatchObject({ offered: ['trial-balance', 'delete'] })
  })

  test('offers nothing while a request is in flight, and links to where it waits', async () => {
    await ask('Oct 2026', {
      status: 'awaiting',
      round: 1,
      card: { channel: 'C0CLOSE', ts: '2.2', round: 1 },
      statusMessage: { channel: 'C0CLOSE', ts: '1.1' },
    })
    const answer = await show('Oct 2026')
    if (answer.kind !== 'shown') throw new Error(answer.kind)
    expect(answer.offered).toEqual([])
    expect(answer.requests).toMatchObject([
      { request: { number: 1 }, link: 'https://example.slack.com/archives/C0CLOSE/p22' },
    ])
  })

  test('links to the status message where no card waits, and to nothing that has ended', async () => {
    await ask('Oct 2026', { status: 'finished', statusMessage: { channel: 'C0CLOSE', ts: '1.1' } })
    await ask('Nov 2026', { status: 'blocked', statusMessage: { channel: 'C0CLOSE', ts: '3.3' } })
    expect(await show('Oct 2026')).toMatchObject({ requests: [{ link: null }] })
    expect(await show('Nov 2026')).toMatchObject({
      requests: [{ link: 'https://example.slack.com/archives/C0CLOSE/p33' }],
    })
  })

  test('counts a range that it is one of', async () => {
    const range = [{ periodId: idOf('Oct 2026'), name: 'Oct 2026', number: null, ended: null }]
    const period = { id: null, name: 'Oct 2026 to Nov 2026', startDate: '2026-10-01', endDate: '2026-11-30' }
    await requests.current.create(sampleDraft({ action: 'close-range', period, range }))
    expect(await show('Oct 2026')).toMatchObject({ offered: [], requests: [{ request: { action: 'close-range' } }] })
    expect(await show('Dec 2026')).toMatchObject({ requests: [] })
  })

  test('finds it by what its buttons carry', async () => {
    expect(await show(idOf('Oct 2026'))).toMatchObject({ kind: 'shown', period: { name: 'Oct 2026' } })
  })

  test.each([
    ['Nov 2031', { kind: 'unknown' }],
    ['Open-Ended', { kind: 'open-ended', name: 'Open-Ended' }],
    ['', { kind: 'missing' }],
  ])('“%s” is no period to show', async (reference, found) => {
    expect(await show(reference)).toMatchObject({ kind: 'not-found', reference, found })
  })

  test('under Multi-Org, where names repeat, says whose it is', async () => {
    calendar = ['Europe', 'Asia'].flatMap((organization) =>
      usual.map((period) => ({ ...period, id: `${period.id}-${organization}`, organizationLabels: [organization] })),
    )
    const answer = await show(`${usual[9]?.id}-Asia`)
    expect(answer).toMatchObject({ kind: 'shown', period: { name: 'Oct 2026 (Asia)' } })
  })
})

describe('why a period is not closed', () => {
  const ready = () => change('Oct 2026', { trialBalance: completed })

  test('nothing: the close is offered', async () => {
    ready()
    expect(await why('Oct 2026')).toMatchObject({
      kind: 'reasons',
      reasons: [],
      offered: ['close'],
      mayNot: null,
      earlier: null,
    })
  })

  test('nothing, but this person may not ask for it: that is said', async () => {
    ready()
    expect(await why('Oct 2026', 'U0CAROL')).toMatchObject({
      offered: [],
      mayNot: { kind: 'not-a-requester', requesters: ['U0ALICE', 'U0BOB'] },
    })
  })

  test.each([
    ['has never run', {}],
    ['ended in Error', { trialBalance: inError }],
  ])('its trial balance %s: both ways out are offered', async (_what, changes) => {
    change('Oct 2026', changes)
    expect(await why('Oct 2026')).toMatchObject({ offered: ['close', 'trial-balance'] })
  })

  test('something has to be cleared: no close is offered', async () => {
    ready()
    scans = [{ item: 'draft-invoices', kind: 'counted', count: 2, more: false }]
    expect(await why('Oct 2026')).toMatchObject({ reasons: [{ kind: 'required-items' }], offered: [] })
  })

  test('what could not be checked is a reason to look, and keeps nobody from asking', async () => {
    ready()
    scans = [{ item: 'draft-invoices', kind: 'not-checked', because: 'no permission' }]
    expect(await why('Oct 2026')).toMatchObject({ reasons: [{ kind: 'not-checked' }], offered: ['close'] })
  })

  test('an earlier one must be closed first: its close is offered', async () => {
    expect(await why('Nov 2026')).toMatchObject({
      reasons: [{ kind: 'earlier-not-closed' }, { kind: 'not-ended' }, { kind: 'trial-balance-not-begun' }],
      offered: ['trial-balance'],
      earlier: { period: { name: 'Oct 2026' }, isCloseOffered: true },
    })
  })

  test('to who may not ask for that close, it is not offered', async () => {
    expect(await why('Nov 2026', 'U0CAROL')).toMatchObject({ offered: [], earlier: { isCloseOffered: false } })
  })

  test('a request is in flight: that is the way out', async () => {
    await ask('Oct 2026', { status: 'blocked', statusMessage: { channel: 'C0CLOSE', ts: '1.1' } })
    expect(await why('Oct 2026')).toMatchObject({
      inFlight: { request: { number: 1 }, link: 'https://example.slack.com/archives/C0CLOSE/p11' },
      offered: [],
    })
  })

  test('it is closed: reopening is offered where it is possible', async () => {
    expect(await why('Sep 2026')).toMatchObject({ reasons: [], offered: ['reopen'], mayNot: null })
    expect(await why('Aug 2026')).toMatchObject({ reasons: [], offered: [] })
  })
})

test('show says which changes outside the bot nobody has acknowledged', async () => {
  filed = [sampleException(), { ...sampleException(), number: 13, status: 'closed' }]
  expect(await show('Oct 2026')).toMatchObject({ kind: 'shown', exceptions: [{ number: 12 }] })
})
