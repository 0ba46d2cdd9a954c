import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

let program: Program

beforeAll(async () => {
  program = await startProgram()
  for (const name of ['Sep 2026', 'Aug 2026']) await program.zuora.does('reopen', name)
})
afterAll(() => program?.stop())

const statusOf = async (name: string) => (await program.zuora.period(name))?.status

test('a range, killed at 1 of 2: one close after the other, each approved by itself; it stops at the first that does not close', async () => {
  const range = await ask(program, '/period close Aug..Oct 2026 note: catching up')
  const shows =
    (words: string) =>
    ({ ts, words: shown }: { ts: string; words: string }) =>
      ts === range.status.ts && shown.includes(words)
  const first = await program.slack.sees('the first of the range', shows(' is under way\n2. Sep 2026: not begun'))
  const august = { reference: /1\. Aug 2026: (US-\d{4}) is/.exec(first.words)?.[1] ?? '', status: range.status }
  const card = await openCard(program, august)
  await press(program, 'U0BOB', card, 'Approve')
  program = await program.crash()
  await press(program, 'U0CAROL', card, 'Approve')
  expect((await outcomeOf(program, august)).words).toContain('Zuora closed Aug 2026.')
  const effects = (await program.zuora.effects()).filter(({ trackId }) => trackId === august.reference)
  expect(effects.map(({ what }) => what)).toEqual(['pending-close', 'close'])

  const closed = `1. Aug 2026: Closed (${august.reference})\n2. Sep 2026: `
  const next = await program.slack.sees('the second of the range', shows(`${closed}US-`))
  const september = { reference: /2\. Sep 2026: (US-\d{4})/.exec(next.words)?.[1] ?? '', status: range.status }
  const second = await openCard(program, september)
  await press(program, 'U0ALICE', second, 'Cancel request')
  const stopped = await outcomeOf(program, range)
  expect(stopped.words).toContain(`${closed}cancelled (${september.reference})\n3. Oct 2026: not begun`)
  expect(stopped.words).toContain('`/period close Sep 2026..Oct 2026`')
  expect([await statusOf('Aug 2026'), await statusOf('Sep 2026'), await statusOf('Oct 2026')]).toEqual([
    'Closed',
    'PendingClose',
    'Open',
  ])
})

test('a range backwards, or of what is closed: answered privately, and nothing is done', async () => {
  const { slack } = program
  const told = (command: string) => slack.isTold('U0ALICE', () => slack.type('U0ALICE', command))
  expect(await told('/period close Oct..Sep 2026')).toContain('`/period close Sep 2026..Oct 2026`')
  expect(await told('/period close Jul..Oct 2026')).toContain('Jul 2026 is already Closed.')
})

test('a reopen: with its reason, next to an open period, approved by controllers; the next close tells of it', async () => {
  const { slack, zuora } = program
  const told = (command: string) => slack.isTold('U0ALICE', () => slack.type('U0ALICE', command))
  await zuora.does('reopen', 'Sep 2026')
  expect(await told('/period reopen Aug 2026')).toContain('say why Aug 2026 has to be reopened')
  expect(await told('/period reopen Jul 2026 late invoice')).toContain('Begin with `/period reopen Aug 2026')
  expect(await told('/period reopen Sep 2026 late invoice')).toContain('Sep 2026 (Example US) is already Open.')

  const reopen = await ask(program, '/period reopen Aug 2026 late credit note: see the mail')
  const card = await openCard(program, reopen)
  expect(card.words).toContain('late credit note: see the mail')
  expect(await press(program, 'U0BOB', card, 'Approve')).toContain('the policy does not name you')
  await press(program, 'U0CAROL', card, 'Approve')
  await press(program, 'U0DAN', card, 'Approve')
  expect((await outcomeOf(program, reopen)).words).toContain('Zuora reopened Aug 2026: it is Open.')
  expect(await statusOf('Aug 2026')).toBe('Open')

  const again = await ask(program, '/period close Aug 2026')
  const secondCard = await openCard(program, again)
  expect(secondCard.words).toMatch(/2nd close; reopened .* by <@U0ALICE> because “late credit note: see the mail”\./)
  await press(program, 'U0ALICE', secondCard, 'Cancel request')
  await outcomeOf(program, again)
})

test('a deletion: only of the most recent period, approved, and then it is gone', async () => {
  const { slack, zuora } = program
  const dated = (await zuora.periods()).filter(({ endDate }) => endDate !== null)
  const latest = dated.sort((a, b) => a.startDate.localeCompare(b.startDate)).at(-1)?.name ?? ''
  const told = await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period delete Oct 2026'))
  expect(told).toContain(`Only the most recent accounting period can be deleted; that is ${latest}.`)

  const asked = await ask(program, `/period delete ${latest}`)
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  expect((await outcomeOf(program, asked)).words).toContain(`Zuora deleted ${latest}.`)
  expect(await zuora.period(latest)).toBeUndefined()
})
