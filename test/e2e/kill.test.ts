import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBackup } from '../../local/backup/make-backup.ts'
import { type Asked, ask, leaveOpen, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, runScript, startProgram } from './program.ts'

let program: Program
let period: string

beforeAll(async () => {
  program = await startProgram()
  period = (await program.zuora.earliestNotClosed()).name
})
afterAll(() => program?.stop())

async function approveTwice(asked: Asked): Promise<void> {
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  await press(program, 'U0CAROL', card, 'Approve')
}

/** What took effect in Zuora for this request, in order. */
async function effectsOf({ reference }: Asked): Promise<string[]> {
  return (await program.zuora.effects()).filter(({ trackId }) => trackId === reference).map(({ what }) => what)
}

/** Each told once, and the status message is the one that was there before the kill. */
async function expectToldOnce({ reference, status }: Asked): Promise<void> {
  await program.slack.sees(
    'the end of the final trial balance, the last to be told',
    ({ text }) => text.includes(`${reference})`) && text.includes('the final trial balance has ended'),
  )
  const messages = (await program.slack.messages()).filter(({ thread }) => thread === undefined)
  const [statusMessages, outcomes, cards] = [
    messages.filter(({ text }) => text.startsWith('Close of') && text.includes(`${reference})`)),
    messages.filter(({ words }) => words.includes(`Record ${reference}, head`)),
    messages.filter(({ text }) => text.includes('asks for the') && text.includes(`${reference})`)),
  ]
  expect(statusMessages.map(({ ts }) => ts)).toEqual([status.ts])
  expect(statusMessages[0]?.words).toContain(`Zuora closed ${period}.`)
  expect(outcomes).toHaveLength(1)
  expect(cards).toHaveLength(1)
}

test('killed in the middle of a running trial balance: started again, the close goes on to its end', async () => {
  await program.zuora.planTrialBalance({ seconds: 120 })
  const asked = await ask(program, `/period close ${period}`)
  await program.slack.sees(
    'that the trial balance is running',
    ({ ts, words }) => ts === asked.status.ts && words.includes('trial balance is running'),
  )
  program = await program.crash()
  await approveTwice(asked)
  expect((await outcomeOf(program, asked)).words).toContain('Approved by <@U0BOB> and <@U0CAROL>.')
  expect(await effectsOf(asked)).toEqual(['pending-close', 'close'])
  await expectToldOnce(asked)
})

test('killed right after Slack had the answer to the last Approve: it counts, and Zuora is asked once', async () => {
  await leaveOpen(program, period)
  const asked = await ask(program, `/period close ${period}`)
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  expect(await program.slack.press('U0CAROL', card, 'Approve')).toMatchObject({ status: 200, error: null })
  program = await program.crash()
  expect((await outcomeOf(program, asked)).words).toContain('Approved by <@U0BOB> and <@U0CAROL>.')
  expect(await effectsOf(asked)).toEqual(['pending-close', 'close'])
  await expectToldOnce(asked)
  const messages = await program.slack.messages()
  const numbers = messages.flatMap(({ words }) => /Record US-(\d{4}), head `[0-9a-f]{64}`/.exec(words)?.[1] ?? [])
  // What is filed beside requests has numbers of the same row.
  expect(numbers).toHaveLength(2)
  expect(numbers).toEqual([...new Set(numbers)].sort())
})

/** Slack and Zuora are not restored with the machine: they are as they were left. */
function leaveTheWorldAsItIs(from: string, to: string): void {
  for (const name of ['slack.sqlite', 'zuora.sqlite']) {
    for (const part of ['', '-wal', '-shm']) {
      rmSync(join(to, `${name}${part}`), { force: true })
      cpSync(join(from, `${name}${part}`), join(to, `${name}${part}`), { force: true })
    }
  }
}

test('backed up during a close, killed, and restored into an empty directory: the close goes on, and what was approved since is asked for again', async () => {
  await leaveOpen(program, period)
  await program.zuora.planTrialBalance({ seconds: 60 })
  const asked = await ask(program, `/period close ${period}`)
  const backup = `${program.dataDir}.backup`
  await program.slack.sees(
    'that the trial balance is running',
    ({ ts, words }) => ts === asked.status.ts && words.includes('trial balance is running'),
  )
  expect(await makeBackup({ dataDir: program.dataDir, to: backup, now: new Date(), program: '' })).toMatchObject({
    ok: true,
  })
  // After the backup, so it is lost, and has to be given again.
  const lost = await openCard(program, asked)
  await press(program, 'U0BOB', lost, 'Approve')
  program = await program.crash(async (dataDir) => {
    const restored = `${dataDir}-restored`
    const args = ['--from', backup, '--data', restored, '--last-known', asked.reference]
    expect(await runScript('scripts/restore.ts', args)).toContain(`under way: ${asked.reference}, close of ${period}`)
    rmSync(backup)
    leaveTheWorldAsItIs(dataDir, restored)
    return restored
  })
  await program.slack.sees('that it was restored', ({ words }) => words.includes('was restored from a backup of'))
  const card = await openCard(program, asked, lost)
  expect(await press(program, 'U0BOB', lost, 'Approve')).toContain('is out of date')
  await press(program, 'U0BOB', card, 'Approve')
  await press(program, 'U0CAROL', card, 'Approve')
  expect((await outcomeOf(program, asked)).words).toContain('Approved by <@U0BOB> and <@U0CAROL>.')
  expect(await effectsOf(asked)).toEqual(['pending-close', 'close'])
})
