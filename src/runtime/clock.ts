import { readFileSync } from 'node:fs'

export class ClockUnreadable extends Error {
  override name = 'ClockUnreadable' as const
}

/**
 * For what is between machines or lasts seconds: signatures, tokens, Retry-After, and how long what Slack said is
 * remembered.
 */
export const realNow = () => new Date()

/**
 * The time by which everything is decided and recorded: real time, unless CLOSING_BELL_CLOCK names a file. Then it is ahead by
 * as many milliseconds as the file says at that moment. No function of serverless.yml has that setting.
 */
export const now = () => {
  const file = process.env.CLOSING_BELL_CLOCK
  return new Date(Date.now() + (file ? msAhead(file) : 0))
}

/** Throws where the file does not say: any other time would be a guess, and what is recorded stays. */
function msAhead(file: string): number {
  const text = readFileSync(file, 'utf8').trim()
  if (!/^\d{1,13}$/.test(text))
    throw new ClockUnreadable(`${file} does not say how many milliseconds the clock is ahead`)
  return Number(text)
}
