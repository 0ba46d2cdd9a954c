import { expect, test } from 'vitest'
import { placeOf } from '../../src/domain/approvals/stages.ts'
import type { LogEntry } from '../../src/domain/evidence/log.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Request } from '../../src/domain/request.ts'
import type { RequestDraft, Requests } from '../../src/usecases/ports/record/requests.ts'
import { alice, bob, carol, sampleDecision, samplePerson } from '../support/sample-request.ts'
import { awaiting, click, type MakeRequests, newDraft } from './requests-contract.ts'

const at = '2026-11-02T15:00:00.000Z'
const dave = samplePerson('U0DAVE')

function nudge(
  requests: Requests,
  request: Request,
  given: { by?: Person; at?: string; notSince?: string; round?: number } = {},
) {
  const { by = alice, round = 1, notSince = '2026-11-02T11:00:00.000Z' } = given
  const when = given.at ?? at
  const entry: LogEntry = { at: when, kind: 'nudged', by, details: { round } }
  return requests.nudge({ key: request, round, person: by, at: when, notSince, entry })
}

function takeOver(requests: Requests, request: Request, person: Person, from: Person = request.requester) {
  const entry: LogEntry = { at, kind: 'taken-over', by: person, details: { from } }
  return requests.takeOver({ key: request, round: request.round, from, person, entry })
}

/** What only who asks may do, and how somebody else becomes who asks. */
export function requesterContract(make: MakeRequests): void {
  const create = (changes: Partial<RequestDraft> = {}) => {
    const { requests, entity } = make()
    return requests.create(newDraft({ entity, ...awaiting(2), ...changes })).then((request) => ({ requests, request }))
  }
  const left = { requesterLeftAt: '2026-11-02T14:00:00.000Z' }

  test('of ten reminders at once one is written, with its entry', async () => {
    const { requests, request } = await create()
    const written = await Promise.all(Array.from({ length: 10 }, () => nudge(requests, request)))
    expect(written.filter((image) => image !== undefined)).toHaveLength(1)
    const now = await requests.read(request)
    expect(now).toMatchObject({ nudgedAt: at, log: [{ kind: 'asked' }, { kind: 'nudged', by: alice }] })
  })

  test('the next reminder is written once the one before lies far enough back', async () => {
    const { requests, request } = await create({ nudgedAt: '2026-11-02T11:00:00.000Z' })
    expect(await nudge(requests, request, { notSince: '2026-11-02T10:59:59.999Z' })).toBeUndefined()
    expect(await nudge(requests, request)).toMatchObject({ nudgedAt: at })
  })

  test.each<[string, Partial<RequestDraft>, Parameters<typeof nudge>[2]]>([
    ['by somebody who has not asked', {}, { by: bob }],
    ['on an earlier card', { round: 2 }, { round: 1 }],
    ['when the quorum is full', { approvals: 2 }, {}],
    ['while it is blocked', { status: 'blocked' }, {}],
    ['at the moment of the expiry', {}, { at: '2026-11-04T15:00:00.000Z' }],
    ['after it was stopped', { stopped: { kind: 'cancelled', by: alice, at, reason: null } }, {}],
    ['when it has an outcome', { outcome: { kind: 'expired', waitedFor: 'approval' } }, {}],
  ])('no reminder is written %s', async (_when, changes, given) => {
    const { requests, request } = await create(changes)
    expect(await nudge(requests, request, given)).toBeUndefined()
    expect(await requests.read(request)).toEqual(request)
  })

  test('of ten people at once one takes a request over, and is who asks from then on', async () => {
    const { requests, request } = await create(left)
    const people = Array.from({ length: 10 }, (_, index) => samplePerson(`U${index}`))
    const written = await Promise.all(people.map((person) => takeOver(requests, request, person)))
    const [taken, ...others] = written.filter((image) => image !== undefined)
    expect(others).toEqual([])
    expect(taken).toMatchObject({ formerRequesters: [alice], requesterLeftAt: null, approvals: 0 })
    expect(taken?.log.at(-1)).toMatchObject({ kind: 'taken-over', by: { id: taken?.requester.id } })
    expect(await requests.read(request)).toEqual(taken)
  })

  test('taken over a second time, both who asked before are kept', async () => {
    const { requests, request } = await create(left)
    const first = await takeOver(requests, request, dave)
    const gone = first && (await requests.write(first, { requesterLeftAt: at }, []))
    const second = gone && (await takeOver(requests, gone, carol))
    expect(second).toMatchObject({ requester: carol, formerRequesters: [alice, dave] })
  })

  test.each<[string, Partial<RequestDraft>]>([
    ['while who asked is here', { requesterLeftAt: null }],
    ['once another is who asks', { ...left, requester: carol }],
    ['while Zuora is being asked', { ...left, status: 'asking' }],
    ['when it has ended', { ...left, status: 'finished' }],
    ['when it has an outcome', { ...left, outcome: { kind: 'expired', waitedFor: 'approval' } }],
    ['after it was stopped', { ...left, stopped: { kind: 'rejected', by: bob, at, reason: 'no' } }],
    ['by who has approved', { ...left, decisions: { '1#u0dave@example.com': sampleDecision(dave) } }],
    [
      'by whose delegate has',
      {
        ...left,
        decisions: {
          '1#u0dave@example.com': sampleDecision(bob, {
            kind: 'by-delegate',
            authority: { rule: 'U0DAVE', members: null, delegation: { from: dave, record: 9 } },
          }),
        },
      },
    ],
    ['by who has approved under an id', { ...left, decisions: { '1#U0DAVE': sampleDecision(dave) } }],
  ])('nobody takes it over %s', async (_when, changes) => {
    const { requests, request } = await create(changes)
    expect(await takeOver(requests, request, dave, alice)).toBeUndefined()
    expect(await requests.read(request)).toEqual(request)
  })

  test('who took an approval back may take it over', async () => {
    const { requests, request } = await create({
      ...left,
      decisions: { '1#u0dave@example.com': sampleDecision(dave, { kind: 'withdrawn' }) },
    })
    expect(await takeOver(requests, request, dave)).toMatchObject({ requester: dave })
  })

  test('neither who has taken it over nor who acts for them counts any more', async () => {
    const { requests, request } = await create(left)
    await takeOver(requests, request, bob)
    expect(await click(requests, request, bob)).toBeUndefined()
    const authority = { rule: bob.id, members: null, delegation: { from: bob, record: 9 } }
    const place = placeOf(request, 1)
    const acting = { key: request, round: 1, person: carol, at, place }
    expect(await requests.addDecision(acting, sampleDecision(carol, { authority }))).toBeUndefined()
    expect(await click(requests, request, carol)).toMatchObject({ approvals: 1 })
  })

  test('approving and taking over at once, a person does one of the two', async () => {
    const { requests, request } = await create(left)
    const [approved, taken] = await Promise.all([click(requests, request, dave), takeOver(requests, request, dave)])
    expect([approved, taken].filter((image) => image !== undefined)).toHaveLength(1)
  })
}
