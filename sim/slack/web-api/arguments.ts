/** A method's arguments: text from a form or a query, anything from JSON. */
export type Arguments = Record<string, unknown>

export const readText = (args: Arguments, name: string): string | undefined => {
  const value = args[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const readFlag = (args: Arguments, name: string): boolean => {
  const value = args[name]
  return value === true || value === 'true' || value === '1' || value === 1
}

/** A structure that a form carries as JSON text. */
export const readStructure = (
  args: Arguments,
  name: string,
): { kind: 'absent' } | { kind: 'broken' } | { kind: 'given'; value: unknown } => {
  const value = args[name]
  if (value === undefined || value === null || value === '') return { kind: 'absent' }
  if (typeof value !== 'string') return { kind: 'given', value }
  try {
    return { kind: 'given', value: JSON.parse(value) }
  } catch {
    return { kind: 'broken' }
  }
}

export type Answer = { ok: true; [field: string]: unknown } | { ok: false; error: string; [field: string]: unknown }

/** Slack lists what is wrong twice: in `errors` without the level. */
const withoutLevel = (message: string): string => message.replace(/^\[ERROR\] /, '')

export const refuse = (error: string, messages?: string[]): Answer =>
  messages === undefined
    ? { ok: false, error }
    : { ok: false, error, errors: messages.map(withoutLevel), response_metadata: { messages } }

/** One page of a list, with Slack's cursor. */
export const paginate = <T>(args: Arguments, all: readonly T[]): { page: T[]; next_cursor: string } => {
  const start = Number(Buffer.from(readText(args, 'cursor') ?? '', 'base64').toString() || '0')
  const end = start + Math.min(1000, Number(readText(args, 'limit') ?? 1000) || 1000)
  const next_cursor = end < all.length ? Buffer.from(String(end)).toString('base64') : ''
  return { page: all.slice(start, end), next_cursor }
}
