import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { answerRestored } from '../../../local/backup/answer-restored.ts'
import { makeBackup } from '../../../local/backup/make-backup.ts'
import { restore } from '../../../local/backup/restore.ts'
import { readRestoredMark, whyNotStarted, writeRestoredMark } from '../../../local/backup/restored-mark.ts'
import { openDataDir } from '../../../local/data-dir.ts'
import { TABLE_NAME } from '../../../local/table/open-table.ts'
import { type RawItem, readItems } from '../../../local/table/raw-items.ts'
import { addRequest, backedUpAt, backedUpBy, makeBackedUp, withTable } from '../../support/data-of-one-machine.ts'

vi.setConfig({ testTimeout: 60_000 })

const { dir, dataDir, backup } = await makeBackedUp()
const [now, program] = [backedUpAt, backedUpBy]

afterAll(() => rmSync(dir, { recursive: true }))

function itemsOf(of: string): Promise<RawItem[]> {
  return withTable(of, async ({ url }) => {
    const items: RawItem[] = []
    for await (const item of readItems({ url, tableName: TABLE_NAME })) items.push(item)
    return items
  })
}

/** In a process of its own, as people run it. */
function runRestore(...args: readonly string[]) {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const command = ['--disable-warning=ExperimentalWarning', 'scripts/restore.ts', ...args]
  const env = { PATH, HOME, NODE_COMPILE_CACHE }
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env })
  return { status, stdout, stderr }
}

/** Restores what `change` makes of the backup. */
function restoreChanged(name: string, change: (whole: Buffer) => Buffer) {
  const changed = join(dir, `${name}.backup`)
  writeFileSync(changed, change(readFileSync(backup)))
  return restore(changed, join(dir, name))
}

const inText = (change: (text: string) => string) => (whole: Buffer) =>
  gzipSync(change(gunzipSync(whole).toString('utf8')))

/** A backup in which a file has other content. */
function withFile(file: string, change: (content: string) => string) {
  return inText((text) => {
    const lines = text.trimEnd().split('\n').slice(0, -1)
    const changed = lines.map((line) => {
      const part = JSON.parse(line)
      if (part.file !== file) return line
      const content = change(Buffer.from(part.base64, 'base64').toString())
      return JSON.stringify({ file, base64: Buffer.from(content).toString('base64') })
    })
    const sha256 = createHash('sha256')
      .update(`${changed.join('\n')}\n`)
      .digest('hex')
    return `${changed.join('\n')}\n${JSON.stringify({ end: { lines: changed.length, sha256 } })}\n`
  })
}

test('restored, the table and the executions are as they were, and nothing starts before somebody says what came after', async () => {
  const restored = join(dir, 'restored')
  const answer = await restore(backup, restored)
  expect(answer).toMatchObject({ ok: true, header: { madeAt: now.toISOString() }, registers: [{ last: 2 }] })
  const inOrder = (items: RawItem[]) => items.map((item) => JSON.stringify(item)).sort()
  expect(inOrder(await itemsOf(restored))).toEqual(inOrder(await itemsOf(dataDir)))
  expect(readdirSync(restored)).toEqual(
    expect.arrayContaining(['events.sqlite', 'executions.sqlite', 'closing-bell.json']),
  )
  expect(statSync(restored).mode & 0o777).toBe(0o700)
  expect(whyNotStarted(restored).join('\n')).toContain(`npm run restore -- --data ${restored} --last-known US-0002`)
})

test('what was numbered after the backup is filed as lost, and the next number is a new one', async () => {
  const restored = join(dir, 'answered')
  await restore(backup, restored)
  const tooLow = new Map([['us', 1]])
  const unknown = new Map([
    ['us', 2],
    ['eu', 3],
  ])
  for (const wrong of [new Map(), tooLow, unknown])
    expect(await answerRestored(restored, wrong)).toMatchObject({ ok: false })
  const answered = runRestore('--data', restored, '--last-known', 'US-0004')
  expect(answered).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('us: 2 records are lost. Filed as US-0005.'),
  })
  expect(whyNotStarted(restored)).toEqual([])
  expect(await answerRestored(restored, new Map([['us', 9]]))).toMatchObject({ ok: false })
  await withTable(restored, (table) => addRequest(table, 'after', 'under-way'))
  const numbers = (await itemsOf(restored)).flatMap(({ sk, about }) =>
    /^REQUEST#\d+$/.test(String(sk?.S)) ? [[Number(String(sk?.S).slice(8)), JSON.stringify(about?.M ?? null)]] : [],
  )
  expect(numbers.sort().map(([number, about]) => [number, /"isLost":\{"BOOL":(\w+)/.exec(String(about))?.[1]])).toEqual(
    [
      [1, undefined],
      [2, undefined],
      [3, 'true'],
      [4, 'true'],
      [5, 'false'],
      [6, undefined],
    ],
  )
})

test('of an entity that the configuration has no more nothing is asked, and one without numbers is', async () => {
  const changed = await restoreChanged(
    'other-entities',
    withFile('closing-bell.json', (config) => config.replace(/"key": ?"us"/, '"key":"eu"')),
  )
  expect(changed).toMatchObject({
    ok: true,
    registers: [{ entity: 'us', last: 2 }],
    mark: { registers: [{ entity: 'eu', last: 0 }] },
  })
})

test.each<[string, (whole: Buffer) => Buffer, string]>([
  ['cut-off', (whole) => whole.subarray(0, whole.length - 40), 'it is cut off'],
  ['half', (whole) => whole.subarray(0, whole.length / 2), 'it is cut off'],
  ['changed', (whole) => Buffer.from(whole.map((byte, at) => (at === 400 ? byte ^ 1 : byte))), 'altered'],
  ['text-changed', inText((text) => text.replace('Oct 2026', 'Nov 2026')), 'its SHA-256 differs'],
  ['a-line-less', inText((text) => text.replace(/\{"item".*\n/, '')), 'its SHA-256 differs'],
  ['no-end', inText((text) => text.replace(/\{"end".*\n/, '')), 'its end is missing'],
  ['more', inText((text) => `${text}{"item":{}}\n`), 'something stands behind its end'],
  ['newer', inText((text) => text.replace('"version":1', '"version":2')), 'it has version 2'],
  ['other', () => Buffer.from('a letter'), 'it was altered, or is no backup'],
  ['other-gz', () => gzipSync('{"a":1}\n'), 'it is no backup of Closing Bell'],
])('a backup that is %s is not restored, and nothing is written', async (name, change, because) => {
  expect(await restoreChanged(name, change)).toMatchObject({ ok: false, mistake: expect.stringContaining(because) })
  expect(existsSync(join(dir, name))).toBe(false)
})

test('only an empty directory is restored into; one in use is not; one whose restore was killed is begun anew', async () => {
  expect(await restore(backup, dataDir)).toMatchObject({ ok: false, mistake: expect.stringContaining('not empty') })
  expect(await restore(backup, dir)).toMatchObject({ ok: false, mistake: expect.stringContaining('not Closing Bell') })
  const target = join(dir, 'target')
  const held = openDataDir(target, { fresh: false })
  expect(await restore(backup, target)).toMatchObject({ ok: false, mistake: expect.stringContaining('in use') })
  writeRestoredMark(target, { state: 'unfinished', copy: { madeAt: '', digest: '' }, registers: [] })
  writeFileSync(join(target, 'executions.sqlite'), 'half of it')
  if (held.ok) held.dataDir.release()
  expect(whyNotStarted(target).join()).toContain('was not finished')
  const half = await makeBackup({ dataDir: target, to: join(dir, 'of-half'), now, program })
  expect(half).toMatchObject({ ok: false, mistake: expect.stringContaining('was not finished') })
  expect(await restore(backup, target)).toMatchObject({ ok: true })
  expect(readRestoredMark(target)?.state).toBe('unanswered')
  expect(await restore(backup, target)).toMatchObject({ mistake: expect.stringContaining('is restored already') })
  expect(statSync(join(target, 'executions.sqlite')).size).toBeGreaterThan(100)
})
