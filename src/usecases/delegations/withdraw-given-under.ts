import type { Delegation } from '../../domain/approvals/delegation.ts'
import { approvalUnder, isWithdrawnBy, withdrawalOf } from '../../domain/approvals/withdrawal.ts'
import type { Person } from '../../domain/person.ts'
import type { RequestKey } from '../../domain/request.ts'
import { afterWithdrawing } from '../clicks/withdraw.ts'
import type { DecidePorts } from '../decide.ts'
import type { OpenRequests } from '../ports/record/requests.ts'

export type WithdrawUnderPorts = Pick<DecidePorts, 'announcer' | 'workflow' | 'now'> & {
  requests: DecidePorts['requests'] & OpenRequests
}

type Ending = { by: Person; messageId: string; slackTs: string | null }

/**
 * Approvals that were given under a delegation that has ended are taken back where Zuora is not asked yet: whoever handed the
 * part on can decide themselves. What this misses is void at the last look before the ask.
 */
export async function withdrawGivenUnder(
  delegation: Delegation,
  ending: Ending,
  ports: WithdrawUnderPorts,
): Promise<void> {
  const keys = await ports.requests.open()
  for (const key of keys.filter(({ entity }) => entity === delegation.entity)) {
    await withdrawIn(key, { delegation, ending }, ports)
  }
}

async function withdrawIn(
  key: RequestKey,
  { delegation, ending }: { delegation: Delegation; ending: Ending },
  ports: WithdrawUnderPorts,
): Promise<void> {
  const { by: person, messageId, slackTs } = ending
  for (;;) {
    const request = await ports.requests.read(key)
    if (request?.status !== 'awaiting' || request.outcome !== null || request.stopped !== null) return
    if (!approvalUnder(request, delegation.record)) {
      // The process may have died before the card showed it.
      if (isWithdrawnBy(messageId, request)) await afterWithdrawing(request, ports)
      return
    }
    const { round } = request
    const at = ports.now().toISOString()
    const withdrawal = withdrawalOf(request, { person, round, at, slackTs, messageId, delegation: delegation.record })
    const written = withdrawal && (await ports.requests.withdraw(request, withdrawal))
    if (written) await afterWithdrawing(written, ports)
  }
}
