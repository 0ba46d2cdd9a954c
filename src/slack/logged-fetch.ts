import type { Log } from '../usecases/ports/log.ts'

/** `fetch` that logs what the other side did not take: 429, 5xx, no answer. */
export function loggedFetch(slackApiUrl: string, { fetch, log }: { fetch: typeof globalThis.fetch; log: Log }) {
  const failed = (input: unknown, reason: string) => {
    const address = String(input)
    // What is not the Web API is an address to send a file to, which is nobody else's to know.
    const method = address.startsWith(slackApiUrl) ? address.slice(slackApiUrl.length) : 'file'
    log('slack-call-failed', { method, reason })
  }
  const logged: typeof globalThis.fetch = async (input, init) => {
    try {
      const answer = await fetch(input, init)
      if (answer.status === 429 || answer.status >= 500) failed(input, String(answer.status))
      return answer
    } catch (error) {
      failed(input, error instanceof Error ? error.name : 'unknown')
      throw error
    }
  }
  return logged
}
