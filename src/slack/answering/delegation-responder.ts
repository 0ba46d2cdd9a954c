import type { RecordCommand } from '../../domain/commands/record-command.ts'
import { allApprovers } from '../../domain/policy/policy.ts'
import { type DelegatePorts, delegate } from '../../usecases/delegations/delegate.ts'
import { type DelegationsAnswer, listDelegations } from '../../usecases/delegations/list-delegations.ts'
import { findAuthority, resolvePrincipals } from '../../usecases/people/authority.ts'
import type { Message } from '../messages/blocks.ts'
import { delegationsReply } from '../messages/delegations/delegation-list.ts'
import { delegateReply } from '../messages/delegations/delegation-replies.ts'
import type { EntityLabel } from '../messages/text/words.ts'

export type DelegationResponderPorts = DelegatePorts & { replies: { label: EntityLabel } }

type DelegationCommand = Extract<RecordCommand, { kind: 'delegate' | 'delegations' }>
type From = { personId: string; channel: string; messageId: string }

/** Who hands their part on, and who asks who acts for whom. */
export async function respondAboutDelegations(
  command: DelegationCommand,
  from: From,
  ports: DelegationResponderPorts,
): Promise<Message> {
  const { label } = ports.replies
  if (command.kind === 'delegations')
    return listReply(await listDelegations({ ...from, ...command }, ports), from.personId, ports)
  return delegateReply(await delegate({ ...from, ...command }, ports), label)
}

/** Only who has a part of their own is told how it is handed on. */
async function listReply(
  answer: DelegationsAnswer,
  personId: string,
  ports: DelegationResponderPorts,
): Promise<Message> {
  const { people, rules, replies } = ports
  if (answer.kind !== 'delegations') return delegationsReply(answer, replies.label)
  const { policy } = rules.policyFor(answer.entity.key)
  const mayHandOn = (await findAuthority(personId, allApprovers(policy), people)) !== undefined
  const delegates = mayHandOn ? await resolvePrincipals(policy.delegates ?? [], people) : []
  return delegationsReply(answer, replies.label, delegates.find((id) => id !== personId) ?? null)
}
