import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

/** Two tenants: one with the defaults, one with what is stricter and what is more lenient. */
const configuration = `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: America/New_York
entities:
  - { key: us, name: Example US, entityId: entity-us }
  - { key: eu, name: Example EU, credentials: own, policy: { onChangedData: void, onNewTrialBalance: keep-if-reports-equal } }
policy:
  requesters: [U0ALICE]
  approvers: [U0BOB, U0CAROL]
  expireAfter: 48h
  actions: { close: { approvals: 1 } }
reports: attach
`

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-approved-'))
let program: Program
/** The last two periods that have ended: their name, and their id in the second tenant, where both are open. */
let ended: { name: string; id: string }[] = []

beforeAll(async () => {
  const path = join(directory, 'closing-bell.yml')
  writeFileSync(path, configuration)
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: path }, speed: 40 })
  const periods = (await program.zuora.periodsOf('Example EU')).toSorted((a, b) =>
    a.startDate.localeCompare(b.startDate),
  )
  const open = periods.findIndex(({ status }) => status === 'Open')
  ended = periods.slice(open - 1, open + 1)
  await program.zuora.does('reopen', ended[0]?.id ?? '')
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const inThread = (what: string, { reference }: Asked, words: string) =>
  program.slack.sees(
    what,
    ({ text, thread }) => thread !== undefined && text.includes(reference) && text.includes(words),
  )

let closedInUs: Asked

test('documents changed after the card: approvals stand, and it is told; the final reports are held against the approved ones', async () => {
  const name = ended[1]?.name ?? ''
  const { id = '' } = (await program.zuora.periodsOf('entity-us')).find((period) => period.name === name) ?? {}
  const close = await ask(program, `/period close ${name} in us`)
  closedInUs = close
  const card = await openCard(program, close)
  expect(card.words).toContain(`Nothing dated in ${name} was changed since that trial balance.`)
  await inThread('what is noted of the reports', close, '4 of 4 reports of that trial balance are in the record')

  await program.zuora.changes('invoices', id, 3)
  await program.zuora.changes('payments', id, 1)
  await press(program, 'U0BOB', card, 'Approve')
  const changed = `Changed between the card and the close: 4 documents dated in ${name} (3 invoices, 1 payment). The approvals stand`
  await inThread('the change in the thread', close, changed)
  expect((await outcomeOf(program, close)).words).toContain(changed)
  const followUp = await inThread('the final reports', close, 'The final reports differ from the approved ones')
  expect(followUp.text).toMatch(/AR aging by invoice \(\d+ rows, SHA-256 \w{12} → \w{12}\)/)
})

test('where the policy says so, a change after the card voids the approvals and is approved on a new card', async () => {
  const [{ name, id } = { name: '', id: '' }] = ended
  await program.zuora.planTrialBalance({ seconds: 60 })
  const close = await ask(program, `/period close ${name} in eu`)
  await program.slack.sees(
    'its trial balance running',
    ({ ts, words }) => ts === close.status.ts && words.includes('is running'),
  )
  await program.zuora.changes('invoices', id, 2)
  const card = await openCard(program, close)
  expect(card.words).toContain(`Changed since that trial balance: 2 documents dated in ${name} (2 invoices).`)

  await program.zuora.changes('payments', id, 1)
  await press(program, 'U0BOB', card, 'Approve')
  const again = await openCard(program, close, card)
  expect(again.words).toContain('1 of the payments dated in the period was changed after the card')
  expect(again.words).toContain('3 documents')
  await press(program, 'U0BOB', again, 'Approve')
  expect((await outcomeOf(program, close)).words).toContain(`Zuora closed ${name}.`)
})

test('a newer trial balance with equal reports: the approvals stand, and the final reports are the approved ones', async () => {
  const [, { name, id } = { name: '', id: '' }] = ended
  const close = await ask(program, `/period close ${name} in eu`)
  const card = await openCard(program, close)
  await program.zuora.does('run-trial-balance', id)
  await press(program, 'U0BOB', card, 'Approve')
  await inThread('that it is kept', close, 'Its reports are the same as the approved ones (4 compared by SHA-256).')
  expect((await outcomeOf(program, close)).words).toContain(`Zuora closed ${name}.`)
  await inThread('the final reports', close, 'The final reports are the same as the approved ones (4 compared')
})

test('reports: with size, rows and hash; attached to the thread of the outcome; not for everyone', async () => {
  const { slack } = program
  const name = ended[1]?.name ?? ''
  const told = await slack.isTold('U0CAROL', () => slack.type('U0CAROL', `/period reports ${name} in us`))
  expect(told).toMatch(/• AR aging by invoice: \d+(\.\d+ kB| bytes), \d+ rows?/)
  expect(told).toMatch(/[\da-f]{64} AR aging by invoice/)
  expect(told).toContain('4 of 4.')
  const shared = await slack.sees('the files', ({ files, thread }) => files.length === 4 && thread !== undefined)
  const outcome = await outcomeOf(program, closedInUs)
  expect(shared.thread).toBe(outcome.ts)

  const future = await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period reports current in us'))
  expect(future).toContain('has no reports yet')
  const refused = await slack.isTold('U0DAN', () => slack.type('U0DAN', `/period reports ${name} in us`))
  expect(refused).toContain('the policy names, and it does not name you')
})
