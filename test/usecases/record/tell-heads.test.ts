import { expect, test } from 'vitest'
import type { Request } from '../../../src/domain/request.ts'
import { tellHeads } from '../../../src/usecases/record/tell-heads.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { bob, carol, sampleDecision, sampleDraft, samplePerson } from '../../support/sample-request.ts'
import { createRecordWorld } from './record-world.ts'

async function createWorld(changes: Partial<Request> = {}) {
  const world = createRecordWorld()
  const request = await world.requests.create(sampleDraft())
  const decisions = {
    '1#bob': sampleDecision(bob),
    '2#carol': sampleDecision(carol, { kind: 'rejected', reason: 'no' }),
  }
  const outcome = { kind: 'rejected', by: 'U0CAROL', reason: 'no' } as const
  await world.requests.noteMessages(request, { ...changes })
  const open = await world.requests.read(request)
  const sealed = await world.requests.write(
    open ?? request,
    { outcome, status: 'finished', ...{ decisions: { ...decisions, ...changes.decisions } } },
    [{ at: '2026-11-04T15:00:00.000Z', kind: 'outcome', by: null, details: { outcome } }],
  )
  if (!sealed) throw new Error('not sealed')
  const announcer = createFakeAnnouncer()
  const told = () => announcer.told.flatMap((message) => (message.kind === 'head' ? [message.person] : []))
  const now = async () => (await world.requests.read(sealed)) ?? sealed
  const tell = async () => tellHeads(await now(), { ...world.ports, announcer })
  return { ...world, announcer, told, now, tell }
}

test('everyone who decided, in whatever round, and each auditor gets the head once; the record says to whom', async () => {
  const { tell, told, now } = await createWorld()
  await tell()
  await tell()
  expect(told()).toEqual(['U0BOB', 'U0CAROL', 'U0AUDIT'])
  const { later, chain, log } = await now()
  expect(log.at(-1)?.kind).toBe('outcome')
  expect(later).toMatchObject([
    {
      kind: 'message-posted',
      details: { what: 'head', head: chain.at(-1), to: ['U0BOB', 'U0CAROL', 'U0AUDIT'], missed: [], notKnown: [] },
    },
  ])
})

test('who withdrew is not told, nor whom the policy no longer names', async () => {
  const gone = sampleDecision(samplePerson('U0LEFT'))
  const { tell, told } = await createWorld({
    decisions: { '1#gone': gone, '2#carol': sampleDecision(carol, { kind: 'withdrawn' }) },
  })
  await tell()
  expect(told()).toEqual(['U0BOB', 'U0AUDIT'])
})

test('interrupted while one is told: that one is not told again, the others are', async () => {
  const { tell, told, now, announcer } = await createWorld()
  const { tellHead } = announcer
  announcer.tellHead = async (request, person) => {
    if (person === 'U0CAROL') throw new Error('the process died')
    return tellHead(request, person)
  }
  await expect(tell()).rejects.toThrow('the process died')
  announcer.tellHead = tellHead
  await tell()
  expect(told()).toEqual(['U0BOB', 'U0AUDIT'])
  expect((await now()).later[0]?.details).toMatchObject({ to: ['U0AUDIT'], notKnown: ['U0BOB', 'U0CAROL'] })
})

test('whom Slack does not reach is in the record as missed', async () => {
  const { tell, now, announcer } = await createWorld()
  announcer.tellHead = async (_request, person) => person !== 'U0AUDIT'
  await tell()
  expect((await now()).later[0]?.details).toMatchObject({ to: ['U0BOB', 'U0CAROL'], missed: ['U0AUDIT'] })
})

test('written meanwhile, nobody is told by this turn', async () => {
  const { now, told, announcer, ports, requests } = await createWorld()
  const read = await now()
  await requests.write(read, { execution: 'US-0001-2' }, [])
  expect(await tellHeads(read, { ...ports, announcer })).toBe(undefined)
  expect(told()).toEqual([])
})
