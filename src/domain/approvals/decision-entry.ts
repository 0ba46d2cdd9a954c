import type { LogEntry } from '../evidence/log.ts'
import type { Person } from '../person.ts'
import type { Authority } from '../policy/policy.ts'
import type { Decision } from './decision.ts'

/** A decision as the record keeps it: who, why they were allowed, the words they confirmed and what they saw. */
export function decisionEntry(round: number, decision: Decision): LogEntry {
  const { kind, by, at, slackTs, reason, authority, attestation, saw } = decision
  return {
    at,
    kind: kind === 'rejected' ? 'rejected' : 'approved',
    by,
    ...(slackTs ? { slackTs } : {}),
    details: {
      round,
      authority,
      ...(attestation ? { attestation } : {}),
      ...(saw ? { saw } : {}),
      ...(reason === null ? {} : { reason }),
    },
  }
}

/** Who takes a request back or stops it, and for who did not ask, why they were allowed. */
export type CancelClick = { person: Person; at: string; slackTs?: string | null; authority?: Authority }

export function cancelEntry({ person, at, slackTs, authority }: CancelClick): LogEntry {
  return { at, kind: 'cancelled', by: person, ...(slackTs ? { slackTs } : {}), details: authority ? { authority } : {} }
}
