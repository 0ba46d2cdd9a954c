import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLiveSettings } from '../../../src/runtime/live-settings.ts'
import { SecretMissing } from '../../../src/secrets.ts'

const first = { SLACK_BOT_TOKEN: 'token-1', ZUORA_CLIENT_SECRET: 'secret-1', TABLE_NAME: 'table' }
const minute = 60_000

/** A container with a clock that a test sets, on a Parameter Store that holds `stored.values`. */
function openSettings() {
  const clock = { ms: Date.parse('2026-11-03T14:00:00Z') }
  const stored: { values: typeof first; isAway: boolean } = { values: first, isAway: false }
  const logged: unknown[] = []
  let readings = 0
  const live = createLiveSettings(first, {
    async read() {
      readings += 1
      await Promise.resolve()
      if (stored.isAway) throw new TypeError(`fetch failed with ${stored.values.SLACK_BOT_TOKEN}`)
      return stored.values
    },
    now: () => new Date(clock.ms),
    log: (event, details) => void logged.push({ event, ...details }),
  })
  return {
    token: live.held(({ SLACK_BOT_TOKEN = '' }) => SLACK_BOT_TOKEN),
    secret: live.held(({ ZUORA_CLIENT_SECRET = '' }) => ({ secret: ZUORA_CLIENT_SECRET })),
    clock,
    stored,
    logged,
    readings: () => readings,
  }
}

test('for five minutes nothing is read again; then once for everybody who asks', async () => {
  const { token, secret, clock, stored, logged, readings } = openSettings()
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-2', ZUORA_CLIENT_SECRET: 'secret-2' }
  clock.ms += 5 * minute - 1
  expect(await token.current()).toBe('token-1')
  expect(readings()).toBe(0)
  clock.ms += 1
  expect(await Promise.all([token.current(), secret.current(), token.current()])).toEqual([
    'token-2',
    { secret: 'secret-2' },
    'token-2',
  ])
  expect(readings()).toBe(1)
  expect(logged).toEqual([{ event: 'secrets-renewed', changed: 'SLACK_BOT_TOKEN, ZUORA_CLIENT_SECRET' }])
})

test('where they cannot be read again, the old ones count on, and it is tried again a minute later', async () => {
  const { token, clock, stored, logged, readings } = openSettings()
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-2' }
  stored.isAway = true
  clock.ms += 5 * minute
  expect(await token.current()).toBe('token-1')
  clock.ms += minute - 1
  expect(await token.current()).toBe('token-1')
  expect(readings()).toBe(1)
  expect(logged).toEqual([{ event: 'secrets-not-renewed', error: 'TypeError' }])
  stored.isAway = false
  clock.ms += 1
  expect(await token.current()).toBe('token-2')
  expect(readings()).toBe(2)
})

test('why Parameter Store did not give them stands in the log', async () => {
  const logged: unknown[] = []
  const live = createLiveSettings(first, {
    read: async () => {
      throw new SecretMissing('Parameter Store answered 400 AccessDeniedException.')
    },
    now: () => new Date('2026-11-03T14:00:00Z'),
    log: (event, details) => void logged.push({ event, ...details }),
  })
  expect(await live.held(({ TABLE_NAME = '' }) => TABLE_NAME).instead('table')).toBeUndefined()
  expect(logged).toEqual([
    { event: 'secrets-not-renewed', error: 'Parameter Store answered 400 AccessDeniedException.' },
  ])
})

test('a refused secret is read again at once, once for all who were refused, and what has come instead is used', async () => {
  const { token, secret, clock, stored, readings } = openSettings()
  clock.ms += 1000
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-2' }
  expect(await Promise.all([token.instead('token-1'), token.instead('token-1')])).toEqual(['token-2', 'token-2'])
  expect(await token.instead('token-1')).toBe('token-2')
  expect(await token.current()).toBe('token-2')
  expect(await secret.current()).toEqual({ secret: 'secret-1' })
  expect(readings()).toBe(1)
})

test('one replaced again right afterwards is read at once, too', async () => {
  const { token, stored, readings } = openSettings()
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-2' }
  await token.instead('token-1')
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-3' }
  expect(await token.instead('token-2')).toBe('token-3')
  expect(readings()).toBe(2)
})

test('what was refused and is still the same is not read again for a minute; what else is refused is', async () => {
  const { token, secret, clock, stored, readings } = openSettings()
  expect(await token.instead('token-1')).toBeUndefined()
  expect(await token.instead('token-1')).toBeUndefined()
  expect(readings()).toBe(1)
  stored.values = { ...first, SLACK_BOT_TOKEN: 'token-2', ZUORA_CLIENT_SECRET: 'secret-2' }
  expect(await secret.instead({ secret: 'secret-1' })).toEqual({ secret: 'secret-2' })
  expect(await token.instead('token-1')).toBe('token-2')
  expect(readings()).toBe(2)
  clock.ms += minute
  expect(await token.instead('token-2')).toBeUndefined()
  expect(readings()).toBe(3)
})

test('a store that is away keeps nothing that is refused, and fails nobody', async () => {
  const { token, stored, logged } = openSettings()
  stored.isAway = true
  expect(await token.instead('token-1')).toBeUndefined()
  expect(await token.current()).toBe('token-1')
  expect(JSON.stringify(logged)).not.toContain('token-1')
})

test('however often, and whenever, something is refused: never more than a reading a minute for it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(20_000), { maxLength: 80 }), async (pauses) => {
      const { token, clock, readings } = openSettings()
      for (const pause of pauses) {
        clock.ms += pause
        await token.instead('token-1')
      }
      const minutes = pauses.reduce((sum, pause) => sum + pause, 0) / minute
      expect(readings()).toBeLessThanOrEqual(Math.floor(minutes) + 1)
    }),
  )
})
