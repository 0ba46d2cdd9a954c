import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCard, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'
import type { Shown } from './slack-people.ts'

let program: Program
let lastClosed: string
let next: string
let after: string

beforeAll(async () => {
  program = await startProgram()
  const periods = (await program.zuora.periods()).filter(({ endDate }) => endDate !== null)
  const at = periods.findIndex(({ status }) => status === 'Open')
  ;[lastClosed = '', next = '', after = ''] = periods.slice(at - 1, at + 2).map(({ name }) => name)
})
afterAll(() => program?.stop())

/** Types it and returns the private answer, buttons and all. */
async function read(text: string, fits: (message: Shown) => boolean): Promise<Shown> {
  await program.slack.type('U0ALICE', text)
  return program.slack.seesPrivately('U0ALICE', `an answer to ${text}`, fits)
}

test('a list leads on to the others, and each takes its place', async () => {
  const { slack } = program
  const list = await read('/period list', ({ text }) => text.includes('those not closed and the last 3'))
  expect(list.text).toContain(`The earliest not closed is ${next}.`)
  await slack.press('U0ALICE', list, 'Show all')
  const all = await slack.seesPrivately('U0ALICE', 'all periods', ({ text }) => /Shown: .*\ball\b/.test(text))
  expect(all.ts).toBe(list.ts)
  expect(all.buttons).toContain('Show open')
})

test('a closed period is reopened from its own button, with a reason', async () => {
  const { slack } = program
  const shown = await read(`/period show ${lastClosed}`, ({ text }) =>
    text.startsWith(`${lastClosed} (Example US) is Closed`),
  )
  expect(shown.words).toContain('*Trial balance*')
  expect(shown.buttons).toEqual(['Reopen…', 'Edit…'])
  await slack.press('U0ALICE', shown, 'Reopen…')
  const [modal] = await slack.modals('U0ALICE')
  await slack.submit('U0ALICE', modal?.id ?? '', { reason: 'late invoice' })
  const status = await slack.sees('the request', ({ text }) => text.includes(`Reopen of ${lastClosed}`))
  expect(status.words).toContain('late invoice')
  await press(program, 'U0ALICE', status, 'Cancel request')
  await slack.sees('its end', ({ words }) => words.includes(`cancelled the reopen of ${lastClosed}`))
})

test('why a period cannot be closed yet leads to the close of the one before, and to its card', async () => {
  const { slack } = program
  const why = await read(`/period why ${after}`, ({ text }) =>
    text.startsWith(`${after} (Example US) cannot be closed yet:`),
  )
  expect(why.text).toContain(`${next} is Open and must be closed first`)
  expect(why.buttons).toContain(`Close ${next}`)
  const pressed = await slack.press('U0ALICE', why, `Close ${next}`)
  expect(pressed.confirm?.title).toContain(next)
  const told = await slack.seesPrivately('U0ALICE', 'that it is under way', ({ text }) =>
    text.includes(`the close of ${next}`),
  )
  const reference = /^US-\d{4}/.exec(told.text)?.[0] ?? ''
  await openCard(program, { reference, status: told })
  const shown = await read(`/period show ${next}`, ({ text }) =>
    text.startsWith(`${next} (Example US) is Pending Close`),
  )
  expect(shown.words).toMatch(/waits for approval: 0 of 2; <http\S+\|Review>/)
  expect(shown.buttons).toEqual([])
})

test('names from Zuora that look like formatting are read as they are', async () => {
  await program.zuora.adds({
    name: '*Adj* _2027_ `x`',
    startDate: '2027-12-01',
    endDate: '2027-12-31',
    fiscalYear: 2027,
  })
  const told = await read('/period show *Adj* _2027_ `x`', ({ text }) => text.includes('2027'))
  expect(told.text.split('\n')[0]).toMatch(/Adj.* \(Example US\) is Open\.$/)
  expect(told.text.replaceAll(/`[^`]*`/g, '')).not.toMatch(/(^|\W)[*_]\w/)
})

test('help explains one command', async () => {
  const help = await read('/period help close', ({ text }) => text.includes('The whole close'))
  expect(help.text).toContain('• All earlier periods are closed')
})
