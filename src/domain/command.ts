import { nearest } from './similar-text.ts'

/** What a person typed after `/period`. `reference` names a period and may be empty. */
export type Command =
  | { kind: 'help' }
  | { kind: 'list' }
  | { kind: 'show'; reference: string }
  | { kind: 'request'; action: 'trial-balance' | 'pending-close' | 'close'; reference: string; note: string | null }
  | { kind: 'not-understood'; typed: string; suggestion: string | null }

const verbs = ['help', 'list', 'show', 'trial-balance', 'pending-close', 'close']

/** People write `trial balance` as often as `trial-balance`. */
const twoWordVerbs = /^(trial|pending)\s+(balance|close)\b/i

export function readCommand(text: string): Command {
  const typed = text.trim().replace(twoWordVerbs, '$1-$2')
  const [verb = '', ...rest] = typed.split(/\s+/)
  const { reference, note } = splitNote(rest.join(' '))
  switch (verb.toLowerCase()) {
    case '':
    case 'help':
      return { kind: 'help' }
    case 'list':
      return reference === '' ? { kind: 'list' } : notUnderstood(typed, 'list')
    case 'show':
      return { kind: 'show', reference }
    case 'trial-balance':
      return { kind: 'request', action: 'trial-balance', reference, note }
    case 'pending-close':
      return { kind: 'request', action: 'pending-close', reference, note }
    case 'close':
      return { kind: 'request', action: 'close', reference, note }
    default:
      return notUnderstood(typed, suggestionFor(verb, rest))
  }
}

function splitNote(rest: string): { reference: string; note: string | null } {
  const at = rest.search(/(^|\s)note:/i)
  if (at < 0) return { reference: rest.trim(), note: null }
  const note = rest
    .slice(at)
    .replace(/^\s*note:/i, '')
    .trim()
  return { reference: rest.slice(0, at).trim(), note: note === '' ? null : note }
}

/** The nearest command, with what was typed behind it where that can name a period. */
function suggestionFor(verb: string, rest: readonly string[]): string | null {
  const [similar = null] = nearest(verb, verbs, 1)
  return similar === null || similar === 'help' || similar === 'list' ? similar : [similar, ...rest].join(' ')
}

function notUnderstood(typed: string, suggestion: string | null): Command {
  return { kind: 'not-understood', typed, suggestion }
}
