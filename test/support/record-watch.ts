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
  wrong.push(...wrongWithDecisions(before, after))
  if (before.stopped && JSON.stringify(before.stopped) !== JSON.stringify(after.stopped))
    wrong.push('a stop was changed')
  if (before.outcome && JSON.stringify(before.outcome) !== JSON.stringify(after.outcome)) {
    wrong.push('the outcome was changed')
  }
  const added = after.log.slice(before.log.length)
  if (before.outcome && added.some(({ by }) => by !== null)) wrong.push('a click counted after the outcome')
  if (JSON.stringify(after.later.slice(0, before.later.length)) !== JSON.stringify(before.later)) {
    wrong.push('what came after the seal was changed')
  }
  if (before.status !== 'finished' && after.later.length > 0)
    wrong.push('something came after a seal that was not there')
  if (before.status === 'finished' && (after.status !== 'finished' || added.length > 0))
    wrong.push('the seal was broken')
  return wrong
}

/** A decision stays, but for an approval that is withdrawn; and what was withdrawn makes room for a decision by another click. */
function wrongWithDecisions(before: Request, after: Request): string[] {
  const added = after.log.slice(before.log.length).map(({ kind }) => kind)
  const changed = Object.entries(before.decisions).flatMap(([key, was]) => {
    const is = after.decisions[key]
    if (JSON.stringify(is) === JSON.stringify(was)) return []
    if (is?.kind === 'withdrawn' && added.includes('withdrawn'))
      return was.kind === 'withdrawn' ? ['withdrawn twice'] : []
    const isAnew = was.kind === 'withdrawn' && is !== undefined && !is.spent?.includes(is.messageId)
    const remembers = was.spent?.every((messageId) => is?.spent?.includes(messageId))
    return isAnew && remembers && is.messageId !== was.messageId ? [] : ['a decision was changed']
  })
  const isCounting = after.status === 'awaiting' || (after.status === 'asking' && after.approvals > 0)
  const given = Object.entries(after.decisions).filter(
    ([key, { kind }]) => key.startsWith(`${after.round}#`) && kind === 'approved',
  )
  return [...changed, ...(isCounting && given.length !== after.approvals ? ['the approvals are miscounted'] : [])]
}

/** What is wrong with a finished record, as an auditor would check it. */
export function wrongWithRecord({ log, chain, later, laterChain }: Request): string[] {
  const wrong: string[] = []
  const before = log[0]?.details.previousRequest
  if (chainOf(log, [], String(before), sha256).join() !== chain.join()) wrong.push('the chain does not verify')
  if (chainOf(later, [], String(chain.at(-1)), sha256).join() !== laterChain.join()) {
    wrong.push('what came after the seal does not verify')
  }
  if (log.at(-1)?.kind !== 'outcome') wrong.push('the log does not end with the outcome')
  if (log.filter(({ kind }) => kind === 'outcome').length !== 1) wrong.push('there is more than one outcome')
  return wrong
}
