// What the stand-in does of Zuora, and what it does not. README.md shows it, and a test holds both to the code.
import { calendarRules } from './calendar.ts'
import { closeProcessRules } from './close-process.ts'
import { documentRules } from './documents.ts'
import { operations } from './operations.ts'
import { platformRules } from './platform.ts'
import type { Rule } from './rule.ts'

const rules = { ...closeProcessRules, ...calendarRules, ...documentRules, ...platformRules }
export type RuleName = keyof typeof rules

export const ruleEntries: readonly (readonly [string, Rule])[] = Object.entries(rules)

const state = (notDone: string | undefined) => (notDone === undefined ? 'done' : `not done: ${notDone}`)

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The tables of README.md, in Markdown. */
export function coverageTables(): { operations: string; rules: string } {
  return {
    operations: table(
      ['Zuora', '', 'here'],
      operations.map(({ call, does, notDone }) => [`\`${call}\``, does, state(notDone)]),
    ),
    rules: table(
      ['rule', 'here', 'in tests'],
      ruleEntries.map(([name, { rule, notDone }]) => [rule, state(notDone), notDone === undefined ? name : '']),
    ),
  }
}
