import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

/** Where it is noon now, so that the day's reminders are sent whenever this runs; and no day off is near. */
const hoursToNoon = 12 - new Date().getUTCHours()
const timeZone = `Etc/GMT${hoursToNoon > 0 ? '-' : '+'}${Math.abs(hoursToNoon)}`
const dayOff = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].at((new Date().getUTCDay() + 3) % 7)

/** Two tenants whose cards go to one channel, which therefore decides nothing. The second has credentials and a policy of its own. */
const configuration = `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: ${timeZone}
weekend: [${dayOff}]
reminders: { at: '12:00', closeDueBusinessDay: 5, quietOn: [] }
entities:
  - { key: us, name: Example US, entityId: entity-us }
  - key: eu
    name: Example EU
    timezone: Europe/Berlin
    credentials: own
    policy:
      expireAfter: 1h
      onChangedData: void
      onNewTrialBalance: keep-if-reports-equal
      actions: { close: { approvals: 1 }, pending-close: { approvals: 1, approvers: [U0CAROL] } }
policy:
  requesters: [U0ALICE]
  approvers: [U0BOB, U0CAROL]
  expireAfter: 48h
  actions: { close: { approvals: 1 } }
reports: attach
`

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-two-entities-'))
let program: Program
/** The last two periods that have ended: their name, and their id in the second tenant. */
let ended: { name: string; id: string }[] = []

beforeAll(async () => {
  const path = join(directory, 'closing-bell.yml')
  writeFileSync(path, configuration)
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: path } })
  const periods = (await program.zuora.periodsOf('Example EU')).toSorted((a, b) =>
    a.startDate.localeCompare(b.startDate),
  )
  const open = periods.findIndex(({ status }) => status === 'Open')
  ended = periods.slice(open - 1, open + 1)
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const told = (command: string) => program.slack.isTold('U0ALICE', () => program.slack.type('U0ALICE', command))

test('an entity that does not exist is answered with those that do', async () => {
  expect(await told(`/period close ${ended[1]?.name} in fr`)).toContain(
    'Nothing was done: there is no entity “fr”. Say `in us` for Example US or `in eu` for Example EU.',
  )
})

test('what waits in both is one reminder; it is snoozed in the channel for everybody, and said who did it', async () => {
  const { slack } = program
  const [, open] = ended
  const reminder = await slack.sees('the reminder', ({ buttons }) => buttons.includes('Run trial balance'))
  expect(reminder.words).toContain(`${open?.name} (Example US) ended`)
  expect(reminder.words).toContain(`${open?.name} (Example EU) ended`)
  const choice = () => slack.choose('U0BOB', reminder, 'Snooze', 'For 3 days')
  expect(await slack.isTold('U0BOB', choice)).toMatch(/^You snoozed .* in <#C0CLOSE> until .*, for everybody\./)
  expect(await told('/period reminders in us')).toMatch(/Snoozed in <#C0CLOSE> until .*, by <@U0BOB>/)
})

test('in a channel that decides nothing the person picks; the request is numbered, approved and sent in that entity', async () => {
  const { slack } = program
  const name = ended[1]?.name ?? ''
  const question = await slack.isAnswered('U0ALICE', () => slack.type('U0ALICE', `/period pending-close ${name}`))
  expect(question.words).toContain('Which entity do you mean?')
  expect(question).toMatchObject({ buttons: ['Example US', 'Example EU'] })
  const answer = await press(program, 'U0ALICE', question, 'Example EU')
  expect(answer).toMatch(/^EU-\d{4}: .* \(Example EU\) is under way/)
  const card = await slack.sees('the card', ({ text, buttons }) => /EU-\d{4}/.test(text) && buttons.includes('Approve'))
  expect(card.words).toContain('Example EU')
  const pressed = await slack.isTold('U0BOB', () => slack.press('U0BOB', card, 'Approve'))
  expect(pressed).toMatch(/only <@U0CAROL> may decide on the pending close of .*, and the policy does not name you\./)
  await slack.isTold('U0CAROL', () => slack.press('U0CAROL', card, 'Approve'))
  const outcome = await slack.sees('the outcome', ({ words }) => /Record EU-\d{4}, head/.test(words))
  expect(outcome.words).toContain(name)
  const status = async (entity: string) => {
    const periods = await program.zuora.periodsOf(entity)
    return periods.find((it) => it.name === name)?.status
  }
  expect([await status('Example EU'), await status('entity-us')]).toEqual(['PendingClose', 'Open'])
})

test('a command may say the entity; a form in neither is not opened, and is opened by the button', async () => {
  const { slack } = program
  expect(await told('/period close Nov 2036 in us')).toContain('there is no accounting period “Nov 2036”')
  const edit = () => slack.type('U0ALICE', `/period edit ${ended[1]?.name}`)
  const question = await slack.isAnswered('U0ALICE', edit)
  expect(await slack.modals('U0ALICE')).toEqual([])
  await slack.press('U0ALICE', question, 'Example US')
  const [modal] = await slack.modals('U0ALICE')
  expect(modal).toBeDefined()
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
  for (const { id } of ended.toReversed()) await program.zuora.does('reopen', id)
  const [{ name, id } = { name: '', id: '' }] = ended
  await program.zuora.planTrialBalance({ seconds: 160 })
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
  expect(refused).toContain('names, and it does not name you')
})
