import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './accessibility.ts'
import { leaveOpen } from './close-requests.ts'
import { quietExample } from './example-config.ts'
import { openBrowser } from './open-browser.ts'
import { type Program, startProgram } from './program.ts'
import { openSlackPage, type SlackPage, textOf } from './slack-page.ts'

const directory = mkdtempSync(join(tmpdir(), 'closing-bell-browser-'))
let program: Program
let browser: Browser
let slack: SlackPage
let period: string
const barriers: string[] = []
const lookForBarriers = async () => barriers.push(...(await barriersOn(slack.page)))

/** The example, where nobody may change dates. */
function writeConfig(): string {
  const path = join(directory, 'closing-bell.yml')
  writeFileSync(path, quietExample().replace(/^ +update-dates:.*\n/m, ''))
  return path
}

beforeAll(async () => {
  const opened = await Promise.all([
    startProgram({ environment: { CLOSING_BELL_CONFIG: writeConfig() } }),
    openBrowser(),
  ])
  program = opened[0]
  browser = opened[1]
  period = (await program.zuora.earliestNotClosed()).name
  slack = await openSlackPage(browser, `http://127.0.0.1:${program.port}/`, { offersTour: true })
})
afterEach(() => leaveOpen(program, period))
afterAll(async () => {
  await Promise.all([browser?.close(), program?.stop()])
  rmSync(directory, { recursive: true, force: true })
})

test('the tour: Alice asks, Zuora is looked at, Bob and Carol approve, Zuora closes, and the channel has the record', async () => {
  const { page, tour, tourAt } = slack
  await slack.press(tourAt(1), 'Begin')
  await slack.press(tourAt(2), '/period close next')
  await page.getByTestId('composer').press('End')
  await page.keyboard.type(' note: October done')
  await page.keyboard.press('Enter')
  const told = await slack.read('Only visible to you', 'is under way')
  expect(told).toContain(`“next” is ${period}.`)
  const [reference = ''] = /US-\d{4}/.exec(told) ?? []

  await tourAt(3).getByRole('link', { name: 'Zuora' }).click()
  const row = page.locator(`[data-testid=period][data-name="${period}"]`)
  await row.getByText('Pending Close').waitFor()
  await lookForBarriers()
  await row.getByText(/\d+ s of \d+ s/).waitFor({ state: 'detached' })
  await slack.press(tourAt(4), 'Be Bob')
  // With a capital: the private answers say "the close of …".
  const status = slack.message(new RegExp(`Close of ${period} \\(Example US, ${reference}\\)`))
  await status.filter({ hasText: 'waiting for approval: 0 of 2' }).waitFor()
  expect(await textOf(status)).toContain('October done')

  const card = slack.message(`Approve the close of ${period}?`)
  await lookForBarriers()
  await slack.press(card, 'Approve')
  expect(await textOf(slack.confirm)).toContain(`Approve the close of ${period}?`)
  await slack.press(slack.confirm, 'Not yet')
  await slack.press(card, 'Approve')
  await slack.press(slack.confirm, 'Approve')
  expect(await slack.read('Only visible to you', 'is recorded')).toContain('1 more needed.')
  await card.filter({ hasText: /1 of 2 approvals\. Approved: @?Bob/ }).waitFor()

  await slack.press(tour.filter({ hasText: '1 of 2 approvals' }), 'Be Carol')
  await page.locator('[data-person=U0CAROL]').waitFor()
  await slack.press(card, 'Approve')
  await slack.press(slack.confirm, 'Approve')
  const outcome = await slack.read(`${period} is Closed`, `Record ${reference}`)
  expect(outcome).toContain(`Zuora closed ${period}.`)
  expect(outcome).toMatch(/Requested by @?Alice\. Approved by @?Bob and @?Carol\./)
  expect(outcome).toMatch(/head [0-9a-f]{64}/)
  await status.filter({ hasText: `Zuora closed ${period}.` }).waitFor()
  const closedCard = slack.message(`The close of ${period}`, '2 of 2 approvals.')
  await closedCard.filter({ hasText: 'It has ended' }).waitFor()
  expect(await closedCard.locator('[data-action-id]').count()).toBe(0)

  await slack.press(tourAt(5), `/period history ${period}`)
  await page.locator('[data-testid=composer]:focus').waitFor()
  await page.keyboard.press('Enter')
  await slack.read('Only visible to you', `History of ${period}`)
  await slack.press(tour, 'Finish')
  await tour.waitFor({ state: 'detached' })

  await slack.message(`${period} is Closed`).getByTestId('thread-summary').click()
  await slack.thread.getByText('the final trial balance has ended: Completed').waitFor()
  await lookForBarriers()
  await slack.thread.getByLabel('Close thread').click()
  expect((await program.zuora.period(period))?.status).toBe('Closed')
})

test('Behind: that close from the command to the outcome, each exchange opened by keys and without its secrets', async () => {
  const { page } = slack
  await page.getByTestId('view-behind').click()
  await page
    .locator('[data-testid^=behind-US-]', { hasText: `close ${period}` })
    .first()
    .click()
  const rows = page.getByTestId('behind-entry')
  const lane = (name: string) => page.locator(`[data-testid=behind-entry][data-lane=${name}]`)
  await rows.filter({ hasText: 'execution ends' }).filter({ hasText: 'succeeded' }).waitFor()
  expect(await textOf(rows.first())).toMatch(/\/period close next.*acked/)
  const clicks = lane('slack-request').filter({ hasText: 'clicks “Approve”' })
  expect([await clicks.filter({ hasText: 'Bob' }).count(), await clicks.filter({ hasText: 'Carol' }).count()]).toEqual([
    1, 1,
  ])
  for (const name of ['function', 'table', 'state-machine', 'zuora', 'slack-call'])
    expect(await lane(name).count()).toBeGreaterThan(3)

  const asked = lane('zuora').filter({ hasText: /PUT .*\/close/ })
  await asked.getByRole('button').press('Enter')
  const exchange = asked.getByTestId('exchange')
  await exchange.getByText('Zuora answers').waitFor()
  const said = await textOf(exchange)
  for (const header of [/zuora-track-id\s*US-\d{4}/, /authorization\s*Bearer •••/]) expect(said).toMatch(header)
  const all = await rows.count()
  await page.getByLabel('also what only looks').uncheck()
  expect(await rows.count()).toBeLessThan(all)
  await page.getByTestId('view-slack').click()
})

test('clicks that do not count are answered privately; a rejection needs a reason, and ends it', async () => {
  await slack.be('U0ALICE')
  await slack.say(`/period close ${period}`)
  const card = slack.message(`Approve the close of ${period}?`, '0 of 2 approvals.')
  await card.waitFor()
  const [reference = ''] = /US-\d{4}/.exec(await textOf(card)) ?? []
  const clickPrivately = async (person: string, because: RegExp) => {
    await slack.be(person)
    await slack.press(card, 'Approve')
    await slack.press(slack.confirm, 'Approve')
    expect(await slack.read('Only visible to you', 'did not count')).toMatch(because)
  }
  await clickPrivately(
    'U0ERIN',
    /only @?Bob, @?Carol or @?[Cc]ontrollers may decide on the close of .*, and the policy does not name you\./,
  )
  await clickPrivately('U0GUS', /the policy does not name you|only full members/)
  await clickPrivately('U0ALICE', /who asks may not approve/)
  expect(await textOf(card)).toContain('0 of 2 approvals.')

  await slack.be('U0BOB')
  await slack.press(card, 'Reject…')
  const reason = slack.modal.locator('textarea')
  await lookForBarriers()
  for (const empty of ['', '   ']) {
    await reason.fill(empty)
    await slack.modal.getByTestId('modal-submit').click()
    await slack.modal.getByRole('alert').waitFor()
  }
  await reason.fill('The rent accrual is missing')
  await slack.modal.getByTestId('modal-submit').click()
  await slack.modal.waitFor({ state: 'detached' })
  const outcome = await slack.read(`Record ${reference}`)
  expect(outcome).toMatch(new RegExp(`@?Bob rejected the close of ${period}.*The rent accrual is missing`))
  expect(outcome).toContain(`${period} is now Pending Close.`)
})

test('Home: without a role what this is, who asks sees their request, who approves decides there and is answered there', async () => {
  const home = slack.page.getByTestId('home')
  const button = (label: string) => home.locator('button').getByText(label, { exact: true })
  await slack.page.getByTestId('home-link').click()
  await slack.be('U0ERIN')
  await home.filter({ hasText: 'You have no part in it, so nothing waits for you here.' }).waitFor()
  expect(await textOf(home)).toMatch(/For a close, ask @?Alice or @?[Ff]inance/)

  await slack.be('U0ALICE')
  await home.filter({ hasText: `${period}: ` }).waitFor()
  await slack.press(home, `Close ${period}`)
  await slack.press(slack.confirm, 'Close')
  await home.filter({ hasText: `the close of ${period} (Example US) is under way.` }).waitFor()
  // Right behind the buttons that were pressed, not where the page would have to be scrolled to.
  expect(await textOf(home)).toMatch(/List periods.{0,40}Answer to what you did here/s)
  await home
    .filter({ hasText: 'Your requests' })
    .filter({ hasText: `Close of ${period} (Example US, US-` })
    .waitFor()
  await slack.page.getByTestId('channel-C0CLOSE').click()
  await slack.message(`Approve the close of ${period}?`, '0 of 2 approvals.').waitFor()

  await slack.page.getByTestId('home-link').click()
  await slack.be('U0BOB')
  await home.filter({ hasText: 'Waiting for your decision: 1' }).waitFor()
  await lookForBarriers()
  await button('Approve').click()
  await slack.press(slack.confirm, 'Approve')
  await home.filter({ hasText: 'is recorded. 1 more needed.' }).waitFor()
  await button('Withdraw my approval').waitFor()
  expect(await button('Approve').count()).toBe(0)

  await slack.be('U0CAROL')
  await button('Reject…').click()
  await slack.modal.filter({ hasText: `Rejecting the close of ${period} (Example US, US-` }).waitFor()
  await slack.modal.locator('textarea').fill('The bank statement is missing')
  await slack.modal.getByTestId('modal-submit').click()
  await home.filter({ hasText: `You rejected the close of ${period}` }).waitFor()
  expect(await button('Approve').count()).toBe(0)
  await slack.page.getByTestId('channel-C0CLOSE').click()
  await slack.read('The bank statement is missing', `${period} is now Pending Close.`)
})

test('help, and a verb that is not understood, are answered privately and at once', async () => {
  await slack.be('U0ERIN')
  await slack.say('/period help')
  expect(await slack.read('Only visible to you', 'one of these')).toContain('close Oct 2026 – the whole close')
  await slack.say(`/period clsoe ${period}`)
  expect(await slack.read('Only visible to you', 'I do not understand')).toContain(
    `Did you mean /period close ${period}?`,
  )
})

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
})

test('on a phone: a close from the command to its outcome, and nothing is wider than the screen', async () => {
  const phone = await openSlackPage(browser, `http://127.0.0.1:${program.port}/`, { width: 390, height: 844 })
  const become = async (person: string) => {
    await phone.page.getByTestId('as-whom').selectOption(person)
    await phone.page.locator(`[data-person=${person}]`).waitFor()
  }
  const card = phone.message(`Approve the close of ${period}?`, 'of 2 approvals.')
  const approve = async (person: string) => {
    await become(person)
    await phone.press(card, 'Approve')
    await phone.press(phone.confirm, 'Approve')
  }
  await become('U0ALICE')
  await phone.say(`/period close ${period}`)
  await card.filter({ hasText: '0 of 2' }).waitFor()
  const [reference = ''] = /US-\d{4}/.exec(await textOf(card)) ?? []
  await approve('U0BOB')
  await card.filter({ hasText: '1 of 2' }).waitFor()
  await approve('U0CAROL')
  expect(await phone.read(`Record ${reference}`)).toContain(`${period} is Closed`)
  expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(phone.errors).toEqual([])
  await phone.page.context().close()
})

test('nothing seen so far keeps anybody from using it, by light and in the dark', () => {
  expect(barriers).toEqual([])
})

test('the page itself made no mistake', () => {
  expect(slack.errors).toEqual([])
})
