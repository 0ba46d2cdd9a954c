import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
const dir = mkdtempSync(join(tmpdir(), 'evidence-'))

beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
  rmSync(dir, { recursive: true })
})

/** As `npm run export` and `npm run verify` run it. */
function run(script: string, ...args: readonly string[]): Promise<{ code: number; said: string }> {
  const command = ['scripts/with-node.mjs', script, ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: `${stdout}${stderr}` }),
    )
  })
}

test('a close on the running program, exported without Slack, verifies against the head that Slack shows; changed, it does not', async () => {
  const { name } = await program.zuora.earliestNotClosed()
  const asked = await ask(program, `/period close ${name} note: =1+1`)
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  await press(program, 'U0CAROL', card, 'Approve')
  const { words } = await outcomeOf(program, asked)
  const head = /head `?(?<head>[0-9a-f]{64})/.exec(words)?.groups?.head ?? words

  const exported = await run(
    'scripts/export.ts',
    '--data',
    program.dataDir,
    '--entity',
    'us',
    '--period',
    name,
    '--out',
    dir,
  )
  expect(exported).toMatchObject({ code: 0, said: expect.stringContaining(`head of ${asked.reference}: ${head}`) })
  const digest = /digest: (?<digest>\w{64})/.exec(exported.said)?.groups?.digest ?? exported.said
  const file = join(dir, 'export.json')
  expect(await run('scripts/verify.ts', file, '--head', head, '--digest', digest)).toMatchObject({ code: 0 })
  expect(await run('scripts/verify.ts', file, '--head', head)).toMatchObject({ code: 0 })

  writeFileSync(file, readFileSync(file, 'utf8').replace('U0CAROL', 'U0CAROI'))
  const changed = await run('scripts/verify.ts', file, '--head', head)
  expect(changed).toMatchObject({ code: 1, said: expect.stringContaining('does not verify') })
})
