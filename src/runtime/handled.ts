import { withoutSecrets } from '../log/hide-secrets.ts'
import { inInvocation } from '../log/invocation.ts'
import { realNow } from './clock.ts'
import { logOf } from './log-of.ts'
import type { FunctionName } from './settings.ts'

/** What the workflow, or the next run, tries again by itself. */
const passing: ReadonlySet<string> = new Set(['ZuoraBusy', 'ZuoraUnavailable', 'SlackBusy', 'SlackUnavailable'])

type Context = { awsRequestId?: string }

/**
 * A handler as Lambda calls it: each of its lines says which invocation and which request it belongs to, and a failure is an
 * event of the log. What Lambda itself writes of an error, and hands on to Step Functions, is its name and its words only.
 */
export function handled<Event, Answer>(
  name: FunctionName,
  handle: (event: Event) => Promise<Answer>,
  requestOf: (event: Event) => string | null = () => null,
): (event: Event, context?: Context) => Promise<Answer> {
  return (event, context) => {
    const startedAt = realNow().getTime()
    const invocation = { id: context?.awsRequestId ?? null, startedAt, request: requestOf(event) }
    return inInvocation(invocation, async () => {
      try {
        return await handle(event)
      } catch (error) {
        const written = writable(error)
        const { name: kind, message } = written
        logOf(name)(isPassing(error) ? 'invocation-put-off' : 'invocation-failed', { error: kind, words: message })
        throw written
      }
    })
  }
}

/** Of several, all have to. */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isPassing)
  return error instanceof Error && passing.has(error.name)
}

/** Libraries hang what they sent on their errors: headers, bodies, addresses. Nobody is to read that. */
function writable(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(withoutSecrets(String(error)))
  const written = new Error(withoutSecrets(wordsOf(error)))
  written.name = error.name
  if (error.stack !== undefined) written.stack = withoutSecrets(error.stack)
  return written
}

function wordsOf(error: Error): string {
  const inner = error instanceof AggregateError ? error.errors.map(nameAndWords) : []
  return [error.message, ...inner].join('\n')
}

function nameAndWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${wordsOf(error)}` : String(error)
}
