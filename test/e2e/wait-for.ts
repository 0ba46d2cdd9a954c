const LOOK_EVERY_MS = 100

/** Looks until there is something to return. Fails after the deadline, saying what was waited for and what was there instead. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { withinMs = 20_000, instead = () => '' }: { withinMs?: number; instead?: () => Promise<string> | string } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}\n${await instead()}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
