import type { FiledException } from '../../../domain/reconcile/exceptions.ts'
import { referenceOf } from '../../../domain/request.ts'
import type { ExceptionAnswer } from '../../../usecases/exceptions/exception-click.ts'
import { type Message, message } from '../blocks.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'
import { didNotCount, type EntityLabel } from '../text/words.ts'

/** The private answer to who explained or acknowledged an exception, or may not. */
export function exceptionReply(answer: ExceptionAnswer, verb: 'Explain' | 'Acknowledge', label: EntityLabel): Message {
  if (answer.kind === 'refused') return message(`${didNotCount(verb)}: ${whyRefused(answer, label)}`)
  const about = subject(answer.filed, label)
  return message(
    verb === 'Explain'
      ? `Your explanation of what was done to ${about} is recorded. Next: an approver who did not explain it acknowledges it.`
      : `Your acknowledgement of what was done to ${about} is recorded: the exception is closed.`,
  )
}

/** `Sep 2026 (Example US, US-0012)` */
function subject(filed: FiledException, label: EntityLabel): string {
  return `${escaped(filed.about.periodName)} (${escaped(label(filed.entity))}, ${referenceOf(filed)})`
}

function whyRefused(
  { because, filed, allowed }: Extract<ExceptionAnswer, { kind: 'refused' }>,
  label: EntityLabel,
): string {
  const who = listed(allowed.map(mention), 'or')
  const about = filed ? `the exception of ${subject(filed, label)}` : 'this exception'
  switch (because) {
    case 'no-such-exception':
      return 'this exception is not in the register.'
    case 'not-a-full-member':
      return `only full members of this workspace may on ${about}, not guests or people of other companies.`
    case 'may-not-explain':
      return `only those who may ask or approve here can explain ${about}: ${who}.`
    case 'not-an-approver':
      return `only an approver can acknowledge ${about}: ${who}.`
    case 'not-explained':
      return `nobody has explained ${about} yet. Press “Explain…” if you know what happened.`
    case 'explained-anew':
      return `${about} was explained again since this message was made. Read the explanation as it is now, then press again.`
    case 'explained-too-often':
      return `${about} has been explained very often. An approver acknowledges the last explanation.`
    case 'own-explanation':
      return `you explained ${about}, and who explains it does not acknowledge it. Another approver has to.`
    case 'acknowledged-already': {
      const by = filed?.about.acknowledged
      return by ? `${mention(by.by.id)} has acknowledged ${about} already.` : `${about} is acknowledged already.`
    }
  }
}
