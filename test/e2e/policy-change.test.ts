import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'

const configuration = (approvers: string, approvals: number) => `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: America/New_York
entities:
  - { key: us, name: Example US, entityId: entity-us }
policy:
  requesters: [U0ALICE]
  approvers: [${approvers}]
  expireAfter: 48h
  actions: { close: { approvals: ${approvals} } }
`

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-policy-'))
const path = join(directory, 'closing-bell.yml')
let program: Program

beforeAll(async () => {
  writeFileSync(path, configuration('U0BOB, U0CAROL, U0ERIN', 2))
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: path } })
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

test('a changed policy is told in the channel with what changed, and approvals under it are asked for again', async () => {
  const { name } = await program.zuora.earliestNotClosed()
  const close = await ask(program, `/period close ${name}`)
  const card = await openCard(program, close)
  await press(program, 'U0BOB', card, 'Approve')

  writeFileSync(path, configuration('U0BOB, U0CAROL', 1))
  program = await program.crash()
  const told = await program.slack.sees('that the policy has changed', ({ words }) =>
    words.includes('The policy of Example US has changed'),
  )
  expect(told.words).toContain('• approvers: − <@U0ERIN>')
  expect(told.words).toContain('• approvals for close: 2 → 1')
  expect(told.words).toContain('Approvals under way are void')

  const again = await openCard(program, close, card)
  expect(again.words).toContain('the policy')
  await press(program, 'U0CAROL', again, 'Approve')
  expect((await outcomeOf(program, close)).words).toContain(`Zuora closed ${name}.`)
  const all = await program.slack.messages()
  expect(all.filter(({ words }) => words.includes('The policy of Example US has changed'))).toHaveLength(1)
})
