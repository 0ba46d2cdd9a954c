import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

let program: Program
/** The last four periods that have ended: the last is open, and the two before it are opened again. */
let closed: string
let first: string
let second: string
let third: string

beforeAll(async () => {
  program = await startProgram()
  const names = (await program.zuora.periods()).map(({ name }) => name)
  third = (await program.zuora.earliestNotClosed()).name
  ;[closed = '', first = '', second = ''] = names.slice(names.indexOf(third) - 3)
  for (const name of [second, first]) await program.zuora.does('reopen', name)
})
afterAll(() => program?.stop())

const statusOf = async (name: string) => (await program.zuora.period(name))?.status

test('a range, killed at 1 of 2: one close after the other, each approved by itself; it stops at the first that does not close', async () => {
  const range = await ask(program, `/period close ${first}..${third} note: catching up`)
  const shows =
    (words: string) =>
    ({ ts, words: shown }: { ts: string; words: string }) =>
      ts === range.status.ts && shown.includes(words)
  const begun = await program.slack.sees('the first of the range', shows(` is under way\n2. ${second}: not begun`))
  const firstClose = { reference: /1\. .*: (US-\d{4}) is/.exec(begun.words)?.[1] ?? '', status: range.status }
  const card = await openCard(program, firstClose)
  await press(program, 'U0BOB', card, 'Approve')
  program = await program.crash()
  expect(await press(program, 'U0BOB', card, 'Approve')).toContain('you have approved the close of ')
  await press(program, 'U0CAROL', card, 'Approve')
  const { words } = await outcomeOf(program, firstClose)
  expect(words).toContain(`Zuora closed ${first}.`)
  expect(words).toContain('Approved by <@U0BOB> and <@U0CAROL>.')
  const effects = (await program.zuora.effects()).filter(({ trackId }) => trackId === firstClose.reference)
  expect(effects.map(({ what }) => what)).toEqual(['pending-close', 'close'])

  const closedOne = `1. ${first}: Closed (${firstClose.reference})\n2. ${second}: `
  const next = await program.slack.sees('the second of the range', shows(`${closedOne}US-`))
  const secondClose = { reference: /2\. .*: (US-\d{4})/.exec(next.words)?.[1] ?? '', status: range.status }
  const secondCard = await openCard(program, secondClose)
  await press(program, 'U0ALICE', secondCard, 'Cancel request')
  const stopped = await outcomeOf(program, range)
  expect(stopped.words).toContain(`${closedOne}cancelled (${secondClose.reference})\n3. ${third}: not begun`)
  expect(stopped.words).toContain(`\`/period close ${second}..${third}\``)
  expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([
    'Closed',
    'PendingClose',
    'Open',
  ])
  const cards = (await program.slack.messages()).filter(
    ({ text }) => text.includes('asks for the') && text.includes(`${firstClose.reference})`),
  )
  expect(cards).toHaveLength(1)
})

test('a range backwards, or of what is closed: answered privately, and nothing is done', async () => {
  const { slack } = program
  const told = (command: string) => slack.isTold('U0ALICE', () => slack.type('U0ALICE', command))
  expect(await told(`/period close ${third}..${second}`)).toContain(`\`/period close ${second}..${third}\``)
  expect(await told(`/period close ${closed}..${third}`)).toContain(`${closed} is already Closed.`)
})

test('a reopen: with its reason, next to an open period, approved by controllers; the next close tells of it', async () => {
  const { slack, zuora } = program
  const told = (command: string) => slack.isTold('U0ALICE', () => slack.type('U0ALICE', command))
  await zuora.does('reopen', second)
  expect(await told(`/period reopen ${first}`)).toContain(`say why ${first} has to be reopened`)
  expect(await told(`/period reopen ${closed} late invoice`)).toContain(`Begin with \`/period reopen ${first}`)
  expect(await told(`/period reopen ${second} late invoice`)).toContain(`${second} (Example US) is already Open.`)

  const reopen = await ask(program, `/period reopen ${first} late credit note: see the mail`)
  const card = await openCard(program, reopen)
  expect(card.words).toContain('late credit note: see the mail')
  expect(await press(program, 'U0BOB', card, 'Approve')).toContain('the policy does not name you')
  await press(program, 'U0CAROL', card, 'Approve')
  await press(program, 'U0DAN', card, 'Approve')
  expect((await outcomeOf(program, reopen)).words).toContain(`Zuora reopened ${first}: it is Open.`)
  expect(await statusOf(first)).toBe('Open')

  const again = await ask(program, `/period close ${first}`)
  const secondCard = await openCard(program, again)
  expect(secondCard.words).toMatch(/2nd close; reopened .* by <@U0ALICE> because “late credit note: see the mail”\./)
  await press(program, 'U0ALICE', secondCard, 'Cancel request')
  await outcomeOf(program, again)
})

test('a deletion: only of the most recent period, approved, and then it is gone', async () => {
  const { slack, zuora } = program
  const dated = (await zuora.periods()).filter(({ endDate }) => endDate !== null)
  const latest = dated.sort((a, b) => a.startDate.localeCompare(b.startDate)).at(-1)?.name ?? ''
  const told = await slack.isTold('U0ALICE', () => slack.type('U0ALICE', `/period delete ${third}`))
  expect(told).toContain(`Only the most recent accounting period can be deleted; that is ${latest}.`)

  const asked = await ask(program, `/period delete ${latest}`)
  const card = await openCard(program, asked)
  await press(program, 'U0BOB', card, 'Approve')
  expect((await outcomeOf(program, asked)).words).toContain(`Zuora deleted ${latest}.`)
  expect(await zuora.period(latest)).toBeUndefined()
})
