import { acknowledge } from '../../usecases/exceptions/acknowledge.ts'
import { type ExceptionPorts, showWhereClicked } from '../../usecases/exceptions/exception-click.ts'
import { explain } from '../../usecases/exceptions/explain.ts'
import { type AccountPorts, accountForYear } from '../../usecases/reconcile/account-for-year.ts'
import type { Asked } from '../asked.ts'
import type { Message } from '../messages/blocks.ts'
import { exceptionReply } from '../messages/exceptions/exception-replies.ts'
import { yearAccountReply } from '../messages/exceptions/year-account.ts'
import type { EntityLabel } from '../messages/text/words.ts'

export type ExceptionResponderPorts = ExceptionPorts & AccountPorts & { replies: { label: EntityLabel } }

type AboutException = Extract<Asked, { kind: 'explanation' | 'acknowledgement' }>

/** Who explains an exception, and who acknowledges it. */
export async function respondAboutException(asked: AboutException, ports: ExceptionResponderPorts): Promise<Message> {
  const { target, personId, messageId, slackTs = null } = asked
  const click = { key: target.key, personId, messageId, slackTs }
  const isExplained = asked.kind === 'explanation'
  const answer = isExplained
    ? await explain({ ...click, explanation: asked.explanation }, ports)
    : await acknowledge({ ...click, read: target.round }, ports)
  if (asked.shownAt !== undefined) await showWhereClicked(answer, { channel: asked.channel, ts: asked.shownAt }, ports)
  return exceptionReply(answer, isExplained ? 'Explain' : 'Acknowledge', ports.replies.label)
}

type Reconciling = { personId: string; channel: string; entity: string | null; fiscalYear: number | null }

export async function respondWithYear(asked: Reconciling, ports: ExceptionResponderPorts): Promise<Message> {
  return yearAccountReply(await accountForYear(asked, ports), ports.replies.label)
}
