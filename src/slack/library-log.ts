import { type Logger, LogLevel } from '@slack/web-api'
import type { Log } from '../usecases/ports/log.ts'

/**
 * Where Slack's libraries say something to engineers: their own words, and of an error its code alone. They would print what they
 * sent with it: the token, and what a person wrote.
 */
export function createLibraryLog(log: Log): Logger {
  let level = LogLevel.WARN
  const say = (...said: unknown[]) => {
    const words = said.flatMap((one) => (typeof one === 'string' ? [one] : one instanceof Error ? [codeOf(one)] : []))
    // An error by itself is thrown as well, and logged by who catches it.
    if (said.some((one) => typeof one === 'string')) log('library-said', { library: 'slack', words: words.join(' ') })
  }
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say,
    error: say,
    setLevel: (next) => {
      level = next
    },
    getLevel: () => level,
    setName: () => undefined,
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name
}
