import type * as z from 'zod/mini'
import { actionNames } from './policy.ts'

/** What is wrong, a line each, which begins with its path in the file. */
export function mistakeTexts(issue: z.core.$ZodIssue): string[] {
  return meant(issue).map(mistakeText)
}

/** Where one of several shapes may stand, what is told is the mistakes in the one that was meant. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const inner = issue.errors.find((errors) => errors.every(({ path }) => path.length > 0)) ?? []
  if (inner.length === 0) return [issue]
  return inner.flatMap((each) => meant({ ...each, path: [...issue.path, ...each.path] }))
}

function mistakeText(issue: z.core.$ZodIssue): string {
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
  if (type === 'int') return 'a whole number'
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}
