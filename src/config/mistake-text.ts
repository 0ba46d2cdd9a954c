import type * as z from 'zod/mini'
import { actionNames } from './policy.ts'

/** One line that begins with its path in the file. */
export function mistakeText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  const where = path === '' ? 'the file' : path.replace(/^\./, '')
  return `${where}: ${reasonOf(issue)}`
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown ${issue.keys.length === 1 ? 'key' : 'keys'} ${issue.keys.join(', ')}${knownKeys(issue.path)}`
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${article(issue.expected)}`
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    default:
      return issue.message
  }
}

function knownKeys(path: readonly PropertyKey[]): string {
  return path.at(-1) === 'actions' ? `; the actions are ${actionNames.join(', ')}` : ''
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}
