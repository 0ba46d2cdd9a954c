import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from './program.ts'

let program: Program
const dir = mkdtempSync(join(tmpdir(), 'two-entities-'))

/** Two tenants whose cards go to one channel, which therefore decides nothing; the second has credentials and a policy of its own. */
const entities = `  - { key: us, name: Example US, entityId: entity-us }
  - key: eu
    name: Example EU
    timezone: Europe/Berlin
    credentials: own
    policy: { expireAfter: 1h, actions: { pending-close: { approvals: 1, approvers: [U0CAROL] } } }`

beforeAll(async () => {
  const [before = '', after = ''] = readFileSync('closing-bell.example.yml', 'utf8').split(/^ {2}- \{ key: us.*$/m)
  const config = join(dir, 'closing-bell.yml')
  writeFileSync(config, `${before}${entities}${after}`)
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: config } })
})
afterAll(async () => {
  await program?.stop()
  rmSync(dir, { recursive: true })
})

const told = (command: string) => program.slack.isTold('U0ALICE', () => program.slack.type('U0ALICE', command))

test('an entity that does not exist is answered with those that do', async () => {
  expect(await told('/period close Oct 2026 in fr')).toContain(
    'Nothing was done: there is no entity “fr”. Say `in us` for Example US or `in eu` for Example EU.',
  )
})

test('in a channel that decides nothing the person picks; the request is numbered, approved and sent in that entity', async () => {
  const { slack } = program
  await told('/period pending-close Oct 2026')
  const question = await slack.seesPrivately('U0ALICE', 'the question', ({ buttons }) => buttons.length === 2)
  expect(question.words).toContain('Which entity do you mean?')
  expect(question).toMatchObject({ buttons: ['Example US', 'Example EU'] })
  await slack.press('U0ALICE', question, 'Example EU')
  await slack.seesPrivately('U0ALICE', 'the answer', ({ text }) =>
    /^EU-\d{4}: .* \(Example EU\) is under way/.test(text),
  )
  const card = await slack.sees('the card', ({ text, buttons }) => /EU-\d{4}/.test(text) && buttons.includes('Approve'))
  expect(card.words).toContain('Example EU')
  const pressed = await slack.isTold('U0BOB', () => slack.press('U0BOB', card, 'Approve'))
  expect(pressed).toContain('only <@U0CAROL> may decide on this, and the policy does not name you.')
  await slack.isTold('U0CAROL', () => slack.press('U0CAROL', card, 'Approve'))
  const outcome = await slack.sees('the outcome', ({ words }) => /Record EU-\d{4}, head/.test(words))
  expect(outcome.words).toContain('Oct 2026')
  const status = async (entity: string) => {
    const periods = await program.zuora.periodsOf(entity)
    return periods.find(({ name }) => name === 'Oct 2026')?.status
  }
  expect([await status('Example EU'), await status('entity-us')]).toEqual(['PendingClose', 'Open'])
})

test('a command may say the entity; a form in neither is not opened, and is opened by the button', async () => {
  const { slack } = program
  expect(await told('/period close Nov 2036 in us')).toContain('there is no accounting period “Nov 2036”')
  await told('/period edit Oct 2026')
  const question = await slack.seesPrivately('U0ALICE', 'the question', ({ buttons }) => buttons.length === 2)
  expect(await slack.modals('U0ALICE')).toEqual([])
  await slack.press('U0ALICE', question, 'Example US')
  const [modal] = await slack.modals('U0ALICE')
  expect(modal).toBeDefined()
})
