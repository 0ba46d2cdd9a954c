import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What is another in the dark. */
const ofColours = ['color-contrast']

/** What keeps people from using what is shown now, by light and in the dark, in the words of axe; nothing where nothing does. */
export async function barriersOn(page: Page): Promise<string[]> {
  const found: string[] = []
  await page.evaluate(axe.source)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const barriers = await page.evaluate(findBarriers, colorScheme === 'dark' ? ofColours : null)
    found.push(...barriers.map((barrier) => `${colorScheme}: ${barrier}`))
  }
  return found
}

/** In the page, where axe stands by its own name; by all of its rules where none are named. */
async function findBarriers(rules: string[] | null): Promise<string[]> {
  const { axe: run }: { axe: typeof axe } = Object(globalThis)
  const { violations } = await run.run({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`))
}
