import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, ask, leaveOpen, openCard, outcomeOf, press } from './close-requests.ts'
import { type Program, startProgram } from './program.ts'
import { waitFor } from './wait-for.ts'

const configuration = (approvers: string, approvals: number) => `
slack: { team: T0LOCAL, channel: C0CLOSE }
timezone: America/New_York
entities:
  - { key: us, name: Example US }
policy:
  requesters: [U0ALICE, U0ERIN]
  approvers: [${approvers}]
  delegates: [U0DAN]
  expireAfter: 48h
  actions: { close: { approvals: ${approvals} } }
`

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-parts-'))
const path = join(directory, 'closing-bell.yml')
const dateInNewYork = (moment: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date(moment))
const today = dateInNewYork(Date.now())
const tomorrow = dateInNewYork(Date.now() + 86_400_000)
let program: Program
let period: string
/** Of the delegation. */
let record: string

beforeAll(async () => {
  writeFileSync(path, configuration('U0BOB, U0CAROL', 2))
  program = await startProgram({ environment: { CLOSING_BELL_CONFIG: path }, speed: 60 })
  period = (await program.zuora.earliestNotClosed()).name
})
afterAll(async () => {
  await program?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const isWrittenTo = (user: string, words: string) =>
  waitFor(`“${words}” directly to ${user}`, async () =>
    (await program.slack.directMessages(user)).find(({ text }) => text.includes(words)),
  )

const statusOf = ({ reference }: Asked, what: string, words: string) =>
  program.slack.sees(
    what,
    ({ text, thread }) => thread === undefined && text.includes(`${reference})`) && text.includes(words),
  )

test('Bob hands his part to Dan, who approves for him; Alice reminds, leaves, and Erin takes over', async () => {
  const { slack } = program
  const told = await slack.isTold('U0BOB', () =>
    slack.type('U0BOB', `/period delegate @dan from ${today} to ${tomorrow}`),
  )
  expect(told).toContain('is with <@U0DAN>')
  record = /record (US-\d{4})/.exec(told)?.[1] ?? 'none'
  await slack.sees('who acts for whom', ({ text }) => text.includes('<@U0BOB>’s part as an approver is with <@U0DAN>'))
  const asked = await ask(program, `/period close ${period}`)
  const card = await openCard(program, asked)
  expect(card.text).toContain('<@U0BOB> and <@U0CAROL> (<@U0DAN> for <@U0BOB>): <@U0ALICE> asks for')
  await isWrittenTo('U0DAN', 'waits for you')
  expect(await press(program, 'U0DAN', card, 'Approve')).toContain('for <@U0BOB>, is recorded. 1 more needed.')
  expect(await press(program, 'U0BOB', card, 'Approve')).toMatch(/<@U0DAN> has decided on the close of .* for you/)
  expect(await press(program, 'U0BOB', card, 'Nudge')).toContain('only <@U0ALICE>, who asked for the close of ')
  expect(await press(program, 'U0ALICE', card, 'Nudge')).toContain('Reminded <@U0CAROL> of ')
  await isWrittenTo('U0CAROL', 'A reminder from <@U0ALICE>.')
  expect(await press(program, 'U0ALICE', card, 'Nudge')).toContain('It can be used again')

  await slack.changePerson('U0ALICE', { deactivated: true })
  expect(await press(program, 'U0ERIN', card, 'Cancel request')).toContain('They have left')
  const left = await statusOf(asked, 'that Alice has left', '<@U0ALICE> has left')
  expect(left.buttons).toEqual(['Take over', 'Cancel request'])
  expect(await press(program, 'U0DAN', left, 'Take over')).toContain('may ask for a close')
  expect(await press(program, 'U0ERIN', left, 'Take over')).toContain('You took over')
  const taken = await slack.sees(
    'the card with Erin',
    ({ ts, text }) => ts === card.ts && /<@U0ALICE> asked for .*\. <@U0ERIN> took it over\./.test(text),
  )
  await slack.changePerson('U0ALICE', { deactivated: false })
  expect(await press(program, 'U0ERIN', taken, 'Approve')).toContain('who asks may not approve')
  await press(program, 'U0CAROL', taken, 'Approve')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.words).toContain(`${period} is Closed`)
  expect(outcome.words).toContain(
    'Requested by <@U0ALICE>, taken over by <@U0ERIN>. Approved by <@U0DAN> (for <@U0BOB>) and <@U0CAROL>.',
  )
})

test('ended by Dan, it is over at once; what was cancelled is asked for again by a press', async () => {
  const { slack } = program
  await program.zuora.does('reopen', period)
  await slack.isToldThat('U0DAN', '<@U0DAN> for <@U0BOB>, today and until', () =>
    slack.type('U0DAN', '/period delegations'),
  )
  const list = await slack.seesPrivately('U0DAN', 'the list', ({ text }) => text.includes('who acts for whom'))
  expect(await press(program, 'U0DAN', list, 'End…')).toContain(`${record} has ended`)
  await slack.sees('that it has ended', ({ text }) =>
    text.includes('<@U0DAN> has ended that <@U0DAN> acts for <@U0BOB>'),
  )
  const asked = await ask(program, `/period close ${period}`, 'U0ERIN')
  const card = await openCard(program, asked)
  expect(card.text).toMatch(/^<@U0BOB> and <@U0CAROL>: /)
  expect(await press(program, 'U0DAN', card, 'Approve')).toContain('the policy does not name you')
  await press(program, 'U0ERIN', card, 'Cancel request')
  const outcome = await outcomeOf(program, asked)
  expect(outcome.buttons).toContain('Ask again')
  const reference = /^(US-\d{4}): the close of/.exec(await press(program, 'U0ERIN', outcome, 'Ask again'))?.[1]
  const anew = { ...asked, reference: reference ?? 'none' }
  const again = await openCard(program, anew)
  expect(again.words).toContain(`Asked again after ${asked.reference}, cancelled by <@U0ERIN>.`)
  await press(program, 'U0ERIN', again, 'Cancel request')
  await outcomeOf(program, anew)
  await leaveOpen(program, period)
})

test('a changed policy is told in the channel with what changed, and approvals under it are asked for again', async () => {
  const close = await ask(program, `/period close ${period}`, 'U0ERIN')
  const card = await openCard(program, close)
  await press(program, 'U0BOB', card, 'Approve')

  writeFileSync(path, configuration('U0BOB, U0CAROL, U0CFO', 1))
  program = await program.crash()
  const told = await program.slack.sees('that the policy has changed', ({ words }) =>
    words.includes('The policy of Example US has changed'),
  )
  expect(told.words).toContain('• approvers: + <@U0CFO>')
  expect(told.words).toContain('• approvals for close: 2 → 1')
  expect(told.words).toContain('Approvals under way are void')

  const again = await openCard(program, close, card)
  expect(again.words).toContain('the policy')
  await press(program, 'U0CAROL', again, 'Approve')
  expect((await outcomeOf(program, close)).words).toContain(`Zuora closed ${period}.`)
  const all = await program.slack.messages()
  expect(all.filter(({ words }) => words.includes('The policy of Example US has changed'))).toHaveLength(1)
})
