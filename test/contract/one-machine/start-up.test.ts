import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { skewWarnings } from '../../../local/clock/skew.ts'
import { watchDisk, whyNoRoom } from '../../../local/disk-space.ts'
import { openFunctionLog } from '../../../local/lambda/function-log.ts'
import { readEnvFile } from '../../../local/settings/env-file.ts'
import { readOptions } from '../../../local/settings/options.ts'
import { startLocalHttp } from '../../support/local-http.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'start-up-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function envFile(text: string, mode = 0o600): string {
  const path = join(dir, 'closing-bell.env')
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

test('settings come from a file as systemd reads it: comments, quotes, nothing where a value is empty', () => {
  const path = envFile('# Slack\nSLACK_API_URL=https://slack.com/api/\nSLACK_BOT_TOKEN="xoxb-1"\nSLACK_APP_ID=\n')
  const values = { SLACK_API_URL: 'https://slack.com/api/', SLACK_BOT_TOKEN: 'xoxb-1' }
  expect(readEnvFile(path)).toEqual({ ok: true, values })
  expect(readOptions(['--env', path])).toMatchObject({ ok: true, options: { env: path } })
})

test.each([0o644, 0o640, 0o604])('a file of secrets with mode %o is refused, and it says how to mend it', (mode) => {
  const path = envFile('SLACK_BOT_TOKEN=xoxb-1\n', mode)
  const read = readEnvFile(path)
  expect(read).toEqual({ ok: false, mistakes: [expect.stringContaining(`chmod 600 ${path}`)] })
})

test('a name that is no setting, and a file that is not there, are told; no value is', () => {
  const path = envFile('ZOURA_CLIENT_ID=secret\n')
  expect(readEnvFile(path)).toEqual({ ok: false, mistakes: [`${path}: ZOURA_CLIENT_ID is no setting.`] })
  expect(readEnvFile(join(dir, 'none'))).toMatchObject({ ok: false, mistakes: [expect.stringContaining('not there')] })
})

test('on a full disk nothing starts', () => {
  expect(whyNoRoom(dir, () => 49)).toEqual([expect.stringContaining('49 MB are free, 50 are needed')])
  expect(whyNoRoom(dir, () => 50)).toEqual([])
  expect(whyNoRoom(dir)).toEqual([])
})

test('little room is said once, and that there is room again; before nothing can be written it stops', () => {
  const said: string[] = []
  let free = 600
  let stopped = 0
  const onFull = () => {
    stopped += 1
  }
  const disk = watchDisk({ dir, say: (line) => said.push(line), onFull, freeMb: () => free })
  for (free of [600, 499, 100, 600, 300, 19]) disk.look()
  disk.close()
  expect(said.map((line) => line.replace(dir, 'DIR'))).toEqual([
    'warning: only 499 MB are free on the disk of DIR',
    'There is room on the disk of DIR again.',
    'warning: only 300 MB are free on the disk of DIR',
    'The disk of DIR is full: 19 MB are free. It stops before anything is lost; make room and start again.',
  ])
  expect(stopped).toBe(1)
})

test('the functions’ log is turned over when it is full, and no more than so many are kept', async () => {
  const file = join(dir, 'functions.log')
  const log = openFunctionLog(file, { mostBytes: 30, olderFiles: 2 })
  const output = new PassThrough()
  log.follow('wake', output)
  for (let line = 1; line <= 9; line++) {
    output.write(`line ${line} of nine\n`)
    await setImmediate()
  }
  await log.close()
  expect(readdirSync(dir).sort()).toEqual(['functions.log', 'functions.log.1', 'functions.log.2'])
  const kept = ['functions.log.2', 'functions.log.1', 'functions.log'].map((name) =>
    readFileSync(join(dir, name), 'utf8'),
  )
  expect(kept.join('')).toBe([5, 6, 7, 8, 9].map((line) => `wake line ${line} of nine\n`).join(''))
})

test('the clock of this machine is held against Slack’s', async () => {
  const slack = await startLocalHttp(() => ({ headers: { date: 'Sat, 21 Nov 2026 18:05:00 GMT' }, body: { ok: true } }))
  const warningsAt = (time: string) => skewWarnings(`${slack.url}/api/`, () => new Date(`2026-11-21T${time}Z`))
  expect(await warningsAt('18:05:20')).toEqual([])
  expect(await warningsAt('18:07:00')).toEqual([expect.stringContaining('120 s ahead of Slack')])
  expect(await warningsAt('18:00:00')).toEqual([expect.stringContaining('300 s behind Slack')])
  expect(slack.seen[0]?.path).toBe('/api/api.test')
  expect(await skewWarnings('http://127.0.0.1:1/api/')).toEqual([])
})
