import { type ClickRefused, isOutOfTime } from '../../domain/approvals/approval.ts'
import { mustWake } from '../../domain/approvals/waking.ts'
import { isWithdrawnBy, whyNotWithdraw, withdrawalOf } from '../../domain/approvals/withdrawal.ts'
import type { Request, RequestKey } from '../../domain/request.ts'
import type { DecidePorts } from '../decide.ts'
import { showCardAsItIs } from '../people/show-card-as-it-is.ts'

type WithdrawalAsked = {
  key: RequestKey
  round: number
  personId: string
  messageId: string
  slackTs: string | null
}

export type WithdrawAnswer =
  | { kind: 'withdrawn'; request: Request }
  | { kind: 'refused'; because: ClickRefused; request: Request | undefined }

type WithdrawPorts = Pick<DecidePorts, 'requests' | 'announcer' | 'workflow' | 'now'>

/** An approval is taken back by whoever gave it, or by whom it was given for; possible until Zuora is asked. */
export async function withdraw(asked: WithdrawalAsked, ports: DecidePorts): Promise<WithdrawAnswer> {
  const { key, round, personId, messageId, slackTs } = asked
  const { requests } = ports
  const person = await ports.people.person(personId)
  for (;;) {
    const request = await requests.read(key)
    if (!request) return { kind: 'refused', because: 'no-such-request', request }
    if (isWithdrawnBy(messageId, request)) return afterWithdrawing(request, ports)
    const because = whyNotWithdraw(request, { person, round })
    const at = ports.now().toISOString()
    const withdrawal = because ? undefined : withdrawalOf(request, { person, round, at, slackTs, messageId })
    if (!withdrawal) return refuse(request, { personId, because: because ?? 'not-approved-by-you' }, ports)
    const written = await requests.withdraw(request, withdrawal)
    if (written) return afterWithdrawing(written, ports)
    // Somebody else clicked, or the workflow wrote, in between: what this takes back may be another number of approvals.
  }
}

/** A round whose time is up was held only by its full quorum: that it ends is not left to the end of the hold. */
export async function afterWithdrawing(request: Request, ports: WithdrawPorts): Promise<WithdrawAnswer> {
  const isToWake = mustWake(request) || isOutOfTime(request, ports.now().toISOString())
  if (isToWake && request.taskToken) await ports.workflow.resume(request.taskToken)
  await showCardAsItIs(request, ports)
  return { kind: 'withdrawn', request }
}

async function refuse(
  request: Request,
  { personId, because }: { personId: string; because: ClickRefused },
  { requests }: DecidePorts,
): Promise<WithdrawAnswer> {
  await requests.countRefusedClick(request, personId, because)
  return { kind: 'refused', because, request }
}
