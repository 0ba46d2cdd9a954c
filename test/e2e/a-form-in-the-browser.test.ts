import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './open-browser.ts'
import { type Program, startProgram } from './program.ts'
import { openSlackPage, type SlackPage, textOf } from './slack-page.ts'

let program: Program
let browser: Browser
let slack: SlackPage

beforeAll(async () => {
  const opened = await Promise.all([startProgram(), openBrowser()])
  program = opened[0]
  browser = opened[1]
  slack = await openSlackPage(browser, `http://127.0.0.1:${program.port}/`)
})
afterAll(() => Promise.all([browser?.close(), program?.stop()]))

const field = (label: string) => slack.modal.getByLabel(label)

test('Alice creates the next period in a form that is filled in, after a mistake was shown at its field', async () => {
  await slack.be('U0ALICE')
  await slack.say('/period create')
  await slack.modal.filter({ hasText: 'This period continues it.' }).waitFor()
  const name = await field('Name').inputValue()
  const endDate = await field('End date').inputValue()
  expect(name).toMatch(/^[A-Z][a-z]{2} \d{4}$/)
  await field('Fiscal year').fill('26')
  await slack.press(slack.modal, 'Create')
  await slack.modal.getByText('A year of four digits, as 2026.').waitFor()
  await field('Fiscal year').fill(endDate.slice(0, 4))
  await field('Notes').fill('Made in Slack')
  await slack.press(slack.modal, 'Create')
  await slack.modal.waitFor({ state: 'detached' })
  const told = await slack.read('Only visible to you', `the creation of ${name}`)
  const [reference = 'no reference'] = /US-\d{4}/.exec(told) ?? []
  expect(await slack.read(`${name} is created`, `Record ${reference}`)).toContain('Notes: Made in Slack')
  expect(await program.zuora.period(name)).toMatchObject({ endDate, notes: 'Made in Slack', status: 'Open' })
})

test('Alice edits the fiscal quarter and the notes of a period', async () => {
  const { name } = await program.zuora.earliestNotClosed()
  await slack.say('/period edit next')
  await slack.modal.filter({ hasText: 'Only what you change is sent.' }).waitFor()
  expect(await field('Name').inputValue()).toBe(name)
  await field('Fiscal quarter').selectOption('None')
  await field('Notes').fill('Waits for the bank')
  await slack.press(slack.modal, 'Save')
  await slack.read(`${name} is changed`, 'Notes: Waits for the bank', 'Fiscal quarter: none')
  expect(await program.zuora.period(name)).toMatchObject({ name, notes: 'Waits for the bank' })
})

test('dates are not changed where the policy does not name that, and the modal says who can change it', async () => {
  await slack.say('/period dates next')
  const modal = slack.modal.filter({ hasText: 'Nothing was done' })
  await modal.waitFor()
  expect(await textOf(modal)).toContain('the policy does not allow “change of dates”')
  await modal.getByRole('button', { name: 'Close', exact: true }).last().click()
  await modal.waitFor({ state: 'detached' })
  expect(slack.errors).toEqual([])
})
