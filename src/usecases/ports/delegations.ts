import type { Delegation } from '../../domain/approvals/delegation.ts'
import type { Person } from '../../domain/person.ts'

/** Who acts for whom today, in an entity's own time zone. */
export type Delegations = {
  inForce(entity: string): Promise<readonly Delegation[]>
}

/** `by`: who ended it before its last day; `head`: the hash of the entry that says so. */
export type DelegationNews =
  | { kind: 'begun'; delegation: Delegation }
  | { kind: 'ended'; delegation: Delegation; by: Person; head: string }

/** Tells a channel; false where nothing may be posted there, or Slack refuses it for good. Throws `SlackBusy` and `SlackUnavailable`. */
export type TellDelegation = (channel: string, news: DelegationNews) => Promise<boolean>
