import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 25

/** Looks until something is there. Throws after `withinMs`, saying what was waited for. */
export async function waitUntil<T>(what: string, look: () => Promise<T | undefined>, withinMs = 60_000): Promise<T> {
  const until = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > until) throw new Error(`There was no ${what} in ${withinMs / 1000} s.`)
    await pause(LOOK_EVERY_MS)
  }
}
