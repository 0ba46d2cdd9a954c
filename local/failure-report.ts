import type { FunctionError } from './lambda/invocation.ts'

/**
 * Says failed invocations briefly. The workflow tries many of them again, so the same failure of a function is said
 * once, until it fails in another way; functions.log has them all.
 */
export function failureReport(
  say: (line: string) => void,
): (functionName: string, error: FunctionError, givenUp: boolean) => void {
  const lastSaid = new Map<string, string>()
  return (functionName, { errorType, errorMessage }, givenUp) => {
    const line = `${functionName} failed: ${errorType}: ${errorMessage.split('\n')[0]}`
    if (givenUp) say(`${line} (given up; the event is kept in events.sqlite, dead_letters)`)
    else if (lastSaid.get(functionName) !== line) say(line)
    lastSaid.set(functionName, line)
  }
}
