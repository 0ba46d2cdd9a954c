/** The first looks follow each other quickly, because most of what is waited for is there soon. */
const FIRST_LOOK_AGAIN_MS = 10
const LOOK_EVERY_MS = 100

/** Longer than anything takes on a machine that is busy with something else: a wait ends when it is met. */
const LONGEST_WAIT_MS = 90_000

/** Looks until there is something to return. Fails after the deadline, saying what was waited for and what was there instead. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { instead = () => '' }: { instead?: () => Promise<string> | string } = {},
): Promise<T> {
  const deadline = Date.now() + LONGEST_WAIT_MS
  for (let pauseMs = FIRST_LOOK_AGAIN_MS; ; pauseMs = Math.min(pauseMs * 1.5, LOOK_EVERY_MS)) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`waited ${LONGEST_WAIT_MS} ms in vain for ${what}\n${await instead()}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
