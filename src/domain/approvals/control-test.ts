import type { LogEntry } from '../evidence/log.ts'

/** What is tried on a rehearsal, in this order. */
export const controls = [
  'self-approval',
  'outsider',
  'stale-card',
  'approver',
  'same-approver-twice',
  'void',
  'voided-card',
] as const

export type Control = (typeof controls)[number]

/** `expected` and `got`: why the click did not count, `counted`, or how many approvals count after the void. */
export type ControlResult = { control: Control; expected: string; got: string; passed: boolean }

export function resultOf(control: Control, expected: string, got: string): ControlResult {
  return { control, expected, got, passed: got === expected }
}

/** What the sealed record of a rehearsal says; nothing of one that was broken off. */
export function resultsIn(log: readonly LogEntry[]): ControlResult[] {
  const sealed = log.findLast(({ kind }) => kind === 'outcome')
  const results = sealed?.details.results
  return Array.isArray(results) ? results.filter(isResult) : []
}

function isResult(value: unknown): value is ControlResult {
  return typeof value === 'object' && value !== null && 'control' in value && 'passed' in value
}
