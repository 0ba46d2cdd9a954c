import { expect, test } from 'vitest'
import type { Request } from '../../src/domain/request.ts'
import { endRequest } from '../../src/usecases/end-request.ts'
import type { RequestDraft } from '../../src/usecases/ports/record/requests.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeRequests } from '../support/fake-requests.ts'
import { sampleDraft } from '../support/sample-request.ts'

const asked = { by: 'Dana of platform', why: 'Its card cannot be drawn, ticket 4711' }
const accepted = { kind: 'accepted', at: '2026-11-04T13:00:00.000Z' } as const
const ask = {
  at: '2026-11-04T13:59:00.000Z',
  times: 1,
  mayHaveBeenHeard: false,
  trialBalanceStartBefore: null,
  trialBalanceStart: null,
  answer: null,
} as const

async function createWorld(draft: Partial<RequestDraft> = {}) {
  const clock = createFakeClock('2026-11-04T14:00:00.000Z')
  const requests = createFakeRequests()
  const key = await requests.create(sampleDraft({ status: 'awaiting', round: 1, taskToken: 'token-1', ...draft }))
  const [resumed, logged]: [string[], string[]] = [[], []]
  const ports = {
    requests,
    workflow: { resume: async (token: string) => void resumed.push(token) },
    now: clock.now,
    log: (event: string) => void logged.push(event),
  }
  return {
    clock,
    requests,
    ports,
    resumed,
    logged,
    now: (): Request => requests.peek(key),
    end: (changes = {}) => endRequest({ key, ...asked, ...changes }, ports),
  }
}

const byHand = { kind: 'ended-by-hand', by: null }
const ended = { kind: 'failed', because: { kind: 'ended-by-hand', ...asked } }

test('first it gets an outcome, and the workflow, woken, has the rest to do', async () => {
  const { end, now, resumed, logged } = await createWorld()
  expect(await end()).toEqual({ kind: 'done', step: 'outcome', asked: [] })
  expect(now()).toMatchObject({ outcome: ended, status: 'working', taskToken: null })
  expect(now().log.at(-1)).toMatchObject({ ...byHand, details: { ...asked, step: 'outcome', was: 'awaiting' } })
  expect(resumed).toEqual(['token-1'])
  expect(logged).toEqual(['request-ended-by-hand'])
})

test('within ten minutes nothing more is done, however often it is asked', async () => {
  const { clock, end, now } = await createWorld()
  await end()
  const { revision } = now()
  clock.pass(599)
  expect(await end()).toEqual({ kind: 'wait', seconds: 1 })
  expect(now().revision).toBe(revision)
})

test('where the workflow did not seal it, it is sealed; where nobody can be told, nobody is any more', async () => {
  const { clock, end, now, logged } = await createWorld()
  await end()
  clock.pass(600)
  expect(await end()).toEqual({ kind: 'done', step: 'seal', asked: [] })
  expect(now()).toMatchObject({ status: 'finished', outcome: ended, periodAtEnd: null, told: false })
  expect(now().log.slice(-2)).toMatchObject([byHand, { kind: 'outcome', details: { outcome: ended } }])
  clock.pass(600)
  expect(await end()).toEqual({ kind: 'done', step: 'telling', asked: [] })
  expect(now().told).toBe(true)
  expect(now().later).toMatchObject([{ ...byHand, details: { step: 'telling', was: 'finished' } }])
  expect(await end()).toEqual({ kind: 'over' })
  const byHandEach = 'request-ended-by-hand'
  expect(logged).toEqual([byHandEach, 'request-ended', byHandEach, byHandEach])
})

test('an outcome that it has already stays what it is', async () => {
  const { clock, end, now } = await createWorld({ status: 'working', outcome: { kind: 'succeeded' } })
  await end()
  clock.pass(600)
  await end()
  expect(now()).toMatchObject({ status: 'finished', outcome: { kind: 'succeeded' } })
})

test('a sealed close whose final trial balance is never seen to end is followed no more', async () => {
  const followUp = { kind: 'waiting', since: '2026-11-04T13:00:00.000Z' } as const
  const { end, now } = await createWorld({ status: 'finished', outcome: { kind: 'succeeded' }, followUp })
  expect(await end()).toEqual({ kind: 'done', step: 'telling', asked: [] })
  expect(now()).toMatchObject({ told: true, followUp: { kind: 'not-seen', waitedSeconds: 3600 } })
})

test('while an ask may still take effect, nothing is said that could be false', async () => {
  const { end, now } = await createWorld({ status: 'asking', asks: { close: ask } })
  expect(await end()).toEqual({ kind: 'ask-under-way', asked: 'close' })
  expect(now().outcome).toBeNull()
})

test('what Zuora accepted long ago is no reason to wait, and is told to whoever ends it: it may be closed', async () => {
  const refused = { kind: 'refused', at: accepted.at, code: '1', message: 'no', zuoraRequestId: null } as const
  const asks = {
    'pending-close': { ...ask, answer: accepted },
    'run-trial-balance': { ...ask, answer: refused },
    close: { ...ask, at: accepted.at, answer: { kind: 'unknown', at: accepted.at } },
  } as const
  const { clock, end } = await createWorld({ status: 'asking', asks })
  expect(await end()).toEqual({ kind: 'done', step: 'outcome', asked: ['pending-close', 'close'] })
  clock.pass(600)
  expect(await end()).toMatchObject({ step: 'seal', asked: ['pending-close', 'close'] })
})

test('somebody who acts in the same moment comes first', async () => {
  const { ports, end, now } = await createWorld()
  const { write } = ports.requests
  ports.requests.write = async () => undefined
  expect(await end()).toEqual({ kind: 'changed-meanwhile' })
  ports.requests.write = write
  expect(now().outcome).toBeNull()
})

test('a number that nobody has', async () => {
  const { end } = await createWorld()
  expect(await end({ key: { entity: 'us', number: 99 } })).toEqual({ kind: 'no-such-request' })
})
