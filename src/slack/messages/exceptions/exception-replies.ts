import { referenceOf } from '../../../domain/request.ts'
import type { ExceptionAnswer } from '../../../usecases/exceptions/exception-click.ts'
import { type Message, message } from '../blocks.ts'
import { escaped, listed, mention } from '../text/mrkdwn.ts'

/** The private answer to who explained or acknowledged an exception, or may not. */
export function exceptionReply(answer: ExceptionAnswer, verb: 'Explain' | 'Acknowledge'): Message {
  if (answer.kind === 'refused') return message(`Your “${verb}” did not count: ${whyRefused(answer)}`)
  const { about } = answer.filed
  const done = verb === 'Explain' ? 'Your explanation' : 'Your acknowledgement'
  return message(`${done} of ${referenceOf(answer.filed)}, ${escaped(about.periodName)}, is recorded.`)
}

function whyRefused({ because, filed, allowed }: Extract<ExceptionAnswer, { kind: 'refused' }>): string {
  const who = listed(allowed.map(mention), 'or')
  switch (because) {
    case 'no-such-exception':
      return 'this exception is not in the register.'
    case 'not-a-full-member':
      return 'only full members of this workspace may, not guests or people of other companies.'
    case 'may-not-explain':
      return `only those who may ask or approve here can explain it: ${who}.`
    case 'not-an-approver':
      return `only an approver can acknowledge it: ${who}.`
    case 'not-explained':
      return 'nobody has explained it yet. Press “Explain…” if you know what happened.'
    case 'explained-anew':
      return 'it was explained again since this message was made. Read the explanation as it is now, then press again.'
    case 'explained-too-often':
      return 'it has been explained very often. An approver acknowledges the last explanation.'
    case 'own-explanation':
      return 'you explained it, and who explains it does not acknowledge it. Another approver has to.'
    case 'acknowledged-already': {
      const by = filed?.about.acknowledged
      return by ? `${mention(by.by.id)} has acknowledged it already.` : 'it is acknowledged already.'
    }
  }
}
