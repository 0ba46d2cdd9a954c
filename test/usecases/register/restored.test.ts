import { expect, test } from 'vitest'
import type { Filed } from '../../../src/domain/evidence/filed.ts'
import { registerRestoredMessage } from '../../../src/slack/messages/record/register-restored.ts'
import { noteRestored } from '../../../src/usecases/register/note-restored.ts'
import { tellRestored } from '../../../src/usecases/register/tell-restored.ts'
import { createFakeAnnouncer } from '../../support/fake-announcer.ts'
import { createFakeFilings, type FakeFilings } from '../../support/fake-filings.ts'
import { createFakeRequests } from '../../support/fake-requests.ts'
import { Crash, interruptible, unlessItDies } from '../../support/interruptible.ts'
import { sampleDraft } from '../../support/sample-request.ts'

const copy = { madeAt: '2026-11-21T18:05:00.000Z', digest: 'd1' }
const asked = { entity: 'us', copy, lastKnown: 4, by: 'ops' }
const now = () => new Date('2026-11-21T20:00:00.000Z')

/** A register that ended at number 2 when it was copied. */
async function restoredAtTwo(filings = createFakeFilings()) {
  for (const messageId of ['a', 'b']) await fileAnother(filings, messageId)
  return { filings, register: { all: async () => filings.allFiled() }, now }
}

function fileAnother(filings: FakeFilings, messageId: string): Promise<Filed> {
  const about = { kind: 'baseline', periods: [] } as const
  return filings.file({ entity: 'us', messageId, periodId: null, about, status: 'closed', at: copy.madeAt, by: null })
}

/** Nothing is open. */
function quietly() {
  return { entityKeys: ['us'], requests: createFakeRequests(), announcer: createFakeAnnouncer(), now }
}

const aboutOf = (filed: readonly Filed[]) =>
  filed.map(({ number, about }) => [number, about.kind === 'restore' ? about.isLost : about.kind])

test('each number that was given after the copy is filed as lost, and behind them that it was restored', async () => {
  const ports = await restoredAtTwo()
  expect(await noteRestored(asked, ports)).toEqual({ kind: 'noted', lost: 2, record: 5 })
  expect(aboutOf(ports.filings.allFiled())).toEqual([
    [1, 'baseline'],
    [2, 'baseline'],
    [3, true],
    [4, true],
    [5, false],
  ])
  expect(ports.filings.allFiled()[2]?.about).toEqual({
    kind: 'restore',
    isLost: true,
    copy,
    lastInCopy: 2,
    lastKnown: 4,
    by: 'ops',
  })
})

test('where nothing was numbered after the copy, it is filed that it was restored all the same', async () => {
  const ports = await restoredAtTwo()
  expect(await noteRestored({ ...asked, lastKnown: 2 }, ports)).toEqual({ kind: 'noted', lost: 0, record: 3 })
})

test('stopped after any step and repeated, nothing is filed twice and no number is left out', async () => {
  for (let diesAt = 1; diesAt <= 6; diesAt++) {
    const ports = await restoredAtTwo()
    let calls = 0
    const tick = async () => {
      calls += 1
      if (calls === diesAt) throw new Crash()
    }
    await unlessItDies(() => noteRestored(asked, { ...ports, filings: interruptible(ports.filings, tick) }))
    expect(await noteRestored(asked, ports)).toEqual({ kind: 'noted', lost: 2, record: 5 })
    expect(ports.filings.allFiled().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  }
})

test('of the same copy another number than was begun with files nothing: it would be taken for the end of what was begun', async () => {
  for (let diesAt = 2; diesAt <= 4; diesAt++) {
    const ports = await restoredAtTwo()
    let calls = 0
    const tick = async () => {
      calls += 1
      if (calls === diesAt) throw new Crash()
    }
    await unlessItDies(() => noteRestored(asked, { ...ports, filings: interruptible(ports.filings, tick) }))
    const filed = ports.filings.allFiled().length
    for (const lastKnown of [2, 3, 5])
      expect(await noteRestored({ ...asked, lastKnown }, ports)).toEqual({ kind: 'begun', lastKnown: 4 })
    expect(ports.filings.allFiled()).toHaveLength(filed)
    expect(await noteRestored(asked, ports)).toEqual({ kind: 'noted', lost: 2, record: 5 })
  }
})

test('a number below what the copy has, or so far behind it that it is rather a slip, files nothing', async () => {
  const ports = await restoredAtTwo()
  expect(await noteRestored({ ...asked, lastKnown: 1 }, ports)).toEqual({ kind: 'below', lastInCopy: 2 })
  expect(await noteRestored({ ...asked, lastKnown: 2047 }, ports)).toEqual({ kind: 'too-many', lastInCopy: 2 })
  expect(ports.filings.allFiled()).toHaveLength(2)
})

test('where something else is numbered meanwhile it stops, rather than to call the wrong record lost', async () => {
  const ports = await restoredAtTwo()
  const register = {
    all: async () => {
      const before = ports.filings.allFiled()
      await fileAnother(ports.filings, 'meanwhile')
      return before
    },
  }
  await expect(noteRestored(asked, { ...ports, register })).rejects.toThrow('Number 3 was given to something else')
})

test('the channel is told once; where Slack does not take it, again the next minute', async () => {
  const ports = await restoredAtTwo()
  await noteRestored(asked, ports)
  const posted: Filed[] = []
  const state = { refuses: true }
  const restoreAnnouncer = {
    async postRestored(filed: Filed) {
      if (state.refuses) return null
      posted.push(filed)
      return { channel: 'C0CLOSE', ts: '1793725200.000100' }
    },
  }
  const telling = { ...quietly(), filings: ports.filings, restoreAnnouncer }
  await tellRestored(telling)
  state.refuses = false
  await tellRestored(telling)
  await tellRestored(telling)
  expect(posted.map(({ number }) => number)).toEqual([5])
  expect(ports.filings.allFiled()[4]).toMatchObject({
    status: 'closed',
    log: [{ kind: 'filed' }, { kind: 'announced' }],
  })
})

test('before the channel is told, what is open again is shown as it is: in Slack it may have ended, and had no buttons', async () => {
  const ports = await restoredAtTwo()
  await noteRestored(asked, ports)
  const { requests, announcer, ...telling } = quietly()
  const card = { channel: 'C0CLOSE', ts: '1.2', round: 1, stage: 1 }
  const open = await requests.create(sampleDraft({ status: 'awaiting', round: 1, card, statusMessage: card }))
  await requests.create(sampleDraft({ entity: 'eu', messageId: 'of another register', status: 'awaiting', card }))
  const shown: unknown[] = []
  const restoreAnnouncer = {
    async postRestored() {
      shown.push(...announcer.told.map(({ kind, request }) => [kind, request.entity, request.number]))
      return { channel: 'C0CLOSE', ts: '1793725200.000100' }
    },
  }
  await tellRestored({ ...telling, requests, announcer, filings: ports.filings, restoreAnnouncer })
  expect(shown).toEqual([
    ['card-shown', 'us', open.number],
    ['status', 'us', open.number],
  ])
  await tellRestored({ ...telling, requests, announcer, filings: ports.filings, restoreAnnouncer })
  expect(announcer.told).toHaveLength(2)
})

test.each([
  [2, 'As far as is known, no number was given after it.'],
  [3, 'US-0003 was given after it: its record is lost, and no number is given twice.'],
  [4, 'US-0003 to US-0004 were given after it: their records are lost, and no number is given twice.'],
])('up to %i known, the message says which records are lost', async (lastKnown, words) => {
  const ports = await restoredAtTwo()
  await noteRestored({ ...asked, lastKnown }, ports)
  const filed = ports.filings.allFiled().at(-1)
  if (filed?.about.kind !== 'restore') throw new Error('it was not filed')
  const { text } = registerRestoredMessage({ ...filed, about: filed.about }, () => 'Example US')
  expect(text).toContain(words)
  expect(text).toContain(`Record US-000${lastKnown + 1}.`)
})
