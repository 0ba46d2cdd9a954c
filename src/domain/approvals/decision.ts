import type { Person } from '../person.ts'
import type { Authority } from '../policy/policy.ts'
import type { Snapshot } from '../snapshot.ts'

/**
 * - `withdrawn`: an approval that its person took back; approving again takes its place.
 * - `by-delegate`: marks the seat of whoever handed on their part; the delegate's own decision stands beside it.
 */
export type Decision = {
  kind: 'approved' | 'rejected' | 'withdrawn' | 'by-delegate'
  by: Person
  /** ISO, our clock. */
  at: string
  /** Slack's time of the click, as Slack writes it; null where it tells none. */
  slackTs?: string | null
  reason: string | null
  authority: Authority
  /** The words that the person confirmed. */
  attestation?: string | null
  /** What the card showed them. */
  saw?: Snapshot | null
  /** Of the click; the same click delivered twice is one decision. */
  messageId: string
  /**
   * Of the clicks that took earlier approvals of this seat back, and of those approvals: delivered again, they change nothing.
   */
  spent?: readonly string[]
}

/** The same person is the same e-mail, whatever their ids in Slack. */
export function identityOf({ id, email }: Pick<Person, 'id' | 'email'>): string {
  return email === null ? id : email.toLowerCase()
}

export function isSamePerson(one: Pick<Person, 'id' | 'email'>, other: Pick<Person, 'id' | 'email'>): boolean {
  return one.id === other.id || identityOf(one) === identityOf(other)
}

/** A request's decisions are one flat map: one person counts once in a round. `person` is an `identityOf`. */
export function decisionKey(round: number, person: string): string {
  return `${round}#${person}`
}
