import type { z } from 'zod'

/** One complaint in the form Slack gives it: what is wrong, and where. */
export const said = (message: string, pointer: string): string => `[ERROR] ${message} [json-pointer:${pointer}]`

/** What a schema found wrong, in the words Slack uses. */
export const inSlacksWords = (issue: z.core.$ZodIssue): string => {
  const pointer = `/${issue.path.map(String).join('/')}`
  if (issue.code === 'too_big') {
    const limit = Number(issue.maximum)
    if (issue.origin === 'string') return said(`must be less than ${limit + 1} characters`, pointer)
    if (issue.origin === 'array') return said(`no more than ${limit} items allowed`, pointer)
    return said(`must be less than ${limit + 1}`, pointer)
  }
  if (issue.code === 'too_small') {
    const limit = Number(issue.minimum)
    if (issue.origin === 'string') return said(`must be more than ${limit - 1} characters`, pointer)
    if (issue.origin === 'array') return said(`no fewer than ${limit} items allowed`, pointer)
  }
  if (issue.code === 'unrecognized_keys') return said(`invalid additional property: ${issue.keys.join(', ')}`, pointer)
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type') return said('unsupported type', pointer)
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const parent = `/${issue.path.slice(0, -1).map(String).join('/')}`
    return said(`missing required field: ${String(issue.path.at(-1))}`, parent)
  }
  return said(issue.message, pointer)
}
