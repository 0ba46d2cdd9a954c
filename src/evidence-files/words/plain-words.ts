import { memberOf } from '../../domain/evidence/export/evidence-export.ts'

/** What is at a path of members, in plain words; empty where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): string {
  return inWords(path.reduce(memberOf, value))
}

/** Anything, in one line of words: `round 1, expires at 2026-11-04T15:00:00.000Z`. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(inWords).filter(isSaid).join('; ')
  if (typeof value === 'object') {
    const said = Object.entries(value).map(([key, inner]) => [words(key), inWords(inner)] as const)
    return said.flatMap(([key, text]) => (isSaid(text) ? [`${key} ${text}`] : [])).join(', ')
  }
  return String(value)
}

/** `approvalsNeeded`, `draft-invoices` → `approvals needed`, `draft invoices`; ids, which are in capitals, as they are. */
export function words(key: string): string {
  return key.replaceAll(/(?<=[a-z0-9])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')
}

/** Those that say something, as one text. */
export function sentences(...texts: readonly string[]): string {
  return texts.filter(isSaid).join(' ')
}

/** The text with something before and behind it; empty where it is. */
export function around(before: string, text: string, behind = ''): string {
  return text === '' ? '' : `${before}${text}${behind}`
}

/** Without some members. */
export function without(value: object, ...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function isSaid(text: string): boolean {
  return text !== ''
}
