import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openCard, outcomeOf, press } from './close-requests.ts'
import { quietExample } from './example-config.ts'
import { type Program, startProgram } from './program.ts'
import { waitFor } from './wait-for.ts'

const dir = mkdtempSync(join(tmpdir(), 'closing-bell-record-'))
let program: Program
let period: string
let head: string
let reference: string

/** The example, and the head in the notes. */
function writeConfig(): string {
  const path = join(dir, 'closing-bell.yml')
  writeFileSync(path, `${quietExample()}stampNotes: true\n`)
  return path
}

beforeAll(async () => {
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: writeConfig() } })
  period = (await program.zuora.earliestNotClosed()).name
  const asked = await ask(program, '/period close next note: =1+1, October done')
  reference = asked.reference
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  await press(program, 'U0CAROL', card, 'Approve')
  const { words } = await outcomeOf(program, asked)
  head = /head `(?<head>[0-9a-f]{64})`/.exec(words)?.groups?.head ?? 'none'
})
afterAll(async () => {
  await program?.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** Types it, and returns the private answer. */
async function told(user: string, text: string, words: string): Promise<string> {
  return program.slack.isToldThat(user, words, () => program.slack.type(user, text))
}

test('the head reaches who approved and the auditor directly, once each', async () => {
  const { slack } = program
  for (const user of ['U0BOB', 'U0CAROL', 'U0AUDIT']) {
    const heads = await waitFor(`the head, directly to ${user}`, async () => {
      const found = (await slack.directMessages(user)).filter(({ text }) => text.includes(`--head ${head}`))
      return found.length === 0 ? undefined : found
    })
    expect(heads).toHaveLength(1)
    expect(heads[0]?.text).toContain(`Zuora closed ${period}.`)
  }
  expect((await slack.directMessages('U0ALICE')).filter(({ text }) => text.includes(head))).toEqual([])
})

test('the head stands in the notes of the period in Zuora, and the thread says so', async () => {
  const { slack, zuora } = program
  await slack.sees('that it is stamped', ({ text }) => text.includes('the head of this record stands in the notes'))
  expect((await zuora.period(period))?.notes).toBe(`[Closing Bell ${reference} head ${head}]`)
})

test('history: who did what when, newest first; Erin is told whom to ask instead', async () => {
  const history = await told('U0AUDIT', `/period history ${period}`, `History of ${period}`)
  expect(history).toContain('saw the head in the period’s notes in Zuora.')
  expect(history).toContain('sent the head by direct message to <@U0BOB>, <@U0CAROL> and <@U0AUDIT>.')
  const [newest] = await waitForLines()
  expect(newest).toContain(`${reference} no.`)
  const refused = await told('U0ERIN', `/period history ${period}`, 'Nothing is shown')
  expect(refused).toContain('Ask <@U0ALICE> or <!subteam^S0FINANCE>')
})

async function waitForLines(): Promise<string[]> {
  const shown = await program.slack.seesPrivately('U0AUDIT', 'the history', ({ text }) => text.startsWith('History of'))
  return shown.text.split('\n').filter((line) => line.startsWith('• '))
}

test('history turns back to the first entry', async () => {
  const { slack } = program
  const page = await slack.seesPrivately('U0AUDIT', 'the history', ({ text }) => text.startsWith('History of'))
  expect(page.buttons).toContain('Show earlier')
  await slack.press('U0AUDIT', page, 'Show earlier')
  const first = await slack.seesPrivately('U0AUDIT', 'the first entry', ({ text }) =>
    text.includes(`${reference} no. 1,`),
  )
  expect(first.ts).toBe(page.ts)
  expect(first.text).toContain('<@U0ALICE>: asked for the close of')
  expect(first.text).toContain('Note: “=1+1, October done”.')
})

test('export and packet: files by direct message; the export verifies, with one character changed it does not', async () => {
  const { slack } = program
  await slack.deliverTwice(1)
  await told('U0AUDIT', `/period export ${period}`, 'I sent you a direct message')
  await told('U0AUDIT', `/period packet ${period}`, 'I sent you a direct message')
  const direct = await slack.directMessages('U0AUDIT')
  const files = direct.flatMap((message) => message.files)
  expect(files.map(({ name }) => name.replace(/^.*-/, ''))).toEqual([
    'export.json',
    'export.csv',
    'packet.html',
    'export.json',
  ])
  const [comment] = direct.filter(({ files: of }) => of.some(({ name }) => name.endsWith('.csv')))
  expect(comment?.text).toContain(`• ${reference}: \`${head}\``)
  const json = await download(files[0]?.url_private ?? '')
  const path = join(dir, 'sent.json')
  writeFileSync(path, json)
  expect(await run('scripts/verify.ts', path, '--head', head)).toMatchObject({ code: 0 })
  writeFileSync(path, json.replace('October done', 'October dune'))
  const changed = await run('scripts/verify.ts', path, '--head', head)
  expect(changed).toMatchObject({ code: 1, said: expect.stringContaining('does not verify') })
})

async function download(url: string): Promise<string> {
  return (await fetch(url)).text()
}

/** As `npm run export` and `npm run verify` run it. */
function run(script: string, ...args: readonly string[]): Promise<{ code: number; said: string }> {
  const command = ['scripts/with-node.mjs', script, ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: `${stdout}${stderr}` }),
    )
  })
}

test('exported while the program runs, without Slack, it verifies against the head that Slack shows', async () => {
  const { dataDir } = program
  const of = ['--data', dataDir, '--entity', 'us', '--period', period, '--out', dir]
  const exported = await run('scripts/export.ts', ...of)
  expect(exported).toMatchObject({ code: 0, said: expect.stringContaining(`head of ${reference}: ${head}`) })
  const digest = /digest: (?<digest>\w{64})/.exec(exported.said)?.groups?.digest ?? exported.said
  const file = /^\S+export\.json$/m.exec(exported.said)?.[0] ?? exported.said
  expect(await run('scripts/verify.ts', file, '--head', head, '--digest', digest)).toMatchObject({ code: 0 })
})

test('access: who can do what, and that the channel is public', async () => {
  const access = await told('U0ALICE', '/period access', 'Access: ')
  expect(access).toContain('• close: 2 of <@U0BOB>, <@U0CAROL> and <!subteam^S0CONTROLLERS>')
  expect(access).toContain('the auditors, who change nothing: <@U0AUDIT>')
  expect(access).toContain('<#C0CLOSE> is public')
})
