import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openDataDir } from '../../local/data-dir.ts'
import { readServerlessFile } from '../../local/serverless/serverless-file.ts'
import { portsFrom } from '../../local/settings/ports.ts'
import { startDynamoDb } from '../../local/table/dynamodb.ts'
import { notePorts } from '../../local/table/open-table.ts'
import { compileConfig } from '../../scripts/build/compile-config.ts'
import { createRegister } from '../../src/store/register/register.ts'
import { createRequests } from '../../src/store/requests/requests.ts'
import { sampleDraft } from '../support/sample-request.ts'
import { recording } from './requests-contract.ts'

// Each test starts programs, one after the other.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const dir = mkdtempSync(join(tmpdir(), 'evidence-scripts-'))
const dataDir = join(dir, 'data')
const out = join(dir, 'out')
const table = { tableName: 'closing-bell', table: readServerlessFile('serverless.yml').table }
const heads: string[] = []

/** One request that was sealed, as the running program leaves it in its data directory. */
beforeAll(async () => {
  const config = compileConfig('closing-bell.example.yml')
  const opened = openDataDir(dataDir, { fresh: false })
  if (!config.ok || !opened.ok) throw new Error('there is no data directory')
  writeFileSync(join(dataDir, 'closing-bell.json'), config.json)
  const server = await startDynamoDb({ port: 0, dir: join(dataDir, 'dynamodb'), ...table })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const dynamodb = new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials })
  const names = { table: 'closing-bell', partitionOf: (entity: string) => `ENTITY#${entity}` }
  const details = { action: 'close', period: sampleDraft().period, note: '=1+1' }
  const request = await createRegister(dynamodb, names, recording).create(sampleDraft({ details }))
  const outcome = { kind: 'succeeded' } as const
  const entry = { at: '2026-11-02T14:00:00.000Z', kind: 'outcome', by: null, details: { outcome } } as const
  const requests = createRequests(dynamodb, names, recording)
  const sealed = await requests.write(request, { outcome, status: 'finished' }, [entry])
  heads.push(sealed?.chain.at(-1) ?? '')
  dynamodb.destroy()
  await server.close()
  opened.dataDir.release()
})
afterAll(() => rmSync(dir, { recursive: true }))

/** The environment of a shell without any setting, and without a network that would answer. */
function run(script: string, ...args: readonly string[]) {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const command = ['--disable-warning=ExperimentalWarning', script, ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { PATH, HOME, NODE_COMPILE_CACHE },
    timeout: 50_000,
  })
  return { status, stdout, stderr }
}

const ofOctober = ['--data', dataDir, '--entity', 'us', '--period', 'Oct 2026', '--out', out]
const runExport = (...args: readonly string[]) =>
  run('scripts/export.ts', '--data', dataDir, '--entity', 'us', '--out', out, ...args)
const runVerify = (...args: readonly string[]) => run('scripts/verify.ts', ...args)
/** The last that was written: the names tell when. */
const written = (kind: string) =>
  join(
    out,
    readdirSync(out)
      .filter((name) => name.endsWith(`-${kind}`))
      .sort()
      .at(-1) ?? '',
  )

test('npm run export writes three files and says digest and heads; npm run verify finds nothing wrong with them', () => {
  const exported = runExport('--period', 'oct 2026')
  expect(exported).toMatchObject({ status: 0, stderr: '' })
  const digest = /digest: (?<digest>\w{64})/.exec(exported.stdout)?.groups?.digest ?? ''
  expect(exported.stdout).toContain(`head of US-0001: ${heads[0]}`)
  expect(readFileSync(written('export.csv'), 'utf8')).toContain("'=1+1")
  expect(readFileSync(written('packet.html'), 'utf8')).toContain(digest)

  const file = written('export.json')
  expect(file).toMatch(/us-oct-2026-\d{8}T\d{6}Z-export\.json$/)
  const verified = runVerify(file, '--head', heads[0] ?? '', '--digest', digest)
  expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('verifies') })
  expect(verified.stdout).toContain('Vouched for by a head: US-0001.')
  expect(runVerify(file)).toMatchObject({ status: 0, stdout: expect.stringContaining('Not checked:') })
})

test('with one character changed, or one key twice, it does not verify', () => {
  runExport('--period', 'oct 2026')
  const file = written('export.json')
  const text = readFileSync(file, 'utf8')
  const other = join(dir, 'other.json')
  writeFileSync(other, text.replace('"=1+1"', '"=1+2"'))
  const changed = runVerify(other)
  expect(changed.status).toBe(1)
  expect(changed.stdout).toContain(
    'The first entry of US-0001 in the register does not have the hash that is given for it',
  )
  writeFileSync(other, text.replace('"format":', '"format": "what people read", "format":'))
  expect(runVerify(other)).toMatchObject({ status: 1, stdout: expect.stringContaining('A key stands twice') })
  expect(runVerify(file, '--head', 'f'.repeat(64))).toMatchObject({ status: 1 })
})

test('while the program runs, its own table is read', async () => {
  const opened = openDataDir(dataDir, { fresh: false })
  const server = await startDynamoDb({ port: 0, dir: join(dataDir, 'dynamodb'), ...table })
  // Left open, it would be asked by the programs of later tests while this process waits for them.
  onTestFinished(async () => {
    await server.close()
    if (opened.ok) opened.dataDir.release()
  })
  notePorts(dataDir, { ...portsFrom(4600), dynamodb: server.port })
  // Not spawnSync: this process is the one that answers.
  const command = ['--disable-warning=ExperimentalWarning', 'scripts/export.ts', ...ofOctober]
  const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: 50_000 })
  expect(stdout).toMatch(/^digest: \w{64}$/m)
})

test.each([
  ['a period that nothing recorded knows', ['--period', 'Jan 1999'], 1, 'There is: Oct 2026'],
  ['a fiscal year that nothing recorded knows', ['--fiscal-year', '1999'], 1, 'there is such a period or fiscal year'],
  ['nothing', [], 2, 'Usage: npm run export'],
  ['both a period and a year', ['--period', 'Oct 2026', '--fiscal-year', '2026'], 2, 'Usage: npm run export'],
])('asked for %s, it says so', (_what, args, status, said) => {
  expect(runExport(...args)).toMatchObject({ status, stderr: expect.stringContaining(said) })
})

test('what is no data directory is left alone', () => {
  const { status, stderr } = run(
    'scripts/export.ts',
    '--data',
    dir,
    '--entity',
    'us',
    '--period',
    'Oct 2026',
    '--out',
    out,
  )
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('no data directory') })
})

test.each([
  ['no file', []],
  ['a file that is not there', [join(dir, 'nowhere.json')]],
  ['a head that is no hash', ['docs/evidence-example.json', '--head', '92794aab']],
  ['an option that there is not', ['docs/evidence-example.json', '--hed', 'f'.repeat(64)]],
])('npm run verify with %s ends with 2', (_what, args) => {
  expect(runVerify(...args).status).toBe(2)
})

test.each([
  ['lists', '[', ']'],
  ['objects', '{"a":', '}'],
])('%s nested deeper than anything can follow: a sentence, no stack', (_what, begin, end) => {
  const deep = join(dir, 'deep.json')
  writeFileSync(deep, `${begin.repeat(20_000)}1${end.repeat(20_000)}`)
  const { status, stderr } = runVerify(deep)
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `${deep}: it is nested deeper than any export is, and was not verified.\n`,
  })
})
