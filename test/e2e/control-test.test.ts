import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from './program.ts'

let program: Program

beforeAll(async () => {
  program = await startProgram()
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
