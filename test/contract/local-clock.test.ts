import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createJumps, type Following } from '../../local/clock/jumps.ts'
import { clockFileOf, clockFor, type MovedClock, warningOf } from '../../local/clock/moved-clock.ts'
import { openGate } from '../../local/lambda/gate.ts'
import { startScheduler } from '../../local/scheduler.ts'
import type { Settings } from '../../local/settings/settings.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-clock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const allHere: Settings = {
  slackApiUrl: undefined,
  zuoraBaseUrl: undefined,
  realSide: undefined,
  configPath: '',
  configJson: '{}',
  team: 'T0LOCAL',
  command: '/period',
  entities: [],
  eventBuses: [],
}

function openClock(): MovedClock {
  const clock = clockFor({ settings: allHere, dataDir: dir })
  if (clock === undefined) throw new Error('there is no clock')
  return clock
}

const hours = (count: number) => count * 3_600_000
const inHours = (count: number) => new Date(Date.now() + hours(count))

test('the clock is real until it is moved, goes forward only, and is as far ahead after a kill', () => {
  const clock = openClock()
  expect(warningOf(clock)).toEqual([])
  expect([clock.msAhead(), readFileSync(clock.file, 'utf8')]).toEqual([0, '0'])
  clock.moveTo(inHours(30))
  clock.moveTo(inHours(2))
  expect(clock.msAhead() / hours(1)).toBeCloseTo(30, 3)
  expect(clock.now().getTime() - Date.now()).toBeCloseTo(clock.msAhead(), -2)
  expect(warningOf(clock)).toEqual([expect.stringMatching(/^the clock is ahead.*it is 20.*Z; --fresh/)])
  // Nothing is closed: it is as if the process had been killed.
  expect(openClock().msAhead()).toBe(clock.msAhead())
  expect(readFileSync(clock.file, 'utf8')).toBe(String(clock.msAhead()))
  expect(readdirSync(dir)).toEqual(['clock-ms-ahead'])
})

test('a file that does not say how far ahead stops the start: what was recorded may be later than today', () => {
  writeFileSync(clockFileOf(dir), 'tomorrow')
  expect(openClock).toThrow('--fresh begins anew')
})

test('beside something real time is real, and data whose clock was moved is refused', () => {
  const besideReal = { settings: { ...allHere, realSide: 'ZUORA_EU_BASE_URL' }, dataDir: dir }
  expect(clockFor(besideReal)).toBeUndefined()
  expect(readdirSync(dir)).toEqual([])
  openClock()
  expect(clockFor(besideReal)).toBeUndefined()
  openClock().moveTo(inHours(1))
  expect(() => clockFor(besideReal)).toThrow(/was moved ahead, and with ZUORA_EU_BASE_URL set time is real/)
})

/** The clock, what follows it, and what happened in which order; each with how far ahead the clock was. */
function openWorld({ isStarted = true } = {}) {
  const clock = openClock()
  const gate = openGate(['slack'])
  const order: string[] = []
  let isPaused = false
  const note = (what: string) => order.push(`${what} ${Math.round(clock.msAhead() / hours(1))} h ahead`)
  const following: Following = {
    lambda: gate,
    stepFunctions: {
      pause: () => {
        isPaused = true
      },
      settled: async () => void note('settled'),
      resume: () => {
        isPaused = false
        note('resume')
      },
      tick: async () => {
        note('tick')
      },
      isBusy: () => false,
    },
    scheduler: {
      runAll: async () => {
        note('schedules')
      },
    },
  }
  const jumps = createJumps(clock)
  if (isStarted) jumps.follow(following)
  return { clock, gate, order, note, jumps, following, isPaused: () => isPaused }
}

test('after a jump what waited goes on, then every schedule runs once, and what those began goes on', async () => {
  const { jumps, order } = openWorld()
  expect(await jumps.jumpTo(inHours(24 * 365))).toEqual({ kind: 'jumped' })
  const ahead = `${24 * 365} h ahead`
  expect(order).toEqual([
    'settled 0 h ahead',
    `resume ${ahead}`,
    `tick ${ahead}`,
    `schedules ${ahead}`,
    `tick ${ahead}`,
  ])
})

test.each([
  [new Date(Date.now() - 1), 'the clock only goes forward'],
  [new Date(Number.NaN), 'no moment'],
  [inHours(24 * 366 * 6), 'more than five years'],
])('a jump to %s is refused, and says why', async (moment, because) => {
  const { jumps, order } = openWorld()
  expect(await jumps.jumpTo(moment)).toEqual({ kind: 'refused', because: expect.stringContaining(because) })
  expect(order).toEqual([])
})

test('before everything has started, and while one is under way, a jump is refused', async () => {
  const { jumps, following, clock } = openWorld({ isStarted: false })
  expect(await jumps.jumpTo(inHours(1))).toMatchObject({ kind: 'refused', because: expect.stringContaining('started') })
  jumps.follow(following)
  const [first, second] = await Promise.all([jumps.jumpTo(inHours(1)), jumps.jumpTo(inHours(2))])
  expect(first).toEqual({ kind: 'jumped' })
  expect(second).toMatchObject({ kind: 'refused', because: expect.stringContaining('being moved already') })
  expect(Math.round(clock.msAhead() / hours(1))).toBe(1)
  expect(await jumps.jumpTo(inHours(3))).toEqual({ kind: 'jumped' })
})

test('a jump waits for the functions that run, and holds back those that come meanwhile', async () => {
  const { jumps, gate, order, note } = openWorld()
  const asksZuora = Promise.withResolvers<void>()
  const running = gate.pass('advance', async () => {
    await asksZuora.promise
    note('advance ended')
  })
  const jumping = jumps.jumpTo(inHours(5))
  const later = gate.pass('respond', async () => note('respond'))
  asksZuora.resolve()
  await Promise.all([running, jumping, later])
  expect(order.slice(0, 2)).toEqual(['advance ended 0 h ahead', 'settled 0 h ahead'])
  expect(order.slice(2, 4).toSorted()).toEqual(['respond 5 h ahead', 'resume 5 h ahead'])
})

test('while a function does not end the clock is not moved: what Zuora is being asked would look forgotten', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { jumps, gate, order, note } = openWorld()
    const asksZuora = Promise.withResolvers<void>()
    const running = gate.pass('advance', () => asksZuora.promise)
    const jumping = jumps.jumpTo(inHours(5))
    const later = gate.pass('respond', async () => note('respond'))
    await gate.pass('slack', async () => note('slack'))
    await vi.advanceTimersByTimeAsync(8000)
    expect(await jumping).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/^Still at work: advance\./),
    })
    await later
    expect(order.toSorted()).toEqual(['respond 0 h ahead', 'resume 0 h ahead', 'slack 0 h ahead'])
    asksZuora.resolve()
    await running
    expect(await jumps.jumpTo(inHours(5))).toEqual({ kind: 'jumped' })
  } finally {
    vi.useRealTimers()
  }
})

test('when the clock cannot be kept nothing is held back for ever', async () => {
  const { jumps, gate, clock, isPaused } = openWorld()
  rmSync(dir, { recursive: true })
  await expect(jumps.jumpTo(inHours(1))).rejects.toThrow('ENOENT')
  expect(isPaused()).toBe(false)
  expect(clock.msAhead()).toBe(0)
  expect(await gate.pass('slack', async () => 'answered')).toBe('answered')
  dir = mkdtempSync(join(tmpdir(), 'local-clock-'))
})

test('the scheduler runs each schedule once when told to, after the one under way, at the moved time', async () => {
  const invoked: string[] = []
  const first = Promise.withResolvers<void>()
  const names = ['wake', 'remind']
  const scheduler = startScheduler({
    schedules: names.map((name) => ({ name, expression: 'rate(15 minutes)', functionName: name })),
    speed: 1,
    now: () => new Date('2027-01-04T14:00:00Z'),
    lambda: {
      invoke: async (functionName, payload) => {
        invoked.push(`${functionName} ${JSON.parse(payload).time}`)
        if (invoked.length <= names.length) await first.promise
        return { kind: 'answered', payload: 'null' }
      },
    },
  })
  const all = scheduler.runAll()
  expect(invoked).toHaveLength(2)
  first.resolve()
  await all
  await scheduler.runAll()
  scheduler.close()
  expect(invoked.slice(-2)).toEqual(['wake 2027-01-04T14:00:00.000Z', 'remind 2027-01-04T14:00:00.000Z'])
})
