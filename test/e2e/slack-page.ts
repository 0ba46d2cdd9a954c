import type { Browser, Locator, Page } from 'playwright-core'

export type SlackPage = Awaited<ReturnType<typeof openSlackPage>>

/** `offersTour`: as to somebody who opens the page for the first time. */
export type PageOptions = { width?: number; height?: number; offersTour?: boolean }

/** The Slack stand-in's page, as a person uses it. What it does is waited for; a wait ends when it is met. */
export async function openSlackPage(
  browser: Browser,
  url: string,
  { width = 1280, height = 900, offersTour = false }: PageOptions = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  if (!offersTour) await context.addInitScript(skipTour)
  const page = await context.newPage()
  page.setDefaultTimeout(90_000)
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (said) => {
    if (said.type() === 'error') errors.push(said.text())
  })
  await page.goto(url)
  return { page, errors, ...actionsOn(page) }
}

const skipTour = `localStorage.setItem('closing-bell-tour', '{"state":"skipped","since":""}')`

function actionsOn(page: Page) {
  const message = (...texts: readonly (string | RegExp)[]): Locator =>
    texts
      .reduce<Locator>((found, hasText) => found.filter({ hasText }), page.locator('main [data-testid=message]'))
      .last()

  return {
    /** The newest message of the channel that has all of these texts. */
    message,
    /** Becomes another person; what is seen is theirs from then on. */
    be: async (person: string) => {
      await page.getByTestId(`person-${person}`).click()
      await page.locator(`[data-person=${person}]`).waitFor()
    },
    say: async (text: string) => {
      await page.getByTestId('composer').fill(text)
      await page.getByTestId('composer').press('Enter')
    },
    /** Waits for the message and returns what a reader sees of it. */
    read: async (...texts: readonly (string | RegExp)[]): Promise<string> => {
      await message(...texts).waitFor()
      return textOf(message(...texts))
    },
    /** Presses a button of a message by the label that is seen. */
    press: (where: Locator, label: string) => where.locator('button', { hasText: label }).click(),
    confirm: page.getByTestId('confirm'),
    modal: page.getByTestId('modal'),
    thread: page.getByTestId('thread-pane'),
    tour: page.getByTestId('tour'),
    /** The tour, once it has come to that step. */
    tourAt: (step: number) => page.locator(`[data-testid=tour][data-step="${step}"]`),
  }
}

export async function textOf(where: Locator): Promise<string> {
  return (await where.textContent()) ?? ''
}
