import type { Decision } from '../../domain/approvals/decision.ts'
import { type Request, referenceOf } from '../../domain/request.ts'
import { type DecidePorts, type DecisionAnswer, type DecisionAsked, decide } from '../decide.ts'
import type { Filings } from '../ports/record/filings.ts'

export type DecideAndTellPorts = DecidePorts & { filings: Pick<Filings, 'readFiled' | 'appendFiled'> }

/** A click that counts; whoever handed their part on is told that it was decided for them. */
export async function decideAndTell(asked: DecisionAsked, ports: DecideAndTellPorts): Promise<DecisionAnswer> {
  const answer = await decide(asked, ports)
  if (answer.kind === 'counted') await tellDelegator(answer, ports)
  return answer
}

/** At most once for each decision: noted with the delegation before it is sent. */
async function tellDelegator(
  { request, decision }: { request: Request; decision: Decision },
  { filings, announcer, now }: DecideAndTellPorts,
): Promise<void> {
  const { delegation } = decision.authority
  if (!delegation) return
  const { messageId } = decision
  const details = { to: delegation.from.id, requests: [referenceOf(request)], messageId }
  for (;;) {
    const filed = await filings.readFiled({ entity: request.entity, number: delegation.record })
    if (!filed || filed.log.some((entry) => entry.kind === 'announced' && entry.details.messageId === messageId)) return
    const entry = { at: now().toISOString(), kind: 'announced', by: null, details } as const
    if (await filings.appendFiled(filed, {}, [entry])) break
  }
  await announcer.notifyDecidedFor(request, decision, delegation.from.id)
}
