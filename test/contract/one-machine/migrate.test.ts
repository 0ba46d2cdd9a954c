import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDataDir } from '../../../local/data-dir.ts'
import { type Item, putNew, readAll, type Table } from '../../../local/migrate/items.ts'
import { migrate } from '../../../local/migrate/migrate.ts'
import { whyMoved } from '../../../local/migrate/moved-mark.ts'
import { verifyExport } from '../../../src/domain/evidence/verify/verify-export.ts'
import { createPolicyTexts } from '../../../src/store/filings/kept-policies.ts'
import { createRegister } from '../../../src/store/register/register.ts'
import { createRegisterReader } from '../../../src/store/register/register-reader.ts'
import { makeExport } from '../../../src/usecases/record/make-export.ts'
import { addRequest, clientOf, makeDataDir, withTable } from '../../support/data-of-one-machine.ts'
import { sha256 } from '../../support/fake-requests.ts'
import { names, openOwnTable } from '../../support/own-table.ts'
import { alice, sampleDraft } from '../../support/sample-request.ts'
import { recording } from '../requests-contract.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = () => new Date('2026-11-21T18:05:00.000Z')
const heads: string[] = []
let template: string
let dir: string
let dataDir: string
let own: Awaited<ReturnType<typeof openOwnTable>>
let target: Table

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'migrate-template-'))
  await makeDataDir(join(template, 'data'), [])
  await withTable(join(template, 'data'), async (table) => {
    for (let index = 0; index < 12; index++) heads.push((await addRequest(table, `m${index}`, 'told')) ?? '')
  })
})
afterAll(() => rmSync(template, { recursive: true }))
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'migrate-'))
  dataDir = join(dir, 'data')
  own = await openOwnTable()
  target = { dynamodb: own.dynamodb, name: names.table }
})
afterEach(async () => {
  await own.close()
  rmSync(dir, { recursive: true })
})

/** Data of which the heads stood in Slack while it ran on the one machine. */
function dataWithHeads(): readonly string[] {
  cpSync(join(template, 'data'), dataDir, { recursive: true })
  return heads
}

test('everything is carried over, and an export of the target verifies against the heads of before', async () => {
  const heads = dataWithHeads()
  const migrated = await migrate(dataDir, target, now)
  expect(migrated).toMatchObject({ ok: true, items: 12, written: 12, registers: [{ entity: 'us', last: 12 }] })
  const made = await makeExport(
    { entity: { key: 'us', name: 'Example US' }, wanted: { kind: 'period', reference: 'Oct 2026' }, by: alice },
    {
      register: createRegisterReader(target.dynamodb, names),
      policies: createPolicyTexts(target.dynamodb, names),
      now,
      hash: sha256,
      program: '0.1.0',
      retainYears: 8,
    },
  )
  const evidence = made.kind === 'made' ? made.evidence : undefined
  const verified = verifyExport(evidence, { heads, digest: null }, sha256)
  expect(verified.findings).toEqual([])
  expect(verified.vouchedFor).toHaveLength(12)
  const next = await createRegister(target.dynamodb, names, recording).create(sampleDraft({ messageId: 'next' }))
  expect(next.number).toBe(13)
})

test('afterwards nothing starts where it came from; and what went on there is not overwritten', async () => {
  dataWithHeads()
  await migrate(dataDir, target, now)
  expect(whyMoved(dataDir).join('\n')).toContain(`moved to the table ${names.table}`)
  expect(await migrate(dataDir, target, now)).toMatchObject({ ok: false })
  rmSync(join(dataDir, 'moved.json'))
  await createRegister(target.dynamodb, names, recording).create(sampleDraft({ messageId: 'next' }))
  const mistakes = [expect.stringContaining('has gone on since'), '  it differs at ENTITY#us REQUEST#000013']
  expect(await migrate(dataDir, target, now)).toEqual({ ok: false, mistakes })
})

test('stopped in the middle and run again, it writes what is missing and nothing twice', async () => {
  dataWithHeads()
  const items = await withTable(dataDir, (table) => readAll({ dynamodb: clientOf(table), name: names.table }))
  for (const item of items.slice(0, 5)) await putNew(item, target)
  expect(await migrate(dataDir, target, now)).toMatchObject({ ok: true, items: 12, written: 7 })
  const inOrder = (of: Item[]) => of.toSorted((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1))
  expect(inOrder(await readAll(target))).toEqual(inOrder(items))
})

test('run again after a while, what has expired since is not taken for a register of its own', async () => {
  dataWithHeads()
  const expiresAt = new Date(now().getTime() + 60_000)
  const item = {
    pk: { S: 'TOLD#us' },
    sk: { S: 'SNOOZED#U0BOB' },
    deleteAfter: { N: String(expiresAt.getTime() / 1000) },
  }
  await withTable(dataDir, (table) => putNew(item, { dynamodb: clientOf(table), name: names.table }))
  const other = { pk: item.pk, sk: { S: 'SNOOZED#U0CAROL' } }
  await withTable(dataDir, (table) => putNew(other, { dynamodb: clientOf(table), name: names.table }))
  await putNew(item, target)
  expect(await migrate(dataDir, target, () => expiresAt)).toMatchObject({ ok: true, items: 13, written: 13 })
})

test('what another wrote meanwhile is never overwritten', async () => {
  const item = { pk: { S: 'ENTITY#us' }, sk: { S: 'REQUEST#000001' }, note: { S: 'theirs' } }
  await target.dynamodb.send(new PutItemCommand({ TableName: target.name, Item: item }))
  await putNew(item, target)
  await expect(putNew({ ...item, note: { S: 'ours' } }, target)).rejects.toThrow('written by somebody else')
  expect(await readAll(target)).toEqual([item])
})

test('while something is under way nothing is carried over, and it says what', async () => {
  await makeDataDir(dataDir, ['told', 'under-way'])
  const migrated = await migrate(dataDir, target, now)
  expect(migrated).toMatchObject({
    ok: false,
    mistakes: ['US-0002 is under way: close of Oct 2026: working.', expect.stringContaining('end these')],
  })
  expect(await readAll(target)).toEqual([])
})

test('a click that was taken and not dealt with is not left behind', async () => {
  await makeDataDir(dataDir, ['told'])
  const events = new DatabaseSync(join(dataDir, 'events.sqlite'))
  events.exec("INSERT INTO events (payload) VALUES ('{}')")
  events.close()
  const mistakes = ['1 requests from Slack wait to be dealt with: start the program once more.']
  expect(await migrate(dataDir, target, now)).toEqual({ ok: false, mistakes })
})

test('a target with a register of its own is refused before anything is written', async () => {
  dataWithHeads()
  await createRegister(target.dynamodb, names, recording).create(sampleDraft({ messageId: 'other' }))
  const migrated = await migrate(dataDir, target, now)
  expect(migrated).toMatchObject({
    ok: false,
    mistakes: [expect.anything(), '  it differs at ENTITY#us REQUEST#000001'],
  })
  expect(await readAll(target)).toHaveLength(1)
})

test('a directory on which the program runs is refused', async () => {
  await makeDataDir(dataDir, ['told'])
  const running = openDataDir(dataDir, { fresh: false })
  const migrated = await migrate(dataDir, target, now)
  if (running.ok) running.dataDir.release()
  expect(migrated).toMatchObject({ ok: false, mistakes: [expect.stringContaining('in use')] })
})
