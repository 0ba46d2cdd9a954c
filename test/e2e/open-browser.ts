import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Chromium as it comes from npm, for Linux on x64; on other machines CHROMIUM_PATH names one that is installed. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath())
  // In CI it runs as root, where Chromium's sandbox does not.
  return playwright.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] })
}
