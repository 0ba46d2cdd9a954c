import { dayAfter } from '../calendar/calendar-date.ts'
import type { DelegationFiled, Filed } from '../evidence/filed.ts'
import type { Person } from '../person.ts'
import { identityOf, isSamePerson } from './decision.ts'

/** A part that was handed on, with where it stands in the register. */
export type Delegation = Omit<DelegationFiled, 'kind' | 'authority'> & {
  entity: string
  record: number
  messageId: string
}

type Days = { from: string; until: string }

export function delegationsIn(filed: readonly Filed[]): Delegation[] {
  return filed.flatMap(({ about, entity, number, messageId }) => {
    if (about.kind !== 'delegation') return []
    const { kind: _kind, authority: _authority, ...delegation } = about
    return [{ ...delegation, entity, record: number, messageId }]
  })
}

/** Of one part that was handed on twice at the same moment, the first in the register counts. */
export function inForceOn(day: string, open: readonly Delegation[]): Delegation[] {
  const today = open.filter(({ from, until }) => from <= day && day <= until).sort((a, b) => a.record - b.record)
  const first = new Map<string, Delegation>()
  for (const delegation of today) {
    const part = identityOf(delegation.delegator)
    if (!first.has(part)) first.set(part, delegation)
  }
  return [...first.values()]
}

/** Where the policy sets no limit of its own. */
const mostDaysByDefault = 14

/** Why a part cannot be handed on for these days; the rules about who may are checked apart. */
export type DelegationRefused =
  | { kind: 'backwards' }
  | { kind: 'in-the-past'; today: string }
  | { kind: 'too-long'; days: number; most: number }
  | { kind: 'handed-on-already'; existing: Delegation }
  /** No chains: neither does who acts for another hand on a part, nor is one given to who has handed on theirs. */
  | { kind: 'acts-for-another'; existing: Delegation }
  | { kind: 'delegate-has-handed-on'; existing: Delegation }

type DelegationAsked = Days & { delegator: Person; delegate: Person }

export function whyNotDelegate(
  { delegator, delegate, from, until }: DelegationAsked,
  {
    today,
    open,
    mostDays = mostDaysByDefault,
  }: { today: string; open: readonly Delegation[]; mostDays?: number | undefined },
): DelegationRefused | undefined {
  if (until < from) return { kind: 'backwards' }
  if (from < today) return { kind: 'in-the-past', today }
  const days = daysIn({ from, until })
  if (days > mostDays) return { kind: 'too-long', days, most: mostDays }
  const overlapping = open.filter((one) => one.from <= until && from <= one.until)
  const own = overlapping.find((one) => isSamePerson(one.delegator, delegator))
  if (own) return { kind: 'handed-on-already', existing: own }
  const held = overlapping.find((one) => isSamePerson(one.delegate, delegator))
  if (held) return { kind: 'acts-for-another', existing: held }
  const given = overlapping.find((one) => isSamePerson(one.delegator, delegate))
  return given && { kind: 'delegate-has-handed-on', existing: given }
}

/** Both included. */
function daysIn({ from, until }: Days): number {
  return (Date.parse(dayAfter(until)) - Date.parse(from)) / 86_400_000
}
