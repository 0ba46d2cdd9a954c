import { expect, test } from 'vitest'
import { decisionKey } from '../../src/domain/approvals/decision.ts'
import { placeOf } from '../../src/domain/approvals/stages.ts'
import { spentOf, withdrawalOf } from '../../src/domain/approvals/withdrawal.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Authority } from '../../src/domain/policy/policy.ts'
import type { Request } from '../../src/domain/request.ts'
import type { RequestDraft, Requests } from '../../src/usecases/ports/record/requests.ts'
import { alice, bob, carol, sampleDecision, sampleDraft, samplePerson } from '../support/sample-request.ts'
import type { MakeRequests } from './requests-contract.ts'

const dave = samplePerson('U0DAVE')
const at = '2026-11-02T15:00:00.000Z'
const later = '2026-11-02T16:00:00.000Z'

const awaiting: Partial<RequestDraft> = {
  status: 'awaiting',
  round: 1,
  approvalsNeeded: 2,
  expiresAt: '2026-11-04T15:00:00.000Z',
}

let drafts = 0

type Approval = { messageId?: string; authority?: Partial<Authority>; spent?: string[] }

/** An approval as the use case writes it from what it has read. */
function approve(requests: Requests, read: Request, person: Person, given: Approval = {}) {
  const authority = { rule: person.id, members: null, ...given.authority }
  const spent = given.spent ?? spentOf(read, [person.email ?? person.id])
  const { messageId = `approval-of-${person.id}` } = given
  const decision = { ...sampleDecision(person, { at, authority, messageId }), ...(spent.length === 0 ? {} : { spent }) }
  const click = { key: read, round: read.round, person, at, place: placeOf(read, authority.stage ?? 1) }
  return requests.addDecision(click, decision)
}

async function withdraw(requests: Requests, read: Request, person: Person, messageId = `withdrawal-of-${person.id}`) {
  const withdrawal = withdrawalOf(read, {
    person,
    round: read.round,
    at: later,
    slackTs: '1793635200.000100',
    messageId,
  })
  if (!withdrawal) throw new Error(`${person.id} has approved nothing`)
  return requests.withdraw(read, withdrawal)
}

function there(request: Request | undefined): Request {
  if (!request) throw new Error('Nothing was written')
  return request
}

export function withdrawalContract(make: MakeRequests): void {
  const create = async (changes: Partial<RequestDraft> = {}) => {
    const { requests, entity } = make()
    const draft = sampleDraft({ messageId: `withdrawn-${++drafts}`, entity, ...awaiting, ...changes })
    return { requests, created: await requests.create(draft) }
  }

  test('a withdrawn approval is counted down, ends the hold, and is in the log', async () => {
    const { requests, created } = await create()
    const one = there(await approve(requests, created, bob))
    const two = there(await approve(requests, one, carol))
    const held = there(await requests.write(two, { heldUntil: '2026-11-02T17:00:00.000Z' }, []))
    const withdrawn = there(await withdraw(requests, held, bob))
    expect(withdrawn).toMatchObject({ approvals: 1, heldUntil: null, status: 'awaiting' })
    expect(withdrawn.decisions[decisionKey(1, 'u0bob@example.com')]).toMatchObject({
      kind: 'withdrawn',
      messageId: 'approval-of-U0BOB',
    })
    expect(withdrawn.log.at(-1)).toEqual({
      at: later,
      kind: 'withdrawn',
      by: bob,
      slackTs: '1793635200.000100',
      details: { round: 1, stage: 1, approvalOf: bob },
    })
    expect(await requests.read(created)).toEqual(withdrawn)
  })

  test('who withdrew can approve again; the old approval, delivered again, counts neither before nor after', async () => {
    const { requests, created } = await create()
    const approved = there(await approve(requests, created, bob))
    const withdrawn = there(await withdraw(requests, approved, bob))
    expect(await approve(requests, withdrawn, bob)).toBeUndefined()
    const again = there(await approve(requests, withdrawn, bob, { messageId: 'approval-2' }))
    expect(again).toMatchObject({ approvals: 1 })
    const twice = there(await withdraw(requests, again, bob, 'withdrawal-2'))
    for (const messageId of ['approval-of-U0BOB', 'approval-2', 'withdrawal-2']) {
      expect(await approve(requests, twice, bob, { messageId })).toBeUndefined()
    }
    expect(await approve(requests, twice, bob, { messageId: 'approval-3' })).toMatchObject({ approvals: 1 })
  })

  test('a decision that knows nothing of the last withdrawal was made from an older read, and does not count', async () => {
    const { requests, created } = await create()
    const approved = there(await approve(requests, created, bob))
    await withdraw(requests, approved, bob)
    expect(await approve(requests, created, bob, { messageId: 'approval-2', spent: [] })).toBeUndefined()
    expect(await approve(requests, created, bob, { messageId: 'approval-2', spent: ['other'] })).toBeUndefined()
  })

  test('approvals of later stages fall with it in the same write; those of its own stage stay', async () => {
    const { requests, created } = await create({ approvalsNeeded: 3, stages: [2, 1] })
    const one = there(await approve(requests, created, bob, { authority: { stage: 1 } }))
    const two = there(await approve(requests, one, carol, { authority: { stage: 1 } }))
    const three = there(await approve(requests, two, dave, { authority: { stage: 2 } }))
    const withdrawn = there(await withdraw(requests, three, bob))
    expect(withdrawn.approvals).toBe(1)
    expect(withdrawn.log.at(-1)?.details).toMatchObject({ stage: 1, fellWithIt: [{ stage: 2, by: dave }] })
    expect(
      await approve(requests, withdrawn, dave, { authority: { stage: 2 }, messageId: 'approval-2' }),
    ).toBeUndefined()
    expect(await approve(requests, withdrawn, bob, { authority: { stage: 1 }, messageId: 'approval-3' })).toMatchObject(
      {
        approvals: 2,
      },
    )
  })

  test('an approval that was given for another frees the seats of both, whoever of the two withdraws it', async () => {
    for (const person of [dave, bob]) {
      const { requests, created } = await create()
      const acting = { rule: bob.id, delegation: { from: bob, record: 7 } }
      const approved = there(await approve(requests, created, dave, { authority: acting }))
      expect(await approve(requests, approved, bob)).toBeUndefined()
      const withdrawn = there(await withdraw(requests, approved, person))
      expect(withdrawn.log.at(-1)).toMatchObject({ by: person, details: { approvalOf: dave } })
      expect(await approve(requests, withdrawn, bob)).toMatchObject({ approvals: 1 })
    }
  })

  test('nothing is withdrawn when anything was written since it was read', async () => {
    const { requests, created } = await create()
    const one = there(await approve(requests, created, bob))
    const two = there(await approve(requests, one, carol))
    expect(await withdraw(requests, one, bob)).toBeUndefined()
    expect(await requests.read(created)).toEqual(two)
  })

  test('of a turn that asks Zuora and a withdrawal at once, exactly one is written', async () => {
    const { requests, created } = await create()
    const approved = there(await approve(requests, created, bob))
    const entry = { at: later, kind: 'zuora-asked', by: null, details: { what: 'close' } } as const
    const written = await Promise.all([
      requests.write(approved, { status: 'asking' }, [entry]),
      withdraw(requests, approved, bob),
    ])
    expect(written.filter((image) => image !== undefined)).toHaveLength(1)
    const now = await requests.read(created)
    expect(now?.approvals).toBe(now?.status === 'asking' ? 1 : 0)
  })

  test('of ten deliveries of one withdrawal at once, one is written', async () => {
    const { requests, created } = await create()
    const approved = there(await approve(requests, created, bob))
    const written = await Promise.all(Array.from({ length: 10 }, () => withdraw(requests, approved, bob)))
    expect(written.filter((image) => image !== undefined)).toHaveLength(1)
    expect(await requests.read(created)).toMatchObject({ approvals: 0 })
  })

  test.each<[string, Partial<Request>]>([
    ['once Zuora is being asked', { status: 'asking' }],
    ['when the round is void', { status: 'working' }],
    ['when another round has begun', { round: 2 }],
    ['when it has an outcome', { outcome: { kind: 'expired', waitedFor: 'approval' } }],
  ])('nothing is withdrawn %s', async (_when, changes) => {
    const { requests, created } = await create()
    const approved = there(await approve(requests, created, bob))
    const { log: _log, chain: _chain, decisions: _decisions, stopped: _stopped, ...rest } = changes as Request
    const moved = there(await requests.write(approved, rest, []))
    const withdrawal = withdrawalOf(approved, { person: bob, round: 1, at: later, slackTs: null, messageId: 'w' })
    expect(withdrawal && (await requests.withdraw({ ...moved, round: 1 }, withdrawal))).toBeUndefined()
    expect(await requests.read(created)).toEqual(moved)
  })

  test('nothing is withdrawn after a stop', async () => {
    const { requests, created } = await create()
    await approve(requests, created, bob)
    const stopped = there(await requests.cancel({ key: created, person: alice, at: later }))
    expect(await withdraw(requests, stopped, bob)).toBeUndefined()
  })

  test('two accounts in Slack with one e-mail, at the same moment: one person counts once', async () => {
    const { requests, created } = await create({ approvalsNeeded: 5 })
    const accounts = ['U0BOB', 'U1BOB', 'U2BOB'].map((id) =>
      samplePerson(id, { email: `${id === 'U1BOB' ? 'B' : 'b'}ob@example.com` }),
    )
    const clicks = [...accounts, ...accounts, ...accounts].map((person) => approve(requests, created, person))
    expect((await Promise.all(clicks)).filter((image) => image !== undefined)).toHaveLength(1)
    expect(await requests.read(created)).toMatchObject({ approvals: 1 })
  })

  test('who stops a request and why they were allowed is in the log', async () => {
    const { requests, created } = await create()
    const authority = { rule: 'S0CONTROLLERS', members: ['U0BOB'] }
    const stopped = there(await requests.cancel({ key: created, person: bob, at: later, slackTs: '1.2', authority }))
    expect(stopped.stopped).toEqual({ kind: 'cancelled', by: bob, at: later, reason: null })
    expect(stopped.log.at(-1)).toEqual({
      at: later,
      kind: 'cancelled',
      by: bob,
      slackTs: '1.2',
      details: { authority },
    })
  })
}
