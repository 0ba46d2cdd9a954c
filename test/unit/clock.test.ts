import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { now, realNow } from '../../src/runtime/clock.ts'

let file: string

beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'clock-'))
  file = join(dir, 'ahead')
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T15:00:00Z') })
  return () => rmSync(dir, { recursive: true })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

test.each([undefined, ''])('without the setting (%j) time is real', (setting) => {
  vi.stubEnv('CLOSING_BELL_CLOCK', setting)
  expect(now()).toEqual(new Date('2026-11-21T15:00:00Z'))
})

test('with it time is as far ahead as the file says at that moment; what is signed and what expires is not', () => {
  vi.stubEnv('CLOSING_BELL_CLOCK', file)
  writeFileSync(file, '0')
  expect(now()).toEqual(realNow())
  writeFileSync(file, `${3 * 86_400_000}\n`)
  expect(now()).toEqual(new Date('2026-11-24T15:00:00Z'))
  expect(realNow()).toEqual(new Date('2026-11-21T15:00:00Z'))
})

test('a file that is not there, as on AWS, stops the function', () => {
  vi.stubEnv('CLOSING_BELL_CLOCK', file)
  expect(now).toThrow('ENOENT')
})

test.each(['', '-5', '1.5', 'tomorrow', '12345678901234'])('a file that says “%s” stops the function', (text) => {
  vi.stubEnv('CLOSING_BELL_CLOCK', file)
  writeFileSync(file, text)
  expect(now).toThrow('does not say how many milliseconds')
})
