import type { Person } from './person.ts'
import type { Authority } from './policy.ts'

export type Decision = {
  kind: 'approved' | 'rejected'
  by: Person
  /** ISO, our clock. */
  at: string
  reason: string | null
  authority: Authority
  /** Of the click; the same click delivered twice is one decision. */
  messageId: string
}

/** A request's decisions are one flat map: one person counts once in a round. */
export function decisionKey(round: number, personId: string): string {
  return `${round}#${personId}`
}
