import { chainOf } from '../../src/domain/evidence/log.ts'
import type { Request } from '../../src/domain/request.ts'
import { sha256 } from './fake-requests.ts'

/** What is wrong with a write of a request: the log only grows, decisions stay, and what is sealed stays as it was. */
export function wrongWithWrite(before: Request | undefined, after: Request): string[] {
  if (!before) return []
  const wrong: string[] = []
  const kept = JSON.stringify(after.log.slice(0, before.log.length))
  if (kept !== JSON.stringify(before.log)) wrong.push('an entry of the log was changed')
  if (after.chain.slice(0, before.chain.length).join() !== before.chain.join()) wrong.push('the chain was changed')
  if (JSON.stringify({ ...after.decisions, ...before.decisions }) !== JSON.stringify(after.decisions)) {
    wrong.push('a decision was changed')
  }
  if (before.stopped && JSON.stringify(before.stopped) !== JSON.stringify(after.stopped))
    wrong.push('a stop was changed')
  if (before.outcome && JSON.stringify(before.outcome) !== JSON.stringify(after.outcome)) {
    wrong.push('the outcome was changed')
  }
  const added = after.log.slice(before.log.length)
  if (before.outcome && added.some(({ by }) => by !== null)) wrong.push('a click counted after the outcome')
  if (before.status === 'finished' && (after.status !== 'finished' || added.length > 0))
    wrong.push('the seal was broken')
  return wrong
}

/** What is wrong with a finished record, as an auditor would check it. */
export function wrongWithRecord({ log, chain }: Request): string[] {
  const wrong: string[] = []
  const before = log[0]?.details.previousRequest
  if (chainOf(log, [], String(before), sha256).join() !== chain.join()) wrong.push('the chain does not verify')
  if (log.at(-1)?.kind !== 'outcome') wrong.push('the log does not end with the outcome')
  if (log.filter(({ kind }) => kind === 'outcome').length !== 1) wrong.push('there is more than one outcome')
  return wrong
}
