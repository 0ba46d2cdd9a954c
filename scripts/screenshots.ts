// Plays one close in the browser and keeps the pictures that the documents show. The program's own tests do the same, without pictures.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../test/e2e/open-browser.ts'
import { startProgram } from '../test/e2e/program.ts'
import { openSlackPage, type SlackPage } from '../test/e2e/slack-page.ts'

const images = fileURLToPath(new URL('../docs/images', import.meta.url))
mkdirSync(images, { recursive: true })

const [program, browser] = await Promise.all([startProgram(), openBrowser()])
try {
  const slack = await openSlackPage(browser, `http://127.0.0.1:${program.port}/`, { height: 940 })
  await playAClose(slack, (await program.zuora.earliestNotClosed()).name)
} finally {
  await browser.close()
  await program.stop()
}

async function playAClose(slack: SlackPage, period: string): Promise<void> {
  await program.zuora.planTrialBalance({ seconds: 180 })
  await slack.be('U0ALICE')
  await slack.say('/period close next note: October done')
  const card = slack.message(`Approve the close of ${period}?`)
  await card.waitFor()
  await slack.be('U0BOB')
  await approve(slack, period)
  await card.filter({ hasText: '1 of 2 approvals' }).waitFor()
  // As the next approver finds it.
  await slack.be('U0CAROL')
  await picture(slack, 'close-in-the-page.png')
  await pictureOfHome(slack)

  await approve(slack, period)
  await slack.message(`${period} is Closed`).getByTestId('thread-summary').click()
  await slack.thread.getByText('the final trial balance has ended').waitFor()
  await picture(slack, 'outcome.png')
  await pictureOfBehind(slack, period)
}

/** The same decision waits there, too. */
async function pictureOfHome(slack: SlackPage): Promise<void> {
  const home = slack.page.getByTestId('home')
  await slack.page.getByTestId('home-link').click()
  await home.filter({ hasText: 'Waiting for your decision: 1' }).waitFor()
  await home.getByTestId('image').waitFor()
  await picture(slack, 'home.png')
  await slack.page.getByTestId('channel-C0CLOSE').click()
}

async function pictureOfBehind(slack: SlackPage, period: string): Promise<void> {
  const { page } = slack
  await page.getByTestId('view-behind').click()
  await page
    .locator('[data-testid^=behind-US-]', { hasText: `close ${period}` })
    .first()
    .click()
  await page.getByLabel('also what only looks').uncheck()
  await page.getByTestId('behind-entry').filter({ hasText: 'execution ends' }).waitFor()
  await picture(slack, 'behind.png')
}

async function approve(slack: SlackPage, period: string): Promise<void> {
  await slack.press(slack.message(`Approve the close of ${period}?`), 'Approve')
  await slack.press(slack.confirm, 'Approve')
}

async function picture({ page }: SlackPage, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  const path = join(images, name)
  const bytes = await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  console.log(`${path}: ${Math.ceil(bytes.length / 1024)} kB`)
}
