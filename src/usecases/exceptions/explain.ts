import { requestersAndApprovers } from '../../domain/policy/policy.ts'
import { type Explanation, whyNotExplain } from '../../domain/reconcile/exceptions.ts'
import {
  type ExceptionAnswer,
  type ExceptionClick,
  type ExceptionPorts,
  isWrittenBy,
  readException,
  showAsItIs,
  whoClicked,
} from './exception-click.ts'

/** Somebody says who did it and why. Until it is acknowledged it may be explained again; each explanation stays in the record. */
export async function explain(
  click: ExceptionClick & { explanation: Explanation },
  ports: ExceptionPorts,
): Promise<ExceptionAnswer> {
  const allowed = requestersAndApprovers(ports.rules.policyFor(click.key.entity).policy)
  const by = await whoClicked(click, allowed, ports)
  for (;;) {
    const filed = await readException(click.key, ports)
    if (!filed) return { kind: 'refused', because: 'no-such-exception', filed, allowed }
    if (!isWrittenBy(filed, click)) {
      const because = whyNotExplain(filed, by)
      if (because !== undefined) return { kind: 'refused', because, filed, allowed }
      const at = ports.now().toISOString()
      const { explanation, slackTs, messageId } = click
      const details = { ...explanation, authority: by.authority, messageId }
      const entry = { at, kind: 'explained', by: by.person, ...(slackTs ? { slackTs } : {}), details } as const
      const about = { ...filed.about, explanation: { ...explanation, by: by.person, at } }
      if (!(await ports.filings.appendFiled(filed, { about }, [entry]))) continue
    }
    return counted(click, ports)
  }
}

/** The store first, then Slack. */
export async function counted(click: ExceptionClick, ports: ExceptionPorts): Promise<ExceptionAnswer> {
  const now = await readException(click.key, ports)
  if (!now) return { kind: 'refused', because: 'no-such-exception', filed: now, allowed: [] }
  await showAsItIs(now, ports)
  return { kind: 'counted', filed: now }
}
