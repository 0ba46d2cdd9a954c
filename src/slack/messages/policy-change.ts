import type { Filed, PolicyFiled } from '../../domain/evidence/filed.ts'
import { referenceOf } from '../../domain/request.ts'
import { context, type Message, message, section, sections } from './blocks.ts'
import { escaped, mention } from './text/mrkdwn.ts'
import type { EntityLabel } from './text/words.ts'

/** That a policy has changed, what of it, and what that does to approvals under way. */
export function policyChangeMessage(filed: Filed & { about: PolicyFiled }, label: EntityLabel): Message {
  const { hash, before, changes } = filed.about
  const name = escaped(label(filed.entity))
  const title = `*The policy of ${name} has changed*`
  const lines = changes.map((change) => `• ${withMentions(change)}`)
  const voided = 'Approvals under way are void: they were given under the policy before, and are asked for again.'
  const hashes = `Policy ${(before ?? '').slice(0, 8)} → ${hash.slice(0, 8)}. Record ${referenceOf(filed)}.`
  return message([title, ...lines, voided, hashes].join('\n'), [
    ...sections([title, ...lines]),
    section(voided),
    context(hashes),
  ])
}

function withMentions(change: string): string {
  return escaped(change).replace(/@([UWS][A-Z0-9]+)/g, (_text, principal: string) => mention(principal))
}
