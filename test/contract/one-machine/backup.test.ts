import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { writeBackup } from '../../../local/backup/backup-file.ts'
import { createCopier } from '../../../local/backup/copier.ts'
import { copyDatabase } from '../../../local/backup/copy-data.ts'
import { makeBackup } from '../../../local/backup/make-backup.ts'
import { restore } from '../../../local/backup/restore.ts'
import { lockFile } from '../../../local/data-dir.ts'
import { listenLocally } from '../../../local/front/listen-locally.ts'
import { writeMovedMark } from '../../../local/migrate/moved-mark.ts'
import { backedUpAt, backedUpBy, makeBackedUp, makeDataDir, withTable } from '../../support/data-of-one-machine.ts'

vi.setConfig({ testTimeout: 60_000 })

const { dir, dataDir, backup } = await makeBackedUp()
const [now, program] = [backedUpAt, backedUpBy]

afterAll(() => rmSync(dir, { recursive: true }))

test('a backup is one file that only its owner reads, without secrets, says where each register ends, and keeps that it was moved', async () => {
  writeFileSync(join(dataDir, 'secrets.json'), '{"SLACK_BOT_TOKEN":"xoxb-local-1"}')
  writeMovedMark(dataDir, { to: 'closing-bell-prod', at: now.toISOString() })
  const made = await makeBackup({ dataDir, to: join(dir, 'another'), now, program })
  if (!made.ok) throw new Error(made.mistake)
  expect(statSync(made.file).mode & 0o777).toBe(0o600)
  expect(gunzipSync(readFileSync(made.file)).toString()).not.toContain('xoxb-')
  expect(gunzipSync(readFileSync(made.file)).toString()).toContain('"moved.json"')
  expect(made.registers).toEqual([
    {
      entity: 'us',
      last: 2,
      lastHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      head: { reference: 'US-0001', head: expect.stringMatching(/^[0-9a-f]{64}$/) },
      underWay: [{ reference: 'US-0002', what: 'close of Oct 2026: working' }],
    },
  ])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('copy-'))).toEqual([])
})

test('npm run backup says where the file is, its digest, and what is under way', () => {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const args = ['scripts/backup.ts', '--data', dataDir, '--to', join(dir, 'by-script')]
  const env = { PATH, HOME, NODE_COMPILE_CACHE }
  const said = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    encoding: 'utf8',
    env,
  })
  expect(said).toMatchObject({ status: 0, stderr: '' })
  expect(said.stdout).toMatch(/by-script: \d+ bytes, written and read back\.\ndigest: [0-9a-f]{64}\n/)
  expect(said.stdout).toContain('under way: US-0002, close of Oct 2026: working')
})

test('into a directory it gets a name with the time; a file that is there is never overwritten', async () => {
  const backups = join(dir, 'backups')
  mkdirSync(backups)
  const made = await makeBackup({ dataDir, to: backups, now, program })
  expect(made).toMatchObject({ ok: true, file: join(backups, 'closing-bell-20261121T180500Z.backup') })
  const again = await makeBackup({ dataDir, to: backups, now, program })
  expect(again).toMatchObject({ ok: false, mistake: expect.stringContaining('never overwritten') })
})

test('two backups at once: the second is refused; what is no data directory is not backed up', async () => {
  const release = lockFile(join(dataDir, 'backup-lock.sqlite'))
  const second = await makeBackup({ dataDir, to: join(dir, 'second'), now, program })
  release?.()
  expect(second).toMatchObject({ ok: false, mistake: expect.stringContaining('Another backup') })
  expect(await makeBackup({ dataDir: dir, to: join(dir, 'x'), now, program })).toMatchObject({ ok: false })
})

test.runIf(process.geteuid?.() === 0)(
  'by root, a directory of another user is not touched: the program could not open what root left',
  async () => {
    const theirs = join(dir, 'theirs')
    await makeDataDir(theirs, [])
    chownSync(join(theirs, '.closing-bell'), 65_534, 65_534)
    const because = expect.stringContaining("sudo -u '#65534'")
    expect(await makeBackup({ dataDir: theirs, to: join(dir, 'y'), now, program })).toMatchObject({ mistake: because })
    expect(await restore(backup, theirs)).toMatchObject({ mistake: because })
  },
)

test('of the running program only who may read its directory gets a copy, and one at a time', async () => {
  const running = join(dir, 'running')
  await makeDataDir(running, ['told'])
  const copier = createCopier(running)
  const bot = createServer((request, response) => void copier.answer(request, response))
  const { url, close } = await listenLocally(bot, 0)
  const ask = async (token: string) => {
    const answer = await fetch(url, { method: 'POST', headers: { 'x-copy-token': token } })
    return { status: answer.status, body: await answer.json() }
  }
  const token = readFileSync(join(running, 'copy-token'), 'utf8')
  expect(await ask('another')).toMatchObject({ status: 403 })
  expect(await ask(token)).toMatchObject({ status: 409, body: { error: 'Not everything has started yet.' } })
  await withTable(running, async (table) => {
    const copyTo = (file: string) => copyDatabase(join(running, 'executions.sqlite'), file)
    copier.follow({ table, stepFunctions: { copyTo } })
    const both = await Promise.all([ask(token), ask(token)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const copies = readdirSync(running).filter((name) => name.startsWith('copy-') && name !== 'copy-token')
    expect(both.find(({ status }) => status === 200)?.body).toEqual({ copy: copies[0] })
    expect(statSync(join(running, copies[0] ?? '')).mode & 0o777).toBe(0o700)
    copier.follow({
      table,
      stepFunctions: {
        copyTo: () => {
          throw new Error('database or disk is full')
        },
      },
    })
    expect(await ask(token)).toEqual({ status: 507, body: { error: 'database or disk is full' } })
  })
  await close()
  expect(readdirSync(running).filter((name) => name.startsWith('copy-'))).toEqual(['copy-token'])
})

test('a backup that breaks off in the middle leaves no file that could be taken for one', async () => {
  async function* parts() {
    yield { file: 'events.sqlite', base64: 'AAAA' }
    throw new Error('ENOSPC: no space left on device')
  }
  const file = join(dir, 'broken-off')
  await expect(writeBackup(file, { madeAt: now.toISOString(), program }, parts())).rejects.toThrow('ENOSPC')
  expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false])
})
