import { createHash } from 'node:crypto'
import { type Config, policyFor } from '../../config.ts'
import { canonicalJson } from '../../domain/evidence/log.ts'
import type { Policy, PolicyInForce } from '../../domain/policy/policy.ts'

const defaultDelegationDays = 14

export const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Where an entity says nothing of its own, policy and hash are those of all. */
export function policyInForce(config: Config, key: string): PolicyInForce {
  const policy = asDecided(policyFor(config, key))
  const text = canonicalJson(policy)
  return { policy, text, hash: hash(text) }
}

/** The policy of the file in the words of the domain. What was left out is left out: it has no part in the text. */
function asDecided(given: ReturnType<typeof policyFor>): Policy {
  const { holdBeforeClose, approvalValidFor, delegationMaxDays = defaultDelegationDays, escalateTo, ...rest } = given
  return {
    ...rest,
    ...(holdBeforeClose ? { holdBeforeCloseSeconds: holdBeforeClose } : {}),
    ...(approvalValidFor === undefined ? {} : { approvalValidForSeconds: approvalValidFor }),
    ...(rest.delegates ? { delegationMaxDays } : {}),
    ...(escalateTo ? { escalateTo: { afterSeconds: escalateTo.after, approvers: escalateTo.approvers } } : {}),
  }
}
