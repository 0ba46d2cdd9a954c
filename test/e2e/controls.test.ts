import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from './program.ts'
import { waitFor } from './wait-for.ts'

let program: Program

beforeAll(async () => {
  // Between a change in Zuora and the next, nothing looks at the calendar by itself.
  program = await startProgram({ speed: 10 })
})
afterAll(() => program?.stop())

test('the control test is run, told in one line with its head, and asks nothing of Zuora', async () => {
  const { slack, zuora } = program
  const before = await zuora.periods()
  await slack.deliverTwice(1)
  await slack.type('U0ALICE', '/period control-test')
  const answer = await slack.seesPrivately('U0ALICE', 'what was tried', ({ text }) =>
    text.startsWith('Control test of'),
  )
  expect(answer.text).toContain('every control that was tried held')
  expect(answer.text.split(':white_check_mark:')).toHaveLength(8)
  const line = await slack.sees('the line in the channel', ({ text }) => text.includes('Control test of a rehearsal'))
  expect(line.text).toMatch(/Record US-\d{4}, head `[0-9a-f]{64}`/)
  const told = (await slack.messages()).filter(({ text }) => text.includes('Control test'))
  expect(told).toHaveLength(1)
  expect(await zuora.periods()).toEqual(before)
})

test('whoever only reads, or has no role, does not run it', async () => {
  const { slack } = program
  const answer = await slack.isTold('U0ERIN', () => slack.type('U0ERIN', '/period control-test'))
  expect(answer).toMatch(/^Nothing was done: the control test is run by who may ask or approve/)
})

test('a close behind the bot’s back is found, explained by one, acknowledged by another', async () => {
  const { slack, zuora } = program
  const { name } = await zuora.earliestNotClosed()
  const reconcile = () =>
    slack.isToldThat('U0ALICE', 'periods:', () => slack.type('U0ALICE', `/period reconcile FY${name.slice(-4)}`))
  expect(await reconcile()).toContain('closed before installation, not witnessed')
  await zuora.does('pending-close', name)
  await waitFor('its trial balance', async () =>
    (await zuora.period(name))?.runTrialBalanceStatus === 'Completed' ? true : undefined,
  )
  await zuora.does('close', name)
  const found = await slack.isToldThat('U0ALICE', '1 exception not acknowledged', () =>
    slack.type('U0ALICE', `/period reconcile FY${name.slice(-4)}`),
  )
  expect(found).toContain(`${name} (Example US, US-`)

  const told = await slack.sees('the exception', ({ text }) => text.startsWith(`${name} (Example US`))
  expect(told.buttons).toEqual(['Explain…'])
  expect(told.words).toContain('Status: was Open, is Closed')
  await slack.press('U0BOB', told, 'Explain…')
  const [modal] = await slack.modals('U0BOB')
  const explanation = { who: 'Erin in Zuora', why: 'the bot was being installed' }
  const answer = await slack.isTold('U0BOB', () => slack.submit('U0BOB', modal?.id ?? '', explanation))
  expect(answer).toContain('is recorded')
  const explained = await slack.sees(
    'the explanation',
    ({ ts, buttons }) => ts === told.ts && buttons.includes('Acknowledge'),
  )
  expect(explained.words).toContain('“the bot was being installed”')

  const press = (user: string) => slack.isTold(user, () => slack.press(user, explained, 'Acknowledge'))
  expect(await press('U0BOB')).toContain('who explains it does not acknowledge it')
  expect(await press('U0CAROL')).toContain('is recorded')
  const closed = await slack.sees('its end', ({ ts, words }) => ts === told.ts && words.includes('Acknowledged by'))
  expect(closed.buttons).toEqual([])
  const head = /head `?(?<head>[0-9a-f]{64})/.exec(closed.words)?.groups?.head ?? closed.words
  await waitFor('the head, with the auditor', async () =>
    (await slack.directMessages('U0AUDIT')).some(({ text }) => text.includes(head)) ? true : undefined,
  )

  const after = await reconcile()
  expect(after).toContain('No exception is open')
  expect(after).toContain('1 by acknowledged exceptions')
})
