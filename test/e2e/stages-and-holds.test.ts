import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, ask, leaveOpen, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'
import type { Shown } from './slack-people.ts'

/** A hold is as long as it says, however fast the workflow's own waits are: it is jumped over. */
const configuration = `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: America/New_York
entities:
  - { key: us, name: Example US }
policy:
  requesters: [U0ALICE]
  approvers: [U0BOB, U0CAROL]
  expireAfter: 48h
  holdBeforeClose: 10m
  actions: { close: { stages: [[U0BOB], [U0CAROL]] } }
`

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-stages-'))
let program: Program
let period: string

beforeAll(async () => {
  const path = join(directory, 'closing-bell.yml')
  writeFileSync(path, configuration)
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: path } })
  period = (await program.zuora.earliestNotClosed()).name
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const heldCard = ({ reference }: Asked, { ts }: Shown) =>
  program.slack.sees(
    `the card of ${reference} while it is held`,
    (it) => it.ts === ts && it.words.includes('held until') && it.buttons.includes('Withdraw my approval'),
  )

test('two stages: the second is asked when the first has agreed; taken back while it is held, both are asked again', async () => {
  const { slack } = program
  const asked = await ask(program, `/period close ${period}`)
  const first = await openCard(program, asked)
  expect(first.text).toMatch(/^<@U0BOB>: /)
  expect(first.words).toContain('Stage 1 of 2: 0 of 1; stage 2: 0 of 1 approvals.')
  expect(await press(program, 'U0CAROL', first, 'Approve')).toContain('is asked first')
  expect(await press(program, 'U0BOB', first, 'Approve')).toContain('1 more needed. Stage 2 is asked now.')
  const second = await openCard(program, asked, first)
  expect(second.text).toMatch(/^<@U0CAROL>: /)
  await slack.sees('the retired first card', ({ ts, text }) => ts === first.ts && text.includes('newer card'))
  expect(await press(program, 'U0CAROL', second, 'Approve')).toContain('That was the last one needed.')
  const held = await heldCard(asked, second)
  expect(held.buttons).toEqual(['Withdraw my approval', 'Stop'])
  expect(await press(program, 'U0BOB', held, 'Withdraw my approval')).toContain('is withdrawn. 2 more needed')
  const again = await openCard(program, asked, second)
  expect(again.text).toMatch(/^<@U0BOB>: /)
  expect(again.words).toContain('Taken back, and not counted: <@U0BOB> and <@U0CAROL>.')
  await press(program, 'U0BOB', again, 'Approve')
  const last = await openCard(program, asked, again)
  await press(program, 'U0CAROL', last, 'Approve')
  await heldCard(asked, last)
  await slack.jumpTo(new Date(Date.now() + 11 * 60_000))
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`${period} is Closed`)
  expect(outcome.words).toContain('Approved by <@U0BOB> and <@U0CAROL>.')
})

test('while it is held an approver of the first stage stops it, and Zuora is not asked', async () => {
  await program.zuora.does('reopen', period)
  const before = (await program.zuora.effects()).length
  const asked = await ask(program, `/period close ${period}`)
  const first = await openCard(program, asked)
  await press(program, 'U0BOB', first, 'Approve')
  const second = await openCard(program, asked, first)
  await press(program, 'U0CAROL', second, 'Approve')
  const held = await heldCard(asked, second)
  expect(await press(program, 'U0BOB', held, 'Stop')).toMatch(
    new RegExp(`^You stopped the close of .*${asked.reference}\\)\\.`),
  )
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`<@U0BOB> stopped the close of ${period} after 2 approvals, while it was held.`)
  expect((await program.zuora.effects(before)).map(({ what }) => what)).toEqual(['pending-close'])
  await leaveOpen(program, period)
})
