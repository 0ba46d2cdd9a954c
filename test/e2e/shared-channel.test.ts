import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from './program.ts'
import { waitFor } from './wait-for.ts'

let program: Program

beforeAll(async () => {
  program = await startProgram()
  await program.slack.changeChannel({ shared: 'company' })
})
afterAll(() => program?.stop())

test('where another company reads along, nothing is posted and nothing is closed; who asked is told directly, the admin once', async () => {
  const { slack, zuora } = program
  const { name } = await zuora.earliestNotClosed()
  const before = (await slack.messages()).length
  const told = await slack.isTold('U0ALICE', () => slack.type('U0ALICE', '/period close next'))
  expect(told).toContain('is under way')
  expect(told).toContain('Nothing can be posted in <#C0CLOSE>')
  const look = async () => (await slack.directMessages('U0ALICE')).find(({ words }) => words.includes('Record US-'))
  const outcome = await waitFor('the outcome, directly to Alice', look)
  expect(outcome.text).toContain(
    '<#C0CLOSE> is shared with another company, and nothing is posted where others read along.',
  )
  expect(outcome.text).toContain('end the sharing of that one; then ask again')
  expect(await slack.messages()).toHaveLength(before)
  expect((await zuora.period(name))?.status).toBe('Open')
  // Each function that would have posted there met it.
  expect((await slack.directMessages('U0CFO')).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^I could not post in <#C0CLOSE> \(C0CLOSE\): people of another company are in it/),
  ])
})
