import { approversOfAnything } from '../../domain/policy/policy.ts'
import { acknowledgementOf, whyNotAcknowledge } from '../../domain/reconcile/exceptions.ts'
import {
  type ExceptionAnswer,
  type ExceptionClick,
  type ExceptionPorts,
  isWrittenBy,
  readException,
  whoClicked,
} from './exception-click.ts'
import { counted } from './explain.ts'
import { tellExceptionHead } from './tell-exception-head.ts'

/** One approver accepts the explanation that they read, and the exception is closed. */
export async function acknowledge(
  click: ExceptionClick & { read: number },
  ports: ExceptionPorts,
): Promise<ExceptionAnswer> {
  const { entity } = click.key
  const allowed = approversOfAnything(ports.rules.policyFor(entity).policy)
  const by = await whoClicked(click, allowed, ports)
  for (;;) {
    const filed = await readException(click.key, ports)
    if (!filed) return { kind: 'refused', because: 'no-such-exception', filed, allowed }
    if (!isWrittenBy(filed, click)) {
      const because = whyNotAcknowledge(filed, { ...by, read: click.read })
      if (because !== undefined) return { kind: 'refused', because, filed, allowed }
      const at = ports.now().toISOString()
      const { slackTs, messageId } = click
      const attestation = acknowledgementOf(filed, ports.rules.labelOf(entity))
      const details = { attestation, explanation: filed.about.explanation, authority: by.authority, messageId }
      const entry = { at, kind: 'acknowledged', by: by.person, ...(slackTs ? { slackTs } : {}), details } as const
      const about = { ...filed.about, acknowledged: { by: by.person, at } }
      if (!(await ports.filings.appendFiled(filed, { about, status: 'closed' }, [entry]))) continue
    }
    const answer = await counted(click, ports)
    if (answer.kind === 'counted') await tellExceptionHead(answer.filed, ports)
    return answer
  }
}
