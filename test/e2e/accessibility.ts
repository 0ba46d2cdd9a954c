import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What keeps people from using what is shown now, by light and in the dark, in the words of axe; nothing where nothing does. */
export async function barriersOn(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe.source)
    const barriers = await page.evaluate(findBarriers)
    found.push(...barriers.map((barrier) => `${colorScheme}: ${barrier}`))
  }
  return found
}

/** In the page, where axe stands by its own name. */
async function findBarriers(): Promise<string[]> {
  const { axe: run }: { axe: typeof axe } = Object(globalThis)
  const { violations } = await run.run({ resultTypes: ['violations'] })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`))
}
