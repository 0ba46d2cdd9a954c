import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PeriodStatus } from '../../../src/domain/accounting-period.ts'
import { numberIn, referenceOf } from '../../../src/domain/request.ts'
import { lookAtEntity } from '../../../src/usecases/reconcile/look-at-entity.ts'
import { noteRequest } from '../../../src/usecases/reconcile/note-request.ts'
import { Crash, interruptible, unlessItDies } from '../../support/interruptible.ts'
import { accepted, bot, createReconcileWorld, periodOf, person } from './reconcile-world.ts'

type Name = 'Aug' | 'Sep'
type Event =
  | { kind: 'other'; name: Name; to: PeriodStatus | 'renamed' }
  | {
      kind: 'bot'
      name: Name
      to: 'Closed' | 'Open'
      renamedMeanwhile: boolean
      lookMeanwhile: boolean
      isNoted: boolean
    }
  | { kind: 'look'; diesAt: number | null }

const name = fc.constantFrom<Name>('Aug', 'Sep')
const statuses = ['Open', 'PendingClose', 'Closed'] as const
const other = fc.record({
  kind: fc.constant('other' as const),
  name,
  to: fc.constantFrom(...statuses, 'renamed' as const),
})
const byBot = fc.record({
  kind: fc.constant('bot' as const),
  name,
  to: fc.constantFrom('Closed' as const, 'Open' as const),
  renamedMeanwhile: fc.boolean(),
  lookMeanwhile: fc.boolean(),
  isNoted: fc.boolean(),
})
const look = fc.record({ kind: fc.constant('look' as const), diesAt: fc.option(fc.nat(30)) })

type Now = { status: string; name: string; updatedOn: string | null; updatedBy: string | null }

/** What must be found of one period: what others did to it since each moment at which it was seen. */
function createExpectation(first: Now) {
  let known = first
  let found = 0
  return {
    /** By a look, which tells every difference; where there is none, that others touched it. */
    isLookedAt(now: Now) {
      const differ = (['status', 'name'] as const).filter((field) => now[field] !== known[field]).length
      const isTouched = now.updatedOn !== known.updatedOn && now.updatedBy === person
      found += differ === 0 && isTouched ? 1 : differ
      known = now
    },
    /** By a request, right before it asks Zuora. */
    isFound(status: string) {
      if (status !== known.status) found += 1
      known = { ...known, status }
    },
    isDone({ status, updatedOn }: Now) {
      known = { ...known, status, updatedOn }
    },
    found: () => found,
  }
}

async function live(events: readonly Event[]) {
  const world = createReconcileWorld([periodOf('Aug', { status: 'Closed' }), periodOf('Sep')])
  await world.locks.rememberIntegrationUser('us', bot)
  await world.look()
  const now = (of: Name): Now => {
    const { statusText, name, updatedOn, updatedBy } = world.zuora.periods.find(({ id }) => id === of) ?? periodOf(of)
    return { status: statusText, name, updatedOn, updatedBy }
  }
  const least = { Aug: createExpectation(now('Aug')), Sep: createExpectation(now('Sep')) }
  let others = 0
  const rename = (of: Name) => {
    others += 1
    world.set(of, { name: `Name ${others}`, updatedBy: person })
  }
  const whole = async (held: Name | null) => {
    await world.look()
    for (const of of ['Aug', 'Sep'] as const) if (of !== held) least[of].isLookedAt(now(of))
  }

  const byOthers = ({ name, to }: Extract<Event, { kind: 'other' }>) => {
    if (to === 'renamed') return rename(name)
    if (now(name).status === to) return
    others += 1
    world.set(name, { status: to, updatedBy: person })
  }

  /** The request before died once it was sealed: it still holds the period, and its doing is noted before that ends. */
  const inherit = async (id: Name) => {
    const holder = world.locks.holderOf({ entity: 'us', id })
    if (holder === undefined) return
    await noteRequest(world.requests.peek({ entity: 'us', number: numberIn(holder) }), world.ports)
    await world.locks.release({ entity: 'us', id }, holder)
  }

  const byTheBot = async (event: Extract<Event, { kind: 'bot' }>) => {
    const { name, to } = event
    const found = now(name).status
    if (found === to) return
    least[name].isFound(found)
    await inherit(name)
    await world.locks.take({ entity: 'us', id: name }, 'US-9999')
    if (event.renamedMeanwhile) rename(name)
    world.set(name, { status: to, updatedBy: bot })
    if (event.lookMeanwhile) await whole(name)
    const closing = found === 'Open' ? { 'pending-close': accepted(), close: accepted() } : { close: accepted() }
    const did = to === 'Closed' ? { asks: closing } : { action: 'reopen' as const, asks: { reopen: accepted() } }
    const sealed = await world.done(name, did, { found, isNoted: event.isNoted })
    await world.locks.release({ entity: 'us', id: name }, 'US-9999')
    if (sealed && !event.isNoted) await world.locks.take({ entity: 'us', id: name }, referenceOf(sealed))
    least[name].isDone(now(name))
  }

  for (const event of events) {
    world.clock.pass(120)
    if (event.kind === 'other') byOthers(event)
    else if (event.kind === 'bot') await byTheBot(event)
    else if (event.diesAt === null) await whole(null)
    else await dyingLook(world, event.diesAt)
  }
  await whole(null)
  await world.look()
  const seen = await world.seenPeriods.all('us')
  return { world, others, now, seen, least: least.Aug.found() + least.Sep.found() }
}

/** One invocation of the function, which ends at one of its calls. */
async function dyingLook({ ports, clock }: ReturnType<typeof createReconcileWorld>, diesAt: number) {
  clock.pass(900)
  let calls = 0
  const tick = async () => {
    calls += 1
    if (calls > diesAt) throw new Crash()
  }
  const { seenPeriods, filings, requests, locks, exceptions } = ports
  const [entity] = ports.rules.entities
  if (!entity) throw new Error('there is no entity')
  await unlessItDies(() =>
    lookAtEntity(entity, {
      ...ports,
      seenPeriods: interruptible(seenPeriods, tick),
      filings: interruptible(filings, tick),
      requests: interruptible(requests, tick),
      locks: interruptible(locks, tick),
      exceptions: interruptible(exceptions, tick),
    }),
  )
}

test('whatever requests and others do, in any order, with crashes: what others did is found once, what the bot did never', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(other, byBot, look), { maxLength: 14 }), async (events) => {
      const { world, others, now, seen, least } = await live(events)
      const found = world.exceptions()
      for (const { id, watched } of seen) {
        const { status, name } = now(id === 'Aug' ? 'Aug' : 'Sep')
        expect(watched?.seen).toMatchObject({ status, name })
      }
      expect(found.length).toBeLessThanOrEqual(others)
      expect(found.length).toBeGreaterThanOrEqual(least)
      if (!events.some((event) => event.kind === 'look' && event.diesAt !== null)) expect(found).toHaveLength(least)
      expect(new Set(world.told.posted.map(({ number }) => number)).size).toBe(found.length)
    }),
    { numRuns: Number(process.env.STORIES ?? 120) },
  )
}, 600_000)
