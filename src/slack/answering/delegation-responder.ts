import type { RecordCommand } from '../../domain/commands/record-command.ts'
import { type DelegatePorts, delegate } from '../../usecases/delegations/delegate.ts'
import { listDelegations } from '../../usecases/delegations/list-delegations.ts'
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
    return delegationsReply(await listDelegations({ ...from, ...command }, ports), label)
  return delegateReply(await delegate({ ...from, ...command }, ports), label)
}
