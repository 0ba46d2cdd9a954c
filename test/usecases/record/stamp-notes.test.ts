import { expect, test } from 'vitest'
import type { AccountingPeriod } from '../../../src/domain/accounting-period.ts'
import type { Outcome } from '../../../src/domain/outcome.ts'
import { headOf, type Request } from '../../../src/domain/request.ts'
import type { ZuoraAnswer } from '../../../src/usecases/ports/zuora/zuora-answer.ts'
import { stampNotes } from '../../../src/usecases/record/stamp-notes.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createFakeLocks } from '../../support/fake-locks.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { sampleEntity } from '../../support/sample-entity.ts'
import { sampleDraft, samplePeriod } from '../../support/sample-request.ts'

const accepted: ZuoraAnswer = { kind: 'accepted', zuoraRequestId: 'zr-1', zuoraDate: null, createdId: null }
const lost: ZuoraAnswer = { kind: 'unknown', because: 'time-out', zuoraRequestId: null, zuoraDate: null }

type World = { notes?: string | null; outcome?: Outcome; stampNotes?: boolean; action?: Request['action'] }

async function createWorld({ notes = null, outcome = { kind: 'succeeded' }, ...given }: World = {}) {
  const clock = createFakeClock('2026-11-04T15:00:00.000Z')
  const requests = createFakeRequests()
  const locks = createFakeLocks()
  const announcer = createFakeAnnouncer()
  const zuora: { period: AccountingPeriod | undefined; answers: (ZuoraAnswer | Error)[]; asked: unknown[] } = {
    period: samplePeriod({ status: 'Closed', statusText: 'Closed', notes }),
    answers: [],
    asked: [],
  }
  const entity = sampleEntity({
    stampNotes: given.stampNotes ?? true,
    periods: {
      list: async () => [],
      retrieve: async () => zuora.period,
      async ask(what, { fields, periodId }) {
        zuora.asked.push({ what, fields, periodId })
        const answer = zuora.answers.shift() ?? accepted
        if (answer instanceof Error) throw answer
        const isHeard = answer.kind === 'accepted' || answer.kind === 'unknown'
        if (isHeard && zuora.period) zuora.period = { ...zuora.period, notes: fields?.notes ?? null, updatedBy: 'bot' }
        return answer
      },
    },
  })
  const request = await requests.create(sampleDraft({ action: given.action ?? 'close', outcome }))
  const entry = { at: clock.iso(), kind: 'outcome', by: null, details: { outcome } } as const
  await requests.write(request, { status: 'finished' }, [entry])
  const rules = {
    policyFor: () => Promise.reject(new Error('unused')),
    labelOf: () => 'Example US',
    patience: { trialBalance: 86_400, trialBalanceStart: 900 },
    entities: [entity],
  }
  const ports = { requests, locks, announcer, rules: { ...rules, policyFor: unused }, now: clock.now, log: () => {} }
  const now = () => requests.peek(request)
  const stamp = `[Closing Bell US-0001 head ${headOf(now())}]`
  const turn = () => stampNotes(now(), ports)
  const told = () =>
    announcer.told.flatMap((it) => (it.kind === 'detail' && 'stamped' in it.detail ? [it.detail.stamped] : []))
  return { clock, requests, locks, zuora, ports, now, stamp, turn, told }
}

const unused = () => {
  throw new Error('unused')
}

test('existing notes are kept, and the head stands behind them; asked before sent, told and recorded after', async () => {
  const { turn, zuora, stamp, now, told } = await createWorld({ notes: 'Audited by EY' })
  const sealed = now().log.length
  expect(await turn()).toBe('over')
  expect(zuora.asked).toEqual([
    { what: 'update', fields: { notes: `Audited by EY ${stamp}` }, periodId: now().period.id },
  ])
  expect(now().later.map(({ kind }) => kind)).toEqual(['zuora-asked', 'zuora-answered', 'notes-stamped'])
  expect(now().log).toHaveLength(sealed)
  expect(told()).toEqual([{ kind: 'stamped' }])
})

test('notes that a request changed until a moment ago are kept as they are now', async () => {
  const { locks, ports, zuora, now, stamp } = await createWorld({ notes: 'Audited by EY' })
  const take: typeof locks.take = async (...given) => {
    if (zuora.period) zuora.period = { ...zuora.period, notes: 'Audited by EY and KPMG' }
    return locks.take(...given)
  }
  expect(await stampNotes(now(), { ...ports, locks: { ...locks, take } })).toBe('over')
  expect(zuora.period?.notes).toBe(`Audited by EY and KPMG ${stamp}`)
})

test('twice is once', async () => {
  const { turn, zuora, told, now, requests } = await createWorld()
  await turn()
  await turn()
  // As a turn sees it that died before its last write.
  await requests.write(now(), {}, [])
  expect(zuora.asked).toHaveLength(1)
  expect(told()).toHaveLength(1)
})

test('the process died after Zuora was asked: the next turn sees it and asks no more', async () => {
  const { turn, zuora, now, told, requests, ports } = await createWorld()
  const { write } = requests
  let writes = 0
  const dying = {
    ...requests,
    write: (...args: Parameters<typeof write>) => (++writes === 2 ? Promise.reject(new Error('died')) : write(...args)),
  }
  await expect(stampNotes(now(), { ...ports, requests: dying })).rejects.toThrow('died')
  expect(zuora.asked).toHaveLength(1)
  await turn()
  expect(zuora.asked).toHaveLength(1)
  expect(now().later.at(-1)).toMatchObject({ kind: 'notes-stamped', details: { stamped: { kind: 'stamped' } } })
  expect(told().at(-1)).toEqual({ kind: 'stamped' })
})

test('an answer that was lost: what Zuora shows decides', async () => {
  const { turn, zuora, told } = await createWorld()
  zuora.answers = [lost]
  expect(await turn()).toBe('over')
  expect(told()).toEqual([{ kind: 'stamped' }])
})

test.each<[string, (world: Awaited<ReturnType<typeof createWorld>>) => void, object]>([
  [
    'Zuora refuses',
    ({ zuora }) => {
      const refused = {
        kind: 'refused',
        code: '1',
        message: 'Period is locked',
        zuoraRequestId: null,
        zuoraDate: null,
      } as const
      zuora.answers = [refused]
    },
    { because: 'refused', said: 'Period is locked' },
  ],
  [
    'it was reopened',
    ({ zuora }) => void Object.assign(zuora, { period: samplePeriod({ status: 'Open' }) }),
    { because: 'not-closed' },
  ],
  ['it is gone', ({ zuora }) => void Object.assign(zuora, { period: undefined }), { because: 'period-gone' }],
  [
    'another request has the period',
    ({ locks, now }) => void locks.take({ entity: 'us', id: now().period.id }, 'US-0002'),
    { because: 'in-use', said: 'US-0002' },
  ],
  [
    'its answer is not understood',
    ({ zuora }) => void zuora.answers.push(Object.assign(new Error('x'), { name: 'ZuoraUnexpected' })),
    { because: 'broke', said: 'ZuoraUnexpected' },
  ],
])('not stamped, told and recorded: %s', async (_what, happens, expected) => {
  const world = await createWorld()
  happens(world)
  for (let turns = 0; turns < 3 && (await world.turn()) !== 'over'; turns++) world.clock.pass(30)
  expect(world.told().at(-1)).toMatchObject({ kind: 'not-stamped', ...expected })
  expect(world.now().later.at(-1)).toMatchObject({ kind: 'notes-stamped', details: { stamped: expected } })
})

test('no room: nothing is asked, existing notes stay', async () => {
  const { turn, zuora, told } = await createWorld({ notes: 'n'.repeat(163) })
  expect(await turn()).toBe('over')
  expect(told()).toEqual([{ kind: 'not-stamped', because: 'no-room', said: null }])
  expect(zuora.asked).toEqual([])
})

test('255 characters in all are taken', async () => {
  const { turn, zuora, told, stamp } = await createWorld({ notes: 'n'.repeat(255 - 93) })
  expect(stamp).toHaveLength(92)
  expect(await turn()).toBe('over')
  expect(told()).toEqual([{ kind: 'stamped' }])
  expect(zuora.asked).toMatchObject([{ fields: { notes: expect.stringMatching(/^.{255}$/) } }])
})

test('while Zuora is away, it is tried again later; after two days it is told', async () => {
  const { turn, clock, zuora, told, ports, now } = await createWorld()
  const away = {
    ...ports,
    rules: {
      ...ports.rules,
      entities: [
        sampleEntity({
          stampNotes: true,
          periods: {
            ...sampleEntity().periods,
            retrieve: () => Promise.reject(Object.assign(new Error('no answer'), { name: 'ZuoraUnavailable' })),
          },
        }),
      ],
    },
  }
  expect(await stampNotes(now(), away)).toEqual({ kind: 'wait', seconds: 300 })
  expect(told()).toEqual([])
  clock.pass(2 * 86_400 + 1)
  expect(await stampNotes(now(), away)).toBe('over')
  expect(told()).toMatchObject([{ kind: 'not-stamped', because: 'no-answer' }])
  expect(await turn()).toBe('over')
  expect(zuora.asked).toEqual([])
})

test.each<[string, World]>([
  ['where the configuration does not say so', { stampNotes: false }],
  ['after a close that was not done', { outcome: { kind: 'expired', waitedFor: 'approval' } }],
  ['after anything but a close', { action: 'reopen' }],
])('nothing is stamped %s', async (_what, given) => {
  const { turn, zuora, now } = await createWorld(given)
  expect(await turn()).toBe('over')
  expect(zuora.asked).toEqual([])
  expect(now().later).toEqual([])
})

test('its entries are in order of time, however long Zuora took', async () => {
  const { turn, now, zuora, clock } = await createWorld()
  const { push } = zuora.asked
  zuora.asked.push = (...asked) => {
    clock.pass(9)
    return push.apply(zuora.asked, asked)
  }
  await turn()
  const times = now().later.map(({ at }) => at)
  expect(times).toEqual(times.toSorted())
  expect(new Set(times).size).toBe(2)
})
