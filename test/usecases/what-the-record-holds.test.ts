import { expect, test } from 'vitest'
import { chainOf, type LogEntry } from '../../src/domain/evidence/log.ts'
import { decide } from '../../src/usecases/decide.ts'
import type { ClosingStory } from '../support/closing-story.ts'
import { type ClosingWorld, createClosingWorld } from '../support/closing-world.ts'
import { sha256 } from '../support/fake-requests.ts'

const calm: ClosingStory = {
  approvals: 1,
  startsAs: 'Open',
  beginsAtCard: false,
  botIsKnown: true,
  runs: [],
  fates: [],
  lastFate: 'plain',
  plans: [],
  atAsks: [],
  events: [],
  endsWell: true,
}

/** A close that Bob approves, to the end of its final trial balance. */
async function close(changes: Partial<ClosingStory> = {}): Promise<{ world: ClosingWorld; turns: number }> {
  const world = await createClosingWorld({ ...calm, ...changes })
  world.zuora.fates.push(...(changes.fates ?? []))
  let turns = 0
  while (!world.now().told && turns < 100) {
    const { status, card, approvals } = world.now()
    if (status === 'awaiting' && card && approvals === 0) {
      const click = { kind: 'approved', round: 1, personId: 'U0BOB', reason: null, slackTs: null } as const
      await world.turn((ports) => decide({ key: world.key, messageId: 'click', ...click }, ports))
    }
    await world.states.runNext()
    turns += 1
  }
  return { world, turns }
}

const kinds = (entries: readonly LogEntry[]) =>
  entries.map(({ kind, details }) => (typeof details.what === 'string' ? `${kind} ${details.what}` : kind))

test('everything that happens in a close is in its record, in order', async () => {
  const { world } = await close()
  const { log, later } = world.now()
  expect(kinds(log)).toEqual([
    'asked',
    'message-posted status',
    'scanned',
    'zuora-asked pending-close',
    'zuora-answered pending-close',
    'trial-balance-ended',
    'scanned',
    'approval-asked',
    'message-posted card',
    'approved',
    'scanned',
    'zuora-asked close',
    'zuora-answered close',
    'outcome',
  ])
  expect(kinds(later)).toEqual([
    'message-posted outcome',
    'message-posted head',
    'followed-up',
    'message-posted follow-up',
  ])
})

test('the record costs a close no turn', async () => {
  expect((await close()).turns).toBeLessThanOrEqual(23)
})

test('the end of the final trial balance is in the chained record, whole', async () => {
  const { world } = await close()
  const { chain, later, laterChain } = world.now()
  const followedUp = later.find(({ kind }) => kind === 'followed-up')
  expect(followedUp?.details).toMatchObject({
    followUp: {
      kind: 'completed',
      trialBalance: { statusText: 'Completed', start: expect.any(String), end: expect.any(String) },
      reports: [expect.objectContaining({ kind: expect.any(String) })],
    },
  })
  expect(laterChain).toEqual(chainOf(later, [], String(chain.at(-1)), sha256))
})

test('where a message is, is in the record with what it is', async () => {
  const { world } = await close()
  const { statusMessage, card, outcomeMessage, followUpMessage, log, later } = world.now()
  const posted = [...log, ...later].filter(({ kind }) => kind === 'message-posted').map(({ details }) => details)
  expect(posted).toContainEqual({ what: 'status', ...statusMessage })
  expect(posted).toContainEqual({ what: 'card', ...card })
  expect(posted).toContainEqual({ what: 'outcome', ...outcomeMessage })
  expect(posted).toContainEqual({ what: 'follow-up', ...followUpMessage })
})

test('an answer of Zuora is in the record with Zuora’s request id and date, also where it was busy', async () => {
  const { world } = await close({ fates: ['busy'] })
  const answers = world.now().log.filter(({ kind }) => kind === 'zuora-answered')
  expect(answers.map(({ details }) => details.kind)).toContain('busy')
  for (const { details } of answers)
    expect(Object.keys(details)).toEqual(expect.arrayContaining(['zuoraRequestId', 'zuoraDate']))
})

test('what stands in the way is in the record with the scans that found it', async () => {
  const world = await createClosingWorld(calm)
  world.zuora.state.draftInvoices = 3
  while (world.now().status !== 'blocked') await world.states.runNext()
  const [scanned, blocked] = world.now().log.slice(-2)
  expect(scanned).toMatchObject({
    kind: 'scanned',
    details: { scans: [{ item: 'draft-invoices', count: 3 }, {}, {}, {}, {}, {}] },
  })
  expect(blocked?.kind).toBe('blocked')
})
