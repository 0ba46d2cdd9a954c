import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decisionKey } from '../../src/domain/approvals/decision.ts'
import { placeOf } from '../../src/domain/approvals/stages.ts'
import { beginning, chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Request } from '../../src/domain/request.ts'
import type {
  OpenRequests,
  RefusedClicks,
  Register,
  RequestDraft,
  Requests,
} from '../../src/usecases/ports/record/requests.ts'
import { alice, bob, carol, sampleDecision, sampleDraft, samplePerson } from '../support/sample-request.ts'
import { requesterContract } from './requester-contract.ts'
import { withdrawalContract } from './withdrawal-contract.ts'

let messages = 0
/** Asked for by a message of its own. */
export function newDraft(changes: Partial<RequestDraft>): RequestDraft {
  return sampleDraft({ messageId: `message-${++messages}`, ...changes })
}

export const hash = (text: string) => createHash('sha256').update(text).digest('hex')
export const recording = { hash, stamp: (_entity: string, entry: LogEntry) => entry, keepPolicy: async () => {} }

/** All that functions use of requests, each a part of it. */
export type EveryRequest = Requests & Register & OpenRequests & RefusedClicks

/** An empty register for each test: an entity that no other test uses. */
export type MakeRequests = () => { requests: EveryRequest; entity: string }

const at = '2026-11-02T15:00:00.000Z'
const blocked: LogEntry = { at, kind: 'blocked', by: null, details: { obstacles: [] } }
const people = (count: number) => Array.from({ length: count }, (_, index) => samplePerson(`U${index}`))

export const awaiting = (needed: number): Partial<RequestDraft> => ({
  status: 'awaiting',
  round: 1,
  approvalsNeeded: needed,
  expiresAt: '2026-11-04T15:00:00.000Z',
})

type Click = { round?: number; at?: string; kind?: 'approved' | 'rejected' }

/** One click as the use case writes it. */
export function click(requests: Requests, request: Request, person: Person, options: Click = {}) {
  const { round = 1, kind = 'approved' } = options
  const when = options.at ?? at
  const reason = kind === 'rejected' ? 'Accruals are missing' : null
  const decision = sampleDecision(person, { at: when, kind, reason })
  const place = placeOf(request, decision.authority.stage ?? 1)
  return requests.addDecision({ key: request, round, person, at: when, place }, decision)
}

/** The chain from the very first hash, over the log as it is. */
function chainFromLog({ log }: Request): string[] {
  return chainOf(log, [], String(log[0]?.details.previousRequest), hash)
}

async function reread(requests: Requests, request: Request): Promise<Request> {
  const read = await requests.read(request)
  if (!read) throw new Error('The request is gone')
  return read
}

/** What every register of requests does, wherever it keeps them. */
export function requestsContract(make: MakeRequests): void {
  numbersContract(make)
  writesContract(make)
  decisionsContract(make)
  withdrawalContract(make)
  besidesContract(make)
  requesterContract(make)
}

function numbersContract(make: MakeRequests): void {
  test('requests are numbered from 1 without gaps, also when twenty are asked for at once', async () => {
    const { requests, entity } = make()
    const drafts = Array.from({ length: 20 }, () => newDraft({ entity }))
    const created = await Promise.all(drafts.map((draft) => requests.create(draft)))
    const numbers = created.map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(new Set(created.map(({ messageId }) => messageId)).size).toBe(20)
  })

  test('the same message, delivered twice at once, makes one request', async () => {
    const { requests, entity } = make()
    const draft = newDraft({ entity })
    const [one, two] = await Promise.all([requests.create(draft), requests.create(draft)])
    expect(two).toEqual(one)
    expect(await requests.create(newDraft({ entity }))).toHaveProperty('number', 2)
  })

  test('each entity has a register of its own', async () => {
    const { requests, entity } = make()
    await requests.create(newDraft({ entity }))
    await requests.create(newDraft({ entity }))
    expect(await requests.create(newDraft({ entity: `${entity}b` }))).toHaveProperty('number', 1)
  })

  test('what is read is what was created', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, note: 'all in' }))
    expect(created).toMatchObject({ entity, number: 1, revision: 0, told: false, note: 'all in' })
    expect(created.execution).toBe(`${entity.toUpperCase()}-0001`)
    expect(await requests.read({ entity, number: 1 })).toEqual(created)
  })

  test('there is nothing where nothing was created', async () => {
    const { requests, entity } = make()
    expect(await requests.read({ entity, number: 1 })).toBeUndefined()
  })

  test('the first entry continues from the first entry of the request before, so that a removed one shows', async () => {
    const { requests, entity } = make()
    const first = await requests.create(newDraft({ entity }))
    await requests.write(first, { status: 'blocked' }, [blocked])
    const second = await requests.create(newDraft({ entity, details: { action: 'close', note: 'second' } }))
    expect(first.log).toMatchObject([
      { kind: 'asked', by: alice, details: { action: 'close', previousRequest: beginning, request: first.execution } },
    ])
    expect(second.log[0]?.details).toMatchObject({ note: 'second', previousRequest: first.chain[0] })
    expect(first.chain).toEqual(chainFromLog(first))
    expect(second.chain).toEqual(chainFromLog(second))
  })

  test('clicks that did not count do not disturb the numbers', async () => {
    const { requests, entity } = make()
    const first = await requests.create(newDraft({ entity }))
    await requests.countRefusedClick(first, 'U0EVE', 'not-an-approver')
    const second = await requests.create(newDraft({ entity }))
    expect(second.number).toBe(2)
    expect(second.log[0]?.details.previousRequest).toBe(first.chain[0])
  })
}

function writesContract(make: MakeRequests): void {
  test('a turn writes its changes, its entries and the chain over the whole log at once', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity }))
    const written = await requests.write(created, { status: 'blocked', obstacles: [] }, [blocked, blocked])
    expect(written).toMatchObject({ status: 'blocked', obstacles: [], revision: 1, note: null })
    expect(written?.log).toEqual([...created.log, blocked, blocked])
    expect(written?.chain).toEqual(written && chainFromLog(written))
    expect(await requests.read(created)).toEqual(written)
  })

  test('of two turns that read the same request, the second writes nothing', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity }))
    const first = await requests.write(created, { status: 'blocked' }, [blocked])
    expect(await requests.write(created, { status: 'asking' }, [])).toBeUndefined()
    expect(await requests.read(created)).toEqual(first)
  })

  test('of ten turns at once, exactly one writes', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity }))
    const turns = Array.from({ length: 10 }, () => requests.write(created, { lockTaken: true }, []))
    expect((await Promise.all(turns)).filter((written) => written !== undefined)).toHaveLength(1)
    expect(await requests.read(created)).toHaveProperty('revision', 1)
  })

  test('a turn that did not see a click writes nothing, and the next one chains the click', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const clicked = await click(requests, created, bob)
    expect(clicked?.chain).toHaveLength(1)
    expect(await requests.write(created, { status: 'asking' }, [])).toBeUndefined()
    const seen = await reread(requests, created)
    const written = await requests.write(seen, { status: 'asking' }, [blocked])
    expect(written?.log.map(({ kind }) => kind)).toEqual(['asked', 'approved', 'blocked'])
    expect(written?.chain).toEqual(written && chainFromLog(written))
  })

  test('what comes after the log was sealed stands beside it, and its hashes go on from the head', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity }))
    const sealed = await requests.write(created, { status: 'finished' }, [blocked])
    if (!sealed) throw new Error('Nothing was written')
    expect(sealed).toMatchObject({ later: [], laterChain: [] })
    const stamped: LogEntry = { at, kind: 'notes-stamped', by: null, details: {} }
    const once = await requests.write(sealed, { told: true }, [stamped])
    const twice = once && (await requests.write(once, { taskToken: null }, [blocked, stamped]))
    expect(twice).toMatchObject({ log: sealed.log, chain: sealed.chain, later: [stamped, blocked, stamped] })
    expect(twice?.laterChain).toEqual(chainOf([stamped, blocked, stamped], [], String(sealed.chain.at(-1)), hash))
    expect(await requests.write(sealed, {}, [stamped])).toBeUndefined()
    expect(await requests.read(created)).toEqual(twice)
  })

  test('where a message is, is noted whatever else was written, and disturbs no turn', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity }))
    const statusMessage = { channel: 'C0CLOSE', ts: '1.2' }
    await requests.noteMessages(created, { statusMessage })
    const written = await requests.write(created, { status: 'blocked' }, [])
    expect(written).toMatchObject({ statusMessage, status: 'blocked', revision: 1 })
    await requests.noteMessages(created, { card: { channel: 'C0CLOSE', ts: '3.4', round: 1 } })
    expect(await requests.read(created)).toMatchObject({ statusMessage, card: { ts: '3.4', round: 1 }, revision: 1 })
  })

  test('the newest task token is kept, and disturbs no turn', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(1) }))
    await click(requests, created, bob)
    await requests.keepToken(created, 'token-1')
    const kept = await requests.keepToken(created, 'token-2')
    expect(kept).toMatchObject({ taskToken: 'token-2', approvals: 1, revision: 0 })
    expect(await requests.write(kept, { taskToken: null }, [])).toMatchObject({ taskToken: null })
  })
}

function decisionsContract(make: MakeRequests): void {
  test.each([
    [2, 2],
    [60, 50],
  ])(
    'of 200 simultaneous clicks of 50 people, where %i are needed, exactly %i count',
    async (needed, counted) => {
      const { requests, entity } = make()
      const created = await requests.create(newDraft({ entity, ...awaiting(needed) }))
      const clickers = [...people(50), ...people(50), ...people(50), ...people(50)]
      const written = await Promise.all(clickers.map((person) => click(requests, created, person)))
      const images = written.filter((image) => image !== undefined)
      expect(images.map(({ approvals }) => approvals).sort((a, b) => a - b)).toEqual(
        Array.from({ length: counted }, (_, index) => index + 1),
      )
      const now = await reread(requests, created)
      expect(now.approvals).toBe(counted)
      expect(Object.keys(now.decisions)).toHaveLength(counted)
      expect(new Set(now.log.slice(1).map(({ by }) => by?.id)).size).toBe(counted)
      expect(now.log).toHaveLength(counted + 1)
    },
    30_000,
  )

  test('a decision is kept with who, when and by which rule', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const written = await click(requests, created, bob)
    expect(written?.decisions).toEqual({ [decisionKey(1, 'u0bob@example.com')]: sampleDecision(bob) })
    expect(written?.log.at(-1)).toEqual({
      at,
      kind: 'approved',
      by: bob,
      details: { round: 1, authority: { rule: bob.id, members: null } },
    })
  })

  test.each<[string, Partial<RequestDraft>, Click]>([
    ['at the moment of the expiry', {}, { at: '2026-11-04T15:00:00.000Z' }],
    ['after the expiry', {}, { at: '2026-11-04T15:00:00.001Z' }],
    ['on the card of an earlier round', { round: 2 }, { round: 1 }],
    ['on the card of a round that is not', { round: 1 }, { round: 2 }],
    ['while the workflow is at it', { status: 'working' }, {}],
    ['while it is blocked', { status: 'blocked' }, {}],
    ['while Zuora is being asked', { status: 'asking' }, {}],
    ['when it has ended', { status: 'finished' }, {}],
    ['when the quorum is full', { approvals: 2 }, {}],
    ['when it was stopped', { stopped: { kind: 'cancelled', by: alice, at, reason: null } }, {}],
  ])('neither an approval nor a rejection counts %s', async (_when, changes, options) => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2), ...changes }))
    expect(await click(requests, created, bob, options)).toBeUndefined()
    expect(await click(requests, created, bob, { ...options, kind: 'rejected' })).toBeUndefined()
    expect(await requests.read(created)).toEqual(created)
  })

  test('the last moment before the expiry counts', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    expect(await click(requests, created, bob, { at: '2026-11-04T14:59:59.999Z' })).toHaveProperty('approvals', 1)
  })

  test('who approved may not reject after it, nor the other way round', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    await click(requests, created, bob)
    expect(await click(requests, created, bob, { kind: 'rejected' })).toBeUndefined()
    expect(await requests.read(created)).toMatchObject({ approvals: 1, stopped: null })
  })

  test('in a new round the same person decides anew', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const clicked = await click(requests, created, bob)
    expect(clicked && (await requests.write(clicked, { round: 2, approvals: 0 }, []))).toBeDefined()
    const again = await click(requests, created, bob, { round: 2 })
    expect(Object.keys(again?.decisions ?? {}).sort()).toEqual([
      decisionKey(1, 'u0bob@example.com'),
      decisionKey(2, 'u0bob@example.com'),
    ])
  })

  test('of twenty rejections at once one counts, and it ends the request with its reason', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(2) }))
    const written = await Promise.all(
      people(20).map((person) => click(requests, created, person, { kind: 'rejected' })),
    )
    const [counted, ...others] = written.filter((image) => image !== undefined)
    expect(others).toEqual([])
    expect(counted).toMatchObject({ approvals: 0, stopped: { kind: 'rejected', at, reason: 'Accruals are missing' } })
    expect(counted?.log.at(-1)).toMatchObject({ kind: 'rejected', details: { reason: 'Accruals are missing' } })
  })

  test('a hold is stopped only while it is that hold', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(1), heldUntil: at }))
    const stop = (hold: Pick<Request, 'round' | 'heldUntil'>) =>
      requests.cancel({ key: created, person: alice, at, hold })
    expect(await stop({ round: created.round, heldUntil: null })).toBeUndefined()
    expect(await stop({ round: created.round + 1, heldUntil: at })).toBeUndefined()
    expect(await stop({ round: created.round, heldUntil: at })).toMatchObject({ stopped: { kind: 'cancelled' } })
  })

  test('approvals, a rejection and a cancellation at once: after the stop, nothing counts any more', async () => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...awaiting(40) }))
    await Promise.all([
      ...people(20).map((person) => click(requests, created, person)),
      click(requests, created, carol, { kind: 'rejected' }),
      requests.cancel({ key: created, person: alice, at }),
      ...people(20).map((person) => click(requests, created, person)),
    ])
    const now = await reread(requests, created)
    const kinds = now.log.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'rejected' || kind === 'cancelled')).toHaveLength(1)
    expect(kinds.at(-1)).toBe(now.stopped?.kind)
    expect(kinds.filter((kind) => kind === 'approved')).toHaveLength(now.approvals)
  })

  test.each(['working', 'blocked', 'awaiting'] as const)(
    'a request that is %s can be cancelled, once',
    async (status) => {
      const { requests, entity } = make()
      const created = await requests.create(newDraft({ entity, ...awaiting(2), status }))
      const cancelled = await requests.cancel({ key: created, person: alice, at })
      expect(cancelled).toMatchObject({ status, stopped: { kind: 'cancelled', by: alice, at, reason: null } })
      expect(cancelled?.log.at(-1)).toEqual({ at, kind: 'cancelled', by: alice, details: {} })
      expect(await requests.cancel({ key: created, person: alice, at })).toBeUndefined()
    },
  )

  test.each<[string, Partial<RequestDraft>]>([
    ['while Zuora is being asked', { status: 'asking' }],
    ['when it has ended', { status: 'finished' }],
    ['when it has an outcome', { outcome: { kind: 'expired', waitedFor: 'approval' } }],
    ['after a rejection', { stopped: { kind: 'rejected', by: bob, at, reason: 'no' } }],
  ])('nothing is cancelled %s', async (_when, changes) => {
    const { requests, entity } = make()
    const created = await requests.create(newDraft({ entity, ...changes }))
    expect(await requests.cancel({ key: created, person: alice, at })).toBeUndefined()
    expect(await requests.read(created)).toEqual(created)
  })
}

function besidesContract(make: MakeRequests): void {
  test('a request is among the open ones until everyone has been told, not only until it has ended', async () => {
    const { requests, entity } = make()
    const openHere = async () => (await requests.open()).filter((key) => key.entity === entity)
    const first = await requests.create(newDraft({ entity }))
    const second = await requests.create(newDraft({ entity }))
    await requests.write(first, { status: 'finished' }, [])
    expect(await openHere()).toEqual(
      expect.arrayContaining([
        { entity, number: 1 },
        { entity, number: 2 },
      ]),
    )
    await requests.noteMessages(first, { told: true })
    expect(await openHere()).toEqual([{ entity, number: 2 }])
    await click(requests, second, bob)
    await requests.noteMessages(second, { statusMessage: { channel: 'C0CLOSE', ts: '1.2' } })
    expect(await openHere()).toEqual([{ entity, number: 2 }])
    expect(await requests.read(first)).toMatchObject({ told: true, status: 'finished' })
  })

  test('a period’s requests, newest first, the ended ones too', async () => {
    const { requests, entity } = make()
    const october = newDraft({ entity })
    const november = newDraft({ entity, period: { ...october.period, id: 'november', name: 'Nov 2026' } })
    for (const draft of [october, november, newDraft({ entity })]) await requests.create(draft)
    await requests.noteMessages({ entity, number: 1 }, { told: true })
    const numbers = async (id: string | null) => (await requests.ofPeriod(entity, id)).map(({ number }) => number)
    expect(await numbers(october.period.id)).toEqual([3, 1])
    expect(await numbers('november')).toEqual([2])
    expect(await numbers('december')).toEqual([])
    expect(await requests.ofPeriod(entity, 'november')).toEqual([await requests.read({ entity, number: 2 })])
  })

  test('clicks that did not count are counted by person and reason, and the request stays as it is', async () => {
    const { requests, entity } = make()
    const first = await requests.create(newDraft({ entity }))
    const second = await requests.create(newDraft({ entity }))
    const clicks = Array.from({ length: 30 }, () => requests.countRefusedClick(first, 'U0EVE', 'not-an-approver'))
    await Promise.all([...clicks, requests.countRefusedClick(first, 'U0EVE', 'older-card')])
    await requests.countRefusedClick(first, 'U0BOB', 'older-card')
    expect(await requests.refusedClicks(first)).toEqual({
      'U0EVE#not-an-approver': 30,
      'U0EVE#older-card': 1,
      'U0BOB#older-card': 1,
    })
    expect(await requests.refusedClicks(second)).toEqual({})
    expect(await requests.read(first)).toEqual(first)
  })
}
