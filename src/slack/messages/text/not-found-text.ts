import type { NotFound } from '../../../domain/period-reference.ts'
import { typedCommand } from '../../command-name.ts'
import { code, escaped, listed } from './mrkdwn.ts'

/** Why no period was found, with the way out. */
export function findPeriodWords(reference: string, found: NotFound): string {
  const typed = escaped(reference)
  switch (found.kind) {
    case 'missing':
      return 'say which period, for example `Oct 2026`, `2026-10` or `next`.'
    case 'open-ended':
      return `“${escaped(found.name)}” is Zuora’s open-ended period, which is never closed.`
    case 'reading-only':
      return '“current” is for looking only. Name the period, or say `next` for the earliest that is not closed.'
    case 'none-left':
      return `there is no period that “${typed}” stands for. ${typedCommand('list')} shows them all.`
    case 'unknown':
      return `there is no accounting period “${typed}”.${candidatesText('Did you mean', found.candidates)}`
    case 'ambiguous':
      return `“${typed}” is more than one period.${candidatesText('Say which:', found.candidates)}`
  }
}

function candidatesText(begin: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return ` ${typedCommand('list')} shows them all.`
  const names = candidates.map(code)
  return ` ${begin} ${listed(names, 'or')}${begin.endsWith(':') ? '.' : '?'}`
}
